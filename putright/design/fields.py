"""Form fields beyond Django's own."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Any, NoReturn

from django import forms
from django.core.exceptions import ValidationError

from putright.design.widgets import DateParts

MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
}


class DatePartsField(forms.Field):
    """A date typed into three boxes; `cleaned_data` holds a datetime.date, or None if left empty.

    A month may be typed as a number or a name. An error marks the boxes it is about; an error you raise yourself
    marks all three, or those you name: `ValidationError(text, params={"parts": ("year",)})`.
    """

    widget = DateParts

    def to_python(self, value: Any) -> dt.date | None:
        """Raises ValidationError naming what is missing or impossible."""
        if value is None or isinstance(value, dt.date):
            return value
        typed = dict(zip(DateParts.PARTS, value, strict=True))
        missing = [part for part, text in typed.items() if not text]
        if len(missing) == len(typed):
            return None
        if missing:
            self._refuse(f"{self._name()} needs a {' and a '.join(missing)} as well.", missing)
        return self._date(typed)

    def _date(self, typed: dict[str, str]) -> dt.date:
        day, month, year = _number(typed["day"]), _month(typed["month"]), _number(typed["year"])
        if year is None or len(typed["year"]) != 4 or year == 0:
            self._refuse(f"The year of {self._name()} must have 4 digits, for example 2026.", ["year"])
        if month is None or not 1 <= month <= 12:
            self._refuse(f"The month of {self._name()} must be a number from 1 to 12, or its name.", ["month"])
        last = calendar.monthrange(year, month)[1]
        if day is None or not 1 <= day <= last:
            name = calendar.month_name[month]
            self._refuse(f"The day of {self._name()} must be from 1 to {last}: {name} {year} has {last} days.", ["day"])
        return dt.date(year, month, day)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True

    def _name(self) -> str:
        return f"“{str(self.label).removesuffix(' (optional)')}”" if self.label else "the date"

    def _refuse(self, text: str, parts: list[str]) -> NoReturn:
        raise ValidationError(text, code="invalid", params={"parts": tuple(parts)})


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None


def _month(text: str) -> int | None:
    return _number(text) or MONTHS.get(text.lower().rstrip("."))
