"""What is filled in to propose a version, to answer a proposal, to withdraw one, and to take in a packed policy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from putright.apps.workbench.adoption import standing
from putright.apps.workbench.drafts.forms import LONGEST
from putright.core.lint import Finding
from putright.data import bundles
from putright.design.fields import DatePartsField
from putright.design.widgets import Radios

FURTHEST = timedelta(days=366)
"""Nobody adopts a version further ahead: its bank holidays and the law may not be known."""


class ProposeForm(forms.Form):
    """From which day on it is to run, and why each conflict with the Code stands."""

    n = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, new: Sequence[Finding], old: Sequence[Finding], today: date, **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.new, self.old, self.today = new, old, today
        self.fields["since"] = DatePartsField(
            label="From which day on is it to run?",
            help_text="Tomorrow at the earliest. If the last approval comes later, it runs from the day after that.",
        )
        for n, one in enumerate(new, 1):
            self.fields[standing.key(one)] = _why(f"Conflict {n}: why does it stand?")
        if old:
            self.fields["old"] = _why("Why do these still stand?")

    def clean_since(self) -> Any:
        """Between tomorrow and a year from now."""
        since = self.cleaned_data["since"]
        if since and since <= self.today:
            raise ValidationError("Say a day from tomorrow on: no day has two policies.")
        if since and since > self.today + FURTHEST:
            raise ValidationError("That is more than a year ahead: check the year.")
        return since

    def reasons(self) -> dict[str, str]:
        """What was said of each conflict, by its key."""
        said = self.cleaned_data
        each = {standing.key(one): said[standing.key(one)] for one in self.new}
        return each | {standing.key(one): said["old"] for one in self.old}


def _why(label: str) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The self-assessment has to explain it as well. It is kept with the version.",
    )  # fmt: skip


class AnswerForm(forms.Form):
    """Approved, with minute or paper, or not, with the reason."""

    approved = forms.ChoiceField(
        label="Is it approved?", choices=[("yes", "Yes, approved"), ("no", "No")],
        widget=Radios(reveals={"yes": "minute", "no": "why"}),
    )  # fmt: skip
    minute = forms.CharField(label="Minute or paper (optional)", max_length=200, required=False)
    why = forms.CharField(
        label="Why not?", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The draft goes back to those who work on it.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("approved") == "no" and not typed.get("why"):
            self.add_error("why", "Say why not: whoever works on the draft needs to know.")
        return typed


class WithdrawForm(forms.Form):
    """Why a proposal is taken back."""

    why = forms.CharField(label="Why?", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class PackedForm(forms.Form):
    """A packed policy, checked: its digests and its signature."""

    file = forms.FileField(
        label="Packed policy", widget=forms.FileInput(attrs={"accept": ".zip"}),
        help_text="A ZIP file that Putright made: from “Save as a file”, or by “putright policy pack”.",
    )  # fmt: skip
    bundle: bundles.Bundle

    def clean_file(self) -> Any:
        """Reads it no further than a policy can be long."""
        file = self.cleaned_data["file"]
        if file.size > bundles.MOST_BYTES:
            raise ValidationError("The file is larger than any policy.")
        try:
            self.bundle = bundles.unpack(file.read())
        except bundles.Unfit as unfit:
            raise ValidationError(str(unfit)) from None
        if long := [name for name, text in self.bundle.files.items() if len(text) > LONGEST]:
            raise ValidationError(f"{', '.join(long)}: longer than {LONGEST:,} characters, as no policy is.")
        return file
