"""Working days and periods of time.

A working day is Monday to Friday, less the bank holidays of the landlord's division. The day of the
starting event is day 0. Nothing rolls over a weekend except working days themselves.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Literal
from zoneinfo import ZoneInfo

Unit = Literal["working days", "days", "months", "hours"]
LONDON = ZoneInfo("Europe/London")

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def said(day: date) -> str:
    """A date as people write it.

    >>> said(date(2026, 4, 3))
    '3 April 2026'
    """
    return f"{day.day} {day:%B %Y}"


class OutOfRange(ValueError):
    """A date that the calendar does not cover: its bank holidays are not known."""


class BadPeriod(ValueError):
    """A text that is not a period of time."""


@dataclass(frozen=True, slots=True)
class Period:
    """So many working days, calendar days or calendar months; hours only of what the law counts in hours."""

    number: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read `10 working days`, `14 days`, `1 week`, `1 month` or `3 years`. Raises `BadPeriod`."""
        head, _, unit = text.partition(" ")
        if not head.isdigit() or unit not in _UNITS:
            raise BadPeriod(f"{text!r} is not a period; write for example '10 working days', '14 days' or '1 month'")
        factor, name = _UNITS[unit]
        return cls(int(head) * factor, name)

    def __str__(self) -> str:
        return f"{self.number} {self.unit if self.number != 1 else self.unit.removesuffix('s')}"


_UNITS: dict[str, tuple[int, Unit]] = {
    "working day": (1, "working days"),
    "working days": (1, "working days"),
    "day": (1, "days"),
    "days": (1, "days"),
    "week": (7, "days"),
    "weeks": (7, "days"),
    "month": (1, "months"),
    "months": (1, "months"),
    "year": (12, "months"),
    "years": (12, "months"),
}


@dataclass(frozen=True, eq=False)
class Calendar:
    """The bank holidays of one division of the United Kingdom between two dates.

    Any question about a date outside `first` to `last` raises `OutOfRange`: an unknown year never
    quietly becomes one without holidays. `before`: the list whose place this one took on the day `since`.
    """

    division: str
    first: date
    last: date
    holidays: Mapping[date, str] = field(repr=False)
    source: str = ""
    before: Calendar | None = field(default=None, repr=False)
    since: date = date.min

    @cached_property
    def _days(self) -> Sequence[date]:
        every = (self.first + timedelta(n) for n in range((self.last - self.first).days + 1))
        return [day for day in every if day.weekday() < 5 and day not in self.holidays]

    @cached_property
    def _counts(self) -> Sequence[int]:
        """How many working days there were up to and including each day of the range."""
        working, counts, total = set(self._days), [], 0
        for n in range((self.last - self.first).days + 1):
            total += self.first + timedelta(n) in working
            counts.append(total)
        return counts

    def _count(self, day: date) -> int:
        n = (day - self.first).days
        if n < 0 or day > self.last:
            raise self._outside(day)
        return self._counts[n]

    def _outside(self, day: date) -> OutOfRange:
        return OutOfRange(
            f"{day} is outside the {self.division} calendar, which covers {self.first} to {self.last};"
            " import a newer list of bank holidays"
        )

    def is_working_day(self, day: date) -> bool:
        """Whether `day` is Monday to Friday and no bank holiday."""
        self._count(day)
        return day.weekday() < 5 and day not in self.holidays

    def add_working_days(self, day: date, number: int) -> date:
        """The `number`th working day after `day` (day 0). With 0, `day` itself."""
        if number == 0:
            return day
        n = self._count(day) + number - 1
        if n >= len(self._days):
            raise self._outside(self.last + timedelta(1))
        return self._days[n]

    def add(self, day: date, period: Period) -> date:
        """`day` plus `period`, counted as REHEARSALS says: see the module's text. Hours are for `after_hours`."""
        if period.unit == "hours":
            raise ValueError("hours run from an instant, not from a day")
        if period.unit == "working days":
            return self.add_working_days(day, period.number)
        return day + timedelta(period.number) if period.unit == "days" else add_months(day, period.number)

    def table(self, number: int) -> dict[date, date]:
        """For every day of the range that allows it, the `number`th working day after it: for due dates in bulk."""
        days, n = self._days, number - 1
        pairs = ((self.first + timedelta(i), count + n) for i, count in enumerate(self._counts))
        return {day: days[at] for day, at in pairs if at < len(days)}

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after `start` up to and including `end`; negative if `end` is earlier."""
        return self._count(end) - self._count(start)

    def skipped(self, start: date, end: date) -> list[tuple[date, str]]:
        """The days after `start` up to `end` that are not working days, each with its name."""
        days = (start + timedelta(n) for n in range(1, (end - start).days + 1))
        return [(day, self.name_of(day)) for day in days if not self.is_working_day(day)]

    def name_of(self, day: date) -> str:
        """The bank holiday's name, or the day of the week."""
        return self.holidays.get(day) or WEEKDAYS[day.weekday()]

    def with_holidays(self, extra: Iterable[tuple[date, str]]) -> Calendar:
        """This calendar with further days off, as if they had always been known."""
        return replace(self, holidays={**self.holidays, **dict(extra)})

    def followed_by(self, newer: Calendar, since: date) -> Calendar:
        """A newer list, in the place of this one from a day on; what was told until then stands by this one."""
        return replace(newer, before=self, since=since)

    def told(self, day: date | None) -> Calendar:
        """The list by which a date was counted that was told on a day: on the day of a change still the one before.

        None, where nothing was told, is the list as it is now.
        """
        return self.before.told(day) if day and self.before and day <= self.since else self

    def at(self, day: date) -> Calendar:
        """The list as it stood at the end of a day."""
        return self.before.at(day) if self.before and day < self.since else self


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def after_hours(day: date, hour: time | None, hours: int) -> tuple[date, time | None]:
    """The local day and hour at which so many hours have passed, by the clock of an instant and not of the wall.

    The night the clocks change has one hour more or less. Where the hour is not known they are counted from the start
    of the day, which leaves a day and no hour: 24 hours are then that same day.

    >>> after_hours(date(2026, 3, 28), time(9, 12), 24)
    (datetime.date(2026, 3, 29), datetime.time(10, 12))
    """
    if hour is None:
        return day + timedelta(max(hours - 1, 0) // 24), None
    ended = (datetime.combine(day, hour, LONDON).astimezone(UTC) + timedelta(hours=hours)).astimezone(LONDON)
    return ended.date(), ended.time()
