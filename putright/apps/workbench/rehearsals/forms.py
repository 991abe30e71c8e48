"""The form of a rehearsal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

LONGEST = 100_000
"""Characters of a rehearsal: a whole case takes some 10,000."""


class RehearsalForm(forms.Form):
    """A rehearsal as it stands in a file, and the policy it is run under."""

    text = forms.CharField(
        label="The rehearsal", max_length=LONGEST, strip=False,
        widget=forms.Textarea(attrs={
            "rows": 24, "spellcheck": "false", "autocapitalize": "none", "wrap": "off", "class": "pr-source",
        }),
        help_text="People, what happened on which day (events), and what must follow (expect).",
    )  # fmt: skip
    under = forms.ChoiceField(label="Run it under", required=False)
    on = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, sources: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["under"].choices = sources  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        typed: str = self.cleaned_data["text"].replace("\r\n", "\n")
        if not typed.strip():
            raise ValidationError("Write what happened, and what must follow.")
        return typed
