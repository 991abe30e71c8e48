"""What is filled in to try a draft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from putright.design.fields import DatePartsField
from putright.design.widgets import Radios


class TrialForm(forms.Form):
    """Which draft, and on complaints from when on."""

    draft = forms.TypedChoiceField(label="Which draft?", coerce=int, widget=Radios())
    since = DatePartsField(
        label="From which day on? (optional)", required=False,
        help_text="Only complaints received from this day on are tried. Left empty: all of them.",
    )  # fmt: skip

    def __init__(self, *args: Any, drafts: Sequence[tuple[int, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["draft"].choices = list(drafts)  # type: ignore[attr-defined]

    def clean_since(self) -> date | None:
        """A day that has been."""
        since: date | None = self.cleaned_data["since"]
        if since and since > self.today:
            raise forms.ValidationError("The day must not lie in the future.", params={"parts": ("year",)})
        return since
