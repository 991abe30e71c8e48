"""The forms of equality: how the landlord's residents divide into the groups of a question."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from putright.core.equality_questions import QUESTIONS
from putright.design.widgets import Affixed


class ProfileForm(forms.Form):
    """Percent of all residents for each group; a group that is not known stays empty."""

    def __init__(self, *args: Any, question: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = QUESTIONS[question].groups
        for key, title in self.groups.items():
            self.fields[key] = forms.DecimalField(
                label=f"{title} (optional)", required=False, min_value=0, max_value=100, decimal_places=1,
                widget=Affixed(suffix="%", attrs={"class": "govuk-input--width-3"}),
            )  # fmt: skip
        self.fields["source"] = forms.CharField(
            label="Where do the numbers come from?", max_length=300,
            help_text="For example: our tenancy records of June 2026, or the census of 2021 for the district.",
        )  # fmt: skip

    @property
    def shares(self) -> dict[str, float]:
        """The percent by group, of the valid form."""
        return {key: float(self.cleaned_data[key]) for key in self.groups if self.cleaned_data.get(key) is not None}

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        total = sum((typed.get(key) or Decimal(0) for key in self.groups), Decimal(0))
        if total > Decimal("100.5"):
            raise ValidationError(f"Together these are {total}%, more than everybody. Look at them again.")
        if not total:
            raise ValidationError("Give the percentage of one group at least.")
        return typed
