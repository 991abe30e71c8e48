"""Lists of bank holidays: what a new one may say, and which dates of a case it moves.

What was told to the complainant stands, and their own time is never shortened: `duties.base.standing` sees to that.
Why stands in docs/adr/0014-when-a-day-becomes-a-bank-holiday.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from putright.core import events as e
from putright.core.case import Case
from putright.core.duties import Obligation, find, obligations
from putright.core.workdays import Calendar, said

FEWEST, MOST = 6, 15
"""Bank holidays in a year of a list: fewer or more is no list of one division."""
LATE = timedelta(days=62)
"""How long after a day it may still be taken up that it was a bank holiday."""
LONGEST = 120
"""Characters of a bank holiday's name."""


class BadList(ValueError):
    """A list that cannot be taken up: `reasons` say what is wrong with it, and where."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


# ---- reading --------------------------------------------------------------------------------


def read(told: Any, division: str) -> dict[date, str]:
    """The bank holidays of a division in GOV.UK's list (https://www.gov.uk/bank-holidays.json), by date.

    Raises `BadList`.
    """
    part = told.get(division) if isinstance(told, Mapping) else None
    events = part.get("events") if isinstance(part, Mapping) else None
    if not isinstance(part, Mapping) or part.get("division") != division or not isinstance(events, list):
        raise BadList(f"This is not GOV.UK’s list of bank holidays: it has no division “{division}” with its events.")
    found: dict[date, str] = {}
    wrong = []
    for n, one in enumerate(events, 1):
        try:
            day, name = _read(one)
        except ValueError as error:
            wrong.append(f"Entry {n}: {error}")
            continue
        if day in found:
            wrong.append(f"Entry {n}: {said(day)} is there twice.")
        found[day] = name
    if wrong or not found:
        raise BadList(*(wrong or ["The list is empty."]))
    return dict(sorted(found.items()))


def _read(one: Any) -> tuple[date, str]:
    title = one.get("title") if isinstance(one, Mapping) else None
    if not isinstance(title, str) or not 0 < len(title.strip()) <= LONGEST:
        raise ValueError(f"a bank holiday has a title of at most {LONGEST} characters.")
    try:
        day = date.fromisoformat(str(one.get("date")))
    except ValueError:
        raise ValueError(f"“{one.get('date')}” is no date such as 2026-12-25.") from None
    if day.weekday() > 4:
        raise ValueError(f"{said(day)} is a {day:%A}: the list has the substitute day, from Monday to Friday.")
    return day, title.strip()


# ---- a new list -----------------------------------------------------------------------------


def renewed(known: Calendar, found: Mapping[date, str], source: str, today: date) -> Calendar:
    """The bank holidays with a newer list in the place of the years it has. Raises `BadList`.

    Years that it no longer has stay as they are known.
    """
    first, last = date(min(found).year, 1, 1), date(max(found).year, 12, 31)
    kept = {day: name for day, name in known.holidays.items() if not first <= day <= last}
    days = dict(sorted({**kept, **found}.items()))
    new = replace(known, first=min(known.first, first), last=max(known.last, last), holidays=days, source=source)
    if wrong := [*_implausible(found, known), *_passed(known, new, today)]:
        raise BadList(*wrong)
    return new


def _implausible(found: Mapping[date, str], known: Calendar) -> Iterator[str]:
    years = [day.year for day in found]
    for year in range(min(years), max(years) + 1):
        if not FEWEST <= years.count(year) <= MOST:
            yield f"The list has {years.count(year)} bank holidays in {year}: it is not whole, or not of one division."
    if min(years) > known.last.year + 1:
        yield f"The list begins in {min(years)}, and what is known ends with {said(known.last)}: years are missing."


def _passed(known: Calendar, new: Calendar, today: date) -> Iterator[str]:
    """What has passed stays as it was counted by, but that a day was forgotten may be put right for a while."""
    of = changed(known, new)
    for day, name in of.dropped.items():
        if day < today:
            yield f"The list leaves out {name}, {said(day)}. It has passed, and dates were counted by it."
    for day, name in of.added.items():
        if day < today - LATE:
            yield f"{name}, {said(day)}, was no bank holiday until now. It is too long ago to count by it."


def with_day(known: Calendar, day: date, name: str, today: date) -> Calendar:
    """The bank holidays with one more, as it is proclaimed. Raises `BadList`."""
    if not known.first <= day <= known.last:
        raise BadList(f"The list ends with {said(known.last)}: take up a newer list first.")
    if not known.is_working_day(day):
        raise BadList(f"{said(day)} is no working day as it is: {known.name_of(day)}.")
    if not name.strip() or len(name) > LONGEST:
        raise BadList(f"Give the day a name of at most {LONGEST} characters.")
    source = f"{name.strip()}, {said(day)}, as it was proclaimed"
    new = replace(known, holidays=dict(sorted({**known.holidays, day: name.strip()}.items())), source=source)
    if wrong := tuple(_passed(known, new, today)):
        raise BadList(*wrong)
    return new


@dataclass(frozen=True)
class Changed:
    """Which working days became bank holidays, and the other way about, in the range that both lists cover."""

    added: Mapping[date, str]
    dropped: Mapping[date, str]

    @property
    def first(self) -> date | None:
        """The first day that changed: no date before it can move."""
        return min((*self.added, *self.dropped), default=None)


def changed(old: Calendar, new: Calendar) -> Changed:
    """The difference between two lists."""
    added = {day: name for day, name in new.holidays.items() if day not in old.holidays and day <= old.last}
    dropped = {day: name for day, name in old.holidays.items() if day not in new.holidays}
    return Changed(added, dropped)


# ---- the dates of a case --------------------------------------------------------------------


@dataclass(frozen=True)
class Redated:
    """What becomes of one date. `off`: it stands on a day that is now a bank holiday, so it is to be kept before.

    `letter`: the complainant was told a last day for asking, and has longer now: they ought to know.
    """

    duty: str
    was: date
    now: date
    off: bool = False
    letter: bool = False

    @property
    def stands(self) -> bool:
        """Whether it does not move."""
        return self.was == self.now


def redated(before: Case, after: Case, of: Changed) -> list[Redated]:
    """The dates, still to be kept, that a new list moves, and those that stand though it would.

    Both are the same case, by the old list and by the new; `of` is how they differ.
    """
    pairs = zip(obligations(before), obligations(after), strict=True)
    return [found for old, new in pairs if (found := _redated(old, new, of.added))]


def _redated(old: Obligation, new: Obligation, added: Mapping[date, str]) -> Redated | None:
    if not old.owed or old.done or not old.due or not new.due:
        return None
    if old.due != new.due:
        return Redated(old.name, old.due, new.due, letter=old.name == "stage2.request" and not old.waiting)
    kept = bool(new.derivations and new.derivations[0].told and not old.derivations[0].told)
    off = new.due in added and not new.window
    return Redated(old.name, old.due, new.due, off) if kept or off else None


def lengthened(case: Case) -> tuple[date, date] | None:
    """The last day for asking for stage 2 that the answer told them, and the later one they have now.

    None where they have no longer than they were told, where they have asked, and where there is nothing to ask.
    """
    first, days = case.state.stages.get(1), case.policy.calendar
    if not first or not first.response or case.state.requested:
        return None
    then = days.told(first.response.on)
    if then is days:
        return None
    before = Case(case.state, replace(case.policy, calendar=then), case.people)
    now, was = find(case, "stage2.request"), find(before, "stage2.request")
    if not now or not was or not now.owed or not now.due or not was.due:
        return None
    return (was.due, now.due) if now.due > was.due else None


def longer(case: Case) -> date | None:
    """Until when they can ask for stage 2, where the answer told them an earlier day; None where it did not."""
    found = lengthened(case)
    return found[1] if found else None


LONGER = "You have longer to ask for stage 2"
"""The heading of the letter that tells so."""


def told_longer(was: date, until: date) -> str:
    """What that letter says: the day they were told, the new one, and why."""
    return (
        f"You now have until {until:%A} {said(until)} to ask for stage 2. In our answer to your complaint we told you"
        f" to ask by {was:%A} {said(was)}. The list of bank holidays has changed since then, and that gives you"
        " longer. You do not have to do anything if you are content with our answer."
    )


def event(found: list[Redated], of: Changed, on: date) -> e.BankHolidaysChanged:
    """What the log of the case says of it."""
    was, now = {one.duty: one.was for one in found}, {one.duty: one.now for one in found}
    return e.BankHolidaysChanged(on=on, added=tuple(of.added), dropped=tuple(of.dropped), was=was, now=now)
