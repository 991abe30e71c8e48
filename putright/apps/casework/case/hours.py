"""A time of day as a person types it."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from putright.apps.casework.case.fields import Build

TYPED = re.compile(r"^(\d{1,2})[:.h ]?(\d{2})?\s*(am|pm)?$", re.IGNORECASE)


class HourField(forms.CharField):
    """A time such as 09:12, 9.12 or 9.12 pm; its value is "09:12", or "" where it was left empty."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"class": "govuk-input--width-5", "autocomplete": "off"}
        super().__init__(max_length=10, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> str:
        typed: str = super().clean(value)
        return hour_of(typed) if typed else ""


def hour_of(typed: str) -> str:
    """A time of day as HH:MM. Raises `ValidationError` for what is none.

    >>> hour_of("9.12 pm"), hour_of("0912"), hour_of("7:05")
    ('21:12', '09:12', '07:05')
    """
    found = TYPED.match(typed.strip())
    if not found:
        raise forms.ValidationError("Give the time of day, such as 09:12 or 9.12 pm.")
    hours, minutes, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half and not 1 <= hours <= 12:
        raise forms.ValidationError("Give the time of day, such as 09:12 or 9.12 pm.")
    hours = hours % 12 + 12 * (half == "pm") if half else hours
    if hours > 23 or minutes > 59:
        raise forms.ValidationError("Give a time of day up to 23:59.")
    return f"{hours:02}:{minutes:02}"


def hour(label: str, hint: str = "") -> Build:
    """A time of day that may be left empty."""
    return lambda _: HourField(label=f"{label} (optional)", help_text=hint, required=False)
