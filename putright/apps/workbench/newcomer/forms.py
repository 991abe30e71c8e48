"""The form of a page of questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator

from putright.core.lint.finding import Finding
from putright.core.newcomer import Group, Question, unreached
from putright.core.validate import READABLE, contrast
from putright.design.widgets import Affixed, Checkboxes, Radios

FEW = 5
"""How many choices are shown at once; more are a list to open."""
SHORT = 40
"""A longer text is typed into a box of its own height."""


class GroupForm(forms.Form):
    """A page of questions. `was`: the digest of the answers that it was typed upon."""

    was = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def __init__(
        self, *args: Any, group: Group, conflicts: Mapping[str, Sequence[Finding]] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for one in group.questions:
            self.fields[one.id] = _field(one, (conflicts or {}).get(one.id, ()))

    def clean_colour(self) -> str:
        """A colour that white text can be read on."""
        colour = str(self.cleaned_data["colour"] or "#0f4c5c")
        if contrast(colour) < READABLE:
            least = f"{contrast(colour):.1f} to 1, and {READABLE} to 1 is the least"
            raise forms.ValidationError(f"White text cannot be read on {colour}: {least}. Choose a darker one.")
        return colour

    def clean(self) -> dict[str, Any]:
        """Each way to complain that is ticked has its number or address."""
        typed: dict[str, Any] = super().clean() or {}
        for name, said in unreached(typed).items():
            if name not in self.errors:
                self.add_error(name, said)
        return typed

    @property
    def given(self) -> dict[str, Any]:
        """The answers."""
        return {name: value for name, value in self.cleaned_data.items() if name != "was"}


def _field(one: Question, conflicts: Sequence[Finding]) -> forms.Field:
    code = f" ({', '.join(one.code)})" if one.code else ""
    said = "".join(f" Conflicts with the Code: {found.text} To cure it: {found.cure}" for found in conflicts)
    common: dict[str, Any] = {"label": one.text, "help_text": f"{one.help}{code}{said}", "required": one.needed}
    if one.kind == "number":
        return _number(one, common)
    if one.kind == "choices":
        return forms.MultipleChoiceField(choices=one.choices, widget=Checkboxes(), **common)
    if one.kind == "choice":
        widget = Radios() if len(one.choices) <= FEW else forms.Select()
        return forms.ChoiceField(choices=one.choices, widget=widget, **common | {"required": True})
    checks = [RegexValidator(f"^(?:{one.pattern})$", f"Write it as asked: {one.help}")] if one.pattern else []
    if len(str(one.default or "")) > SHORT:
        common["widget"] = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(max_length=300, validators=checks, **common)


def _number(one: Question, common: dict[str, Any]) -> forms.Field:
    unit = one.unit or "pounds"
    return forms.IntegerField(
        min_value=one.least, max_value=one.most,
        widget=Affixed(prefix=one.prefix, suffix=one.unit, attrs={"class": "govuk-input--width-5"}),
        **common | {"label": f"{one.text} ({unit})", "required": True},
    )  # fmt: skip


class MakeForm(forms.Form):
    """The answers become the draft's files."""

    replace = forms.BooleanField(label="Replace what was changed by hand; each revision is kept", required=False)

    def __init__(self, *args: Any, by_hand: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not by_hand:
            del self.fields["replace"]
