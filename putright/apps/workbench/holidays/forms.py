"""The forms: GOV.UK's list as a file, or a day that was proclaimed."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from putright.core import bank_holidays
from putright.core.workdays import Calendar
from putright.design.fields import DatePartsField

MOST_BYTES = 1_000_000


class ListForm(forms.Form):
    """GOV.UK's list."""

    file = forms.FileField(
        label="The list, as a file",
        widget=forms.FileInput(attrs={"accept": ".json"}),
        help_text="bank-holidays.json, as GOV.UK gives it at www.gov.uk/bank-holidays.json",
    )

    def __init__(self, *args: Any, known: Calendar, today: date, **kwargs: Any) -> None:
        self.known, self.today = known, today
        super().__init__(*args, **kwargs)

    def clean_file(self) -> Calendar:
        """The bank holidays with the list in the place of the years it has."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError("The file is too large: GOV.UK’s list has some 30 kB.")
        try:
            told = json.loads(file.read())
        except (ValueError, RecursionError):
            raise ValidationError("This file is not JSON. Save GOV.UK’s list as it is, and choose that.") from None
        try:
            found = bank_holidays.read(told, self.known.division)
            return bank_holidays.renewed(self.known, found, f"GOV.UK bank holidays, {file.name}"[:300], self.today)
        except bank_holidays.BadList as wrong:
            raise ValidationError([*wrong.reasons[:10]]) from None


class DayForm(forms.Form):
    """A day that was proclaimed, and is not in the list yet."""

    day = DatePartsField(label="Which day?", help_text="For example, 19 9 2022")
    name = forms.CharField(label="What is it called?", max_length=bank_holidays.LONGEST)

    def __init__(self, *args: Any, known: Calendar, today: date, **kwargs: Any) -> None:
        self.known, self.today = known, today
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("day") and typed.get("name"):
            try:
                typed["new"] = bank_holidays.with_day(self.known, typed["day"], typed["name"], self.today)
            except bank_holidays.BadList as wrong:
                raise ValidationError([*wrong.reasons]) from None
        return typed
