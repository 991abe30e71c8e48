"""What a list of bank holidays may say: GOV.UK's, and one day that was proclaimed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from putright.core.bank_holidays import BadList, changed, read, renewed, with_day
from putright.data import load_calendar

ENGLAND = load_calendar("england-and-wales")
TODAY = date(2026, 6, 3)
YEARS = (2026, 2027, 2028)


def gov_uk(*more: dict[str, Any], without: str = "", years: tuple[int, ...] = YEARS) -> dict[str, Any]:
    days = [{"title": name, "date": day.isoformat(), "notes": "", "bunting": True}
            for day, name in ENGLAND.holidays.items() if day.year in years and day.isoformat() != without]  # fmt: skip
    return {"england-and-wales": {"division": "england-and-wales", "events": [*days, *more]}}


def taken(told: Any, today: date = TODAY):  # type: ignore[no-untyped-def]
    return renewed(ENGLAND, read(told, "england-and-wales"), "GOV.UK", today)


def one(day: str, title: Any = "Day of thanks") -> dict[str, Any]:
    return {"title": title, "date": day, "notes": "Extra bank holiday", "bunting": False}


def test_the_list_as_it_is_changes_nothing() -> None:
    new = taken(gov_uk())
    assert changed(ENGLAND, new).first is None
    assert (new.first, new.last, new.holidays) == (ENGLAND.first, ENGLAND.last, ENGLAND.holidays)


def test_a_new_day_and_one_that_moved() -> None:
    of = changed(ENGLAND, taken(gov_uk(one("2026-09-04"), without="2026-08-31")))
    assert (list(of.added), list(of.dropped), of.first) == ([date(2026, 9, 4)], [date(2026, 8, 31)], date(2026, 8, 31))


def test_years_it_no_longer_has_stay_and_new_ones_are_known() -> None:
    days = [one(f"2029-{day}") for day in ("01-01", "03-30", "04-02", "05-07", "05-28", "08-27", "12-25", "12-26")]
    new = taken(gov_uk(*days, years=(2028,)))
    assert (new.first, new.last) == (ENGLAND.first, date(2029, 12, 31))
    assert not new.is_working_day(date(2026, 12, 25))
    assert not new.is_working_day(date(2029, 3, 30))
    assert changed(ENGLAND, new).first is None, "nothing that was known has changed"


@pytest.mark.parametrize(("told", "says"), [
    ([], "no division"),
    ({"scotland": {}}, "no division"),
    ({"england-and-wales": {"division": "scotland", "events": []}}, "no division"),
    ({"england-and-wales": {"division": "england-and-wales", "events": []}}, "empty"),
    (gov_uk(one("2026-13-01")), "no date"),
    (gov_uk(one("2026-06-06")), "is a Saturday"),
    (gov_uk(one("2026-12-25")), "there twice"),
    (gov_uk(one("2026-09-04", "")), "title"),
    (gov_uk(one("2026-09-04", 7)), "title"),
    (gov_uk("2026-09-04"), "title"),  # type: ignore[arg-type]
    (gov_uk(years=(2026, 2028)), "0 bank holidays in 2027"),
    (gov_uk(one("2029-01-01")), "1 bank holidays in 2029"),
    (gov_uk(without="2026-04-03"), "It has passed"),
    (gov_uk(one("2026-03-02")), "too long ago"),
])  # fmt: skip
def test_what_is_no_such_list_is_refused(told: Any, says: str) -> None:
    with pytest.raises(BadList, match=says):
        taken(told)


def test_a_gap_between_lists_is_refused() -> None:
    found = {day.replace(year=2031): name for day, name in ENGLAND.holidays.items() if day.year == 2026}
    with pytest.raises(BadList, match="years are missing"):
        renewed(ENGLAND, found, "GOV.UK", TODAY)


def test_a_proclaimed_day() -> None:
    new = with_day(ENGLAND, date(2026, 9, 4), " Day of thanks ", TODAY)
    assert changed(ENGLAND, new).added == {date(2026, 9, 4): "Day of thanks"}
    assert with_day(ENGLAND, date(2026, 6, 2), "Taken up a day late", TODAY)


@pytest.mark.parametrize(("day", "name", "says"), [
    (date(2026, 6, 6), "A Saturday", "no working day"),
    (date(2026, 12, 25), "Christmas", "Christmas Day"),
    (date(2031, 6, 2), "Far off", "newer list"),
    (date(2026, 9, 4), " ", "name"),
    (date(2026, 3, 2), "Forgotten", "too long ago"),
])  # fmt: skip
def test_a_day_that_cannot_be_added(day: date, name: str, says: str) -> None:
    with pytest.raises(BadList, match=says):
        with_day(ENGLAND, day, name, TODAY)
