"""The forms of drafts: where one begins, and one file of it."""

from __future__ import annotations

from typing import Any

from django import forms

from putright import data
from putright.design.widgets import Radios

LONGEST = 200_000
"""The most characters that a file of a policy has: many times what the longest one has."""
LINES = 30


class BeginForm(forms.Form):
    """A draft begins: what it is called, and from what."""

    title = forms.CharField(
        label="What is the draft to be called?", max_length=200, help_text="For example: fifteen days at stage 1"
    )
    of = forms.ChoiceField(label="What does it begin from?", widget=Radios())

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["of"].choices = choices  # type: ignore[attr-defined]


class EditForm(forms.Form):
    """One file of a draft as a text; `n` is the revision that it was typed upon."""

    n = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    text = forms.CharField(
        max_length=LONGEST, strip=False, required=False,
        widget=forms.Textarea(attrs={
            "rows": LINES, "spellcheck": "false", "autocapitalize": "none", "wrap": "off", "class": "pr-source",
        }),
    )  # fmt: skip
    note = forms.CharField(
        label="What did you change? (optional)",
        max_length=300,
        required=False,
        help_text="Shown in the list of revisions",
    )

    def __init__(self, *args: Any, file: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.file = file
        self.fields["text"].label = f"The text of {file}"

    def clean_text(self) -> str:
        """The text with plain line ends; browsers post others."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n").replace("\r", "\n")

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if self.file == data.FILES[0] and not typed.get("text", "").strip() and "text" not in self.errors:
            self.add_error("text", f"{self.file} cannot be empty: it is what runs.")
        return typed
