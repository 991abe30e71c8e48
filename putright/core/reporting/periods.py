"""The periods that reports are about: fortnights, months, quarters and years, one after the other without gaps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from putright.core.workdays import add_months

Every = Literal["fortnight", "month", "quarter", "year"]
MONTHS = {"month": 1, "quarter": 3, "year": 12}
FIRST_MONDAY = date(2024, 1, 1)
"""Fortnights are pairs of weeks, from Monday to Sunday, counted from this one: years of 53 weeks leave no gap."""
FORTNIGHT = timedelta(days=14)
DAY = timedelta(days=1)
NAMES = {"fortnight": "the fortnight", "month": "the month", "quarter": "the quarter", "year": "the year"}
Span = tuple[date, date]


def span(every: str, day: date, begins: int = 4) -> Span:
    """The first and the last day of the period of a rhythm that a day is in. `begins`: the month the year begins in.

    >>> [f"{day:%d %b %Y}" for day in span("year", date(2026, 3, 31))]
    ['01 Apr 2025', '31 Mar 2026']
    >>> [f"{day:%d %b %Y}" for day in span("quarter", date(2026, 2, 1), begins=2)]
    ['01 Feb 2026', '30 Apr 2026']
    """
    if every == "fortnight":
        since = FIRST_MONDAY + (day - FIRST_MONDAY) // FORTNIGHT * FORTNIGHT
        return since, since + FORTNIGHT - DAY
    months = MONTHS[every]
    since = add_months(day.replace(day=1), -((day.month - begins) % months))
    return since, add_months(since, months) - DAY


def before(every: str, since: date, begins: int = 4) -> Span:
    """The period just before the one that begins on a day."""
    return span(every, since - DAY, begins)


def year_before(every: str, since: date, until: date) -> Span:
    """The same time a year earlier: of a fortnight, the one of 26 fortnights before."""
    if every == "fortnight":
        return since - 26 * FORTNIGHT, until - 26 * FORTNIGHT
    return add_months(since, -12), add_months(until + DAY, -12) - DAY


def ended(every: str, first: date, today: date, begins: int = 4) -> Iterator[Span]:
    """Every period that is over before `today`, from the one that `first` is in, the earliest first."""
    since, until = span(every, first, begins)
    while until < today:
        yield since, until
        since, until = span(every, until + DAY, begins)


def last(every: str, count: int, until: date, begins: int = 4) -> list[Span]:
    """So many periods, the last of them the one that `until` is in, which may not be over then."""
    found = [span(every, until, begins)]
    while len(found) < count:
        found.insert(0, before(every, found[0][0], begins))
    return found


def short(every: str, since: date, until: date) -> str:
    """How a column or a row calls a period.

    >>> short("month", date(2026, 3, 1), date(2026, 3, 31)), short("year", date(2025, 4, 1), date(2026, 3, 31))
    ('Mar 2026', '2025/26')
    """
    if every == "month":
        return f"{since:%b %Y}"
    if every == "quarter":
        return f"{since:%b} to {until:%b %Y}"
    if every == "year":
        return f"{since.year}" if since.month == 1 else f"{since.year}/{(since.year + 1) % 100:02}"
    begin = f"{since.day} {since:%b}" if since.year == until.year else f"{since.day} {since:%b %Y}"
    return f"{begin} to {until.day} {until:%b %Y}"
