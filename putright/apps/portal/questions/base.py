"""What every question of the residents' forms is: a page with one thing to answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from putright.apps.portal.place import Place
from putright.core.workdays import said

ANSWERED = Mapping[str, Any]
"""What was answered so far, by field, as the forms cleaned it."""


class Question(forms.Form):
    """One page of the form. `told` is what was answered before it, which decides what it asks and whether.

    `alone`: the field whose label is the page's heading; empty where the page has a heading of its own.
    """

    name: ClassVar[str]
    alone: ClassVar[str] = ""
    heading: str = ""
    lead: str = ""
    around: ClassVar[str] = ""
    """A template that stands between the heading and the fields."""

    def __init__(self, data: Any = None, *, place: Place, told: ANSWERED, held: str = "") -> None:
        self.place, self.told, self.held = place, told, held
        super().__init__(data)
        self.build()
        if self.alone:
            field = self.fields[self.alone]
            layout = "heading_group" if field.widget.use_fieldset else "heading_field"
            field.template_name = f"portal/forms/{layout}.html"
            self.heading = str(field.label).removesuffix(" (optional)")

    def build(self) -> None:
        """Adds what depends on the place or on what was told."""

    @classmethod
    def asked(cls, place: Place, told: ANSWERED) -> bool:
        """Whether this is asked at all, after what was told."""
        return True

    def unchecked(self) -> None:
        """Shows what was typed without saying what is wrong with it yet."""
        self._errors, self.cleaned_data = forms.utils.ErrorDict(), {}

    @property
    def today(self) -> date:
        return timezone.localdate(self.place.at)

    def rows(self) -> Iterator[tuple[str, str]]:
        """What was answered, for reading over before it is sent: (what was asked, the answer)."""
        for field in self.visible_fields():
            if text := in_words(field.field, self.cleaned_data.get(field.name)):
                yield str(field.label).removesuffix(" (optional)"), text


def in_words(field: forms.Field, value: Any) -> str:
    """An answer as text; empty where there is none."""
    if isinstance(value, date):
        return said(value)
    if isinstance(field, forms.ChoiceField):
        titles = {str(key): str(title) for key, title in _flat(field.choices)}
        chosen = value if isinstance(value, list) else [value]
        return "\n".join(titles.get(str(one), str(one)) for one in chosen if one)
    return "" if value is None or value is False else "Yes" if value is True else str(value)


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for key, title in choices:
        if isinstance(title, list | tuple):
            yield from title
        else:
            yield key, title
