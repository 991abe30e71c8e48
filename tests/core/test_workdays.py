"""Working days, periods and calendars, against other people's arithmetic."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import holidays
import numpy as np
import pytest

from putright.core.workdays import BadPeriod, Calendar, OutOfRange, Period, add_months
from putright.data import load_calendar

DIVISIONS = {"england-and-wales": "ENG", "scotland": "SCT", "northern-ireland": "NIR"}
ENGLAND = load_calendar("england-and-wales")
EACH_DIVISION = pytest.mark.parametrize("division", DIVISIONS)
FOOTBALL = date(2026, 6, 15)
"""A day that `holidays` has for Scotland and GOV.UK's list does not."""


def numpy_days(calendar: Calendar) -> list[np.datetime64]:
    return [np.datetime64(day) for day in calendar.holidays]


@EACH_DIVISION
def test_agrees_with_numpy_on_random_dates(division: str) -> None:
    calendar, random = load_calendar(division), Random(20261122)
    days = (calendar.last - calendar.first).days - 120
    off = numpy_days(calendar)
    for _ in range(1500):
        day, number = calendar.first + timedelta(random.randrange(days)), random.randint(1, 60)
        after = np.datetime64(day + timedelta(1))
        wanted = np.busday_offset(after, number - 1, roll="forward", holidays=off).astype(object)
        assert calendar.add_working_days(day, number) == wanted, (day, number)


@EACH_DIVISION
def test_counts_between_agree_with_numpy(division: str) -> None:
    calendar, random = load_calendar(division), Random(8)
    span, off = (calendar.last - calendar.first).days, numpy_days(calendar)
    for _ in range(500):
        one, two = sorted(calendar.first + timedelta(random.randrange(span)) for _ in range(2))
        wanted = np.busday_count(one + timedelta(1), two + timedelta(1), holidays=off)
        assert calendar.working_days_between(one, two) == wanted == -calendar.working_days_between(two, one)


@EACH_DIVISION
def test_agrees_with_the_holidays_package(division: str) -> None:
    calendar = load_calendar(division)
    known = holidays.country_holidays("GB", subdiv=DIVISIONS[division], years=range(2012, 2029))
    for n in range((calendar.last - calendar.first).days + 1):
        day = calendar.first + timedelta(n)
        if day.weekday() < 5 and not (division == "scotland" and day == FOOTBALL):
            assert (day in calendar.holidays) == (day in known), day


@pytest.mark.parametrize(
    "day",
    ["2012-06-05", "2020-05-08", "2022-06-02", "2022-06-03", "2022-09-19", "2023-05-08", "2026-04-06", "2026-12-28"],
)
def test_special_days_are_no_working_days(day: str) -> None:
    assert not ENGLAND.is_working_day(date.fromisoformat(day))
    assert ENGLAND.name_of(date.fromisoformat(day)) not in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def test_the_holiday_moved_in_2020_is_a_working_day() -> None:
    assert ENGLAND.is_working_day(date(2020, 5, 4))


def test_the_table_agrees_with_single_answers() -> None:
    table = ENGLAND.table(10)
    assert all(ENGLAND.add_working_days(day, 10) == due for day, due in list(table.items())[::37])
    assert ENGLAND.first in table
    assert ENGLAND.last not in table


def test_what_was_skipped_is_named() -> None:
    skipped = ENGLAND.skipped(date(2026, 4, 2), date(2026, 4, 7))
    assert [name for _, name in skipped] == ["Good Friday", "Saturday", "Sunday", "Easter Monday"]


@pytest.mark.parametrize("day", [date(2011, 12, 31), date(2029, 1, 1)])
def test_dates_outside_the_range_are_refused(day: date) -> None:
    for ask in (
        lambda: ENGLAND.is_working_day(day),
        lambda: ENGLAND.add_working_days(day, 5),
        lambda: ENGLAND.working_days_between(day, date(2026, 1, 5)),
    ):
        with pytest.raises(OutOfRange, match="2012-01-01 to 2028-12-31"):
            ask()


def test_counting_past_the_range_is_refused() -> None:
    assert ENGLAND.add_working_days(date(2028, 12, 22), 3) == date(2028, 12, 29)
    with pytest.raises(OutOfRange, match="import a newer list"):
        ENGLAND.add_working_days(date(2028, 12, 22), 4)


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("10 working days", 10, "working days"), ("1 working day", 1, "working days"), ("14 days", 14, "days"),
        ("1 week", 7, "days"), ("2 weeks", 14, "days"), ("1 month", 1, "months"), ("6 months", 6, "months"),
        ("3 years", 36, "months"), ("0 days", 0, "days"),
    ],
)  # fmt: skip
def test_periods_are_read(text: str, number: int, unit: str) -> None:
    assert Period.parse(text) == Period(number, unit)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["", "10", "ten days", "10days", "-1 days", "1.5 days", "10 business days", "10  days", "days"]
)
def test_bad_periods_are_refused(text: str) -> None:
    with pytest.raises(BadPeriod, match="is not a period"):
        Period.parse(text)


def test_periods_are_written_as_they_are_read() -> None:
    assert [str(Period.parse(t)) for t in ("1 working day", "10 working days", "1 week")] == [
        "1 working day", "10 working days", "7 days",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-01-31", 1, "2026-02-28"), ("2028-01-31", 1, "2028-02-29"), ("2026-03-31", 1, "2026-04-30"),
        ("2026-02-28", 1, "2026-03-28"), ("2026-12-15", 1, "2027-01-15"), ("2024-02-29", 12, "2025-02-28"),
        ("2025-08-31", 6, "2026-02-28"), ("2024-02-29", 36, "2027-02-28"), ("2025-11-30", 3, "2026-02-28"),
    ],
)  # fmt: skip
def test_months_end_on_the_same_day_or_the_last(start: str, months: int, end: str) -> None:
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(end)


def test_calendar_days_and_months_do_not_roll_over_a_weekend() -> None:
    friday = date(2026, 6, 5)
    assert ENGLAND.add(friday, Period(1, "days")) == date(2026, 6, 6)
    assert ENGLAND.add(date(2026, 1, 31), Period(1, "months")) == date(2026, 2, 28)
    assert ENGLAND.add(friday, Period(1, "working days")) == date(2026, 6, 8)
    assert ENGLAND.add_working_days(friday, 0) == friday


def test_a_proclaimed_day_is_added_without_changing_the_rest() -> None:
    day = date(2026, 7, 1)
    longer = ENGLAND.with_holidays([(day, "A day of thanks")])
    assert not longer.is_working_day(day)
    assert ENGLAND.is_working_day(day)
    assert longer.add_working_days(date(2026, 6, 30), 1) == date(2026, 7, 2)
