"""The forms of publishing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from putright.apps.publishing.models import Edition, Entry
from putright.design.fields import DatePartsField
from putright.design.widgets import Radios

EARLIEST, FURTHEST = timedelta(days=3660), timedelta(days=3660)


def _near(value: date | None, today: date, ahead: bool = True) -> None:
    last = today + FURTHEST if ahead else today
    if value and not today - EARLIEST <= value <= last:
        raise ValidationError("Check the year." if ahead else "That day is still to come, or long ago: check the year.")


class PublishForm(forms.Form):
    """From when it is valid, who approved it, what residents said, and what changed."""

    shown = forms.CharField(widget=forms.HiddenInput, max_length=64)
    on = DatePartsField(label="Valid from")
    approved = forms.CharField(
        label="Who approved it, and when? (optional)", max_length=200, required=False,
        help_text="By office, not by name. For example: Executive, 3 March 2026",
    )  # fmt: skip
    views = forms.CharField(
        label="What did residents and their panel say, and what came of it? (optional)", max_length=4000,
        required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text="Kept with this version.",
    )  # fmt: skip
    reason = forms.CharField(
        label="What changed, and why? (optional)", max_length=4000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_on(self) -> date | None:
        on: date | None = self.cleaned_data["on"]
        if on and on < self.today:
            raise ValidationError("An edition begins today or later: what was valid before is not changed.")
        _near(on, self.today)
        return on


class LogForm(forms.Form):
    """Where a publication was put, or that it was looked at."""

    name = forms.ChoiceField(label="Which publication?")
    edition = forms.ChoiceField(label="Which edition? (optional)", required=False)
    what = forms.ChoiceField(label="What was done?", widget=Radios,
                             choices=[(one.value, one.label) for one in Entry.OF_PUBLICATIONS])  # fmt: skip
    where = forms.CharField(label="Where?", max_length=200, help_text="Website, handbook, office, newsletter …")
    url = forms.URLField(
        label="Its address on the web (optional)", max_length=500, required=False, assume_scheme="https"
    )
    text = forms.CharField(label="What shows it? (optional)", max_length=1000, required=False,
                           widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip
    on = DatePartsField(label="When?")
    next_on = DatePartsField(label="When is it due again? (optional)", required=False,
                             help_text="Left empty, it follows from how often the policy promises it.")  # fmt: skip

    def __init__(
        self, *args: Any, today: date, names: Iterable[tuple[str, str]], editions: Iterable[Edition], **kwargs: Any
    ) -> None:
        self.today = today
        super().__init__(*args, **kwargs)
        self.known = {one.key: one for one in editions}
        self.fields["name"].choices = [("", "Choose one"), *names]
        self.fields["edition"].choices = [
            ("", "None of these"),
            *((key, key) for key in self.known),
        ]

    def clean_on(self) -> date | None:
        _near(self.cleaned_data["on"], self.today, ahead=False)
        return self.cleaned_data["on"]  # type: ignore[no-any-return]

    def clean_next_on(self) -> date | None:
        _near(self.cleaned_data["next_on"], self.today)
        return self.cleaned_data["next_on"]  # type: ignore[no-any-return]

    def meant(self) -> dict[str, Any]:
        """What the valid form says."""
        return {**self.cleaned_data, "edition": self.known.get(self.cleaned_data["edition"])}
