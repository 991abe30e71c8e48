"""What narrows a list. An answer that makes no sense narrows nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from putright.apps.accounts.models import Person
from putright.apps.casework import worklist
from putright.core.pack import Pack

STAGES = [("", "Any stage"), ("informal", "Before stage 1"), ("1", "Stage 1"), ("2", "Stage 2")]
DUE = [("", "Any day"), ("late", "Late"), ("today", "Today"), ("soon", "In the next 7 days")]
SORTS = [("due", "What is due first"), ("received", "Newest open complaint first")]
STATUSES = {
    "open": "Open",
    "answered": "Answered",
    "closed": "Closed",
    "refused": "Refused",
    "withdrawn": "Withdrawn",
    "triage": "Being sorted",
    "not_a_complaint": "Not a complaint",
}


class Select(forms.Select):
    """Django's, drawn without a template for each of its options: there may be hundreds."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = "" if value is None else str(value)
        groups = (
            format_html('<optgroup label="{}">{}</optgroup>', key, _options(text, chosen))
            if isinstance(text, list)
            else _options([(key, text)], chosen)
            for key, text in self.choices
        )
        built = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        return format_html("<select{}>{}</select>", built, mark_safe("".join(groups)))  # noqa: S308 (made just above)


def _options(choices: list[tuple[str, str]], chosen: str) -> SafeString:
    rows = ((key, mark_safe(" selected") if str(key) == chosen else "", text) for key, text in choices)
    return format_html_join("", '<option value="{}"{}>{}</option>', rows)


class Narrow(forms.Form):
    """The filters of the work list; the scope stands in its tabs."""

    scope = forms.CharField(required=False, widget=forms.HiddenInput)
    due = forms.ChoiceField(label="Due", choices=DUE, required=False, widget=Select)
    kind = forms.ChoiceField(label="What is owed", required=False, widget=Select)
    stage = forms.ChoiceField(label="Stage", choices=STAGES, required=False, widget=Select)
    brand = forms.ChoiceField(label="Landlord", required=False, widget=Select)
    handler = forms.ChoiceField(label="Handler", required=False, widget=Select)
    sort = forms.ChoiceField(label="Order", choices=SORTS, required=False, widget=Select)
    waiting = forms.BooleanField(label="Also what has not started yet", required=False)

    def __init__(self, data: Any, *, pack: Pack, people: list[Person], scope: str) -> None:
        super().__init__(data, auto_id="narrow-%s")
        self.fields["kind"].choices = [
            ("", "Everything"),
            *((key, title) for key, (title, _) in worklist.KINDS.items()),
        ]
        handlers = [("", "Anybody"), ("nobody", "Nobody yet"), *((str(one.pk), one.name) for one in people)]
        self.fields["handler"].choices = handlers
        self.fields["brand"].choices = [("", "All"), *((key, brand.name) for key, brand in pack.brands.items())]
        if not pack.brands:
            del self.fields["brand"]
        if scope == "mine":
            del self.fields["handler"]

    def wanted(self, scope: worklist.Scope) -> worklist.Wanted:
        """What the answers that make sense narrow the list to."""
        self.is_valid()
        found = {name: value for name, value in self.cleaned_data.items() if value and name != "scope"}
        return worklist.Wanted(scope=scope, **found)

    def chosen(self) -> list[tuple[str, str]]:
        """Each filter in use, with its answer in words."""
        self.is_valid()
        used = [(name, self.cleaned_data.get(name)) for name in self.fields if name not in ("scope", "sort")]
        return [
            (name, self.fields[name].label if value is True else dict(self.fields[name].choices)[value])
            for name, value in used
            if value
        ]


class Find(forms.Form):
    """What search looks for."""

    q = forms.CharField(label="Name, reference, address or words", required=False)
    status = forms.ChoiceField(
        label="Status", required=False, widget=Select, choices=[("", "Any status"), *STATUSES.items()]
    )
