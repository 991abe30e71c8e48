"""By when an assessment is sent to the ombudsman."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from putright.core.assessment.form import Submission
from putright.core.workdays import add_months


def year_end(month: int, day: int, on: date) -> date:
    """The last end of the financial year before a day or on it; the last of the month where it has no such day."""
    ends = (date(year, month, min(day, monthrange(year, month)[1])) for year in (on.year, on.year - 1))
    return next(end for end in ends if end <= on)


def due(rule: Submission, homes: int | None, ended: date) -> date | None:
    """By when the assessment of the year that ended then is sent in; None while the number of homes is not known."""
    if homes is None:
        return None
    if homes < rule.homes:
        return add_months(ended, rule.smaller_months)
    by = _in(rule, ended.year)
    return by if by > ended else _in(rule, ended.year + 1)


def fixed_day(rule: Submission) -> str:
    """The day of the year by which larger landlords send it in, in words."""
    by = _in(rule, 2000)
    return f"{by.day} {by:%B}"


def _in(rule: Submission, year: int) -> date:
    month, day = (int(part) for part in rule.larger_by.split("-"))
    return date(year, month, day)
