"""What a duty is, and how one limit gives one date."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Literal

from putright.core.state import State
from putright.core.workdays import Calendar, OutOfRange, Period, said

DutyStatus = Literal["waiting", "open", "overdue", "met", "met_late", "lapsed"]


POSTAL_METHODS = ("post", "letter")


DEEMED_POST = Period(2, "working days")


def deemed(left: date, method: str | None, calendar: Calendar) -> date:
    """The day on which a letter that left on a day counts as received, where nothing else is known."""
    return calendar.add(left, DEEMED_POST) if method in POSTAL_METHODS else left


@dataclass(frozen=True, slots=True)
class Derivation:
    """How one limit gives one date: `start_on` (day 0) plus `period` is `due`.

    `origin` is whose limit it is: policy, code, law, extension, promise. `projected` says that the
    starting event has not happened and the date assumes it does on its own last day. What counts in hours
    has an hour at both ends, where the first is known. `told`: it was told or done on that day, and stands by the bank
    holidays as they were known then.
    """

    origin: str
    start: str
    start_on: date | None
    period: Period | None
    due: date | None
    cites: tuple[str, ...]
    reading: str = ""
    projected: bool = False
    start_time: time | None = None
    due_time: time | None = None
    told: date | None = None


@dataclass(frozen=True, slots=True)
class Obligation:
    """One duty. `waits_until`: its clock has not started, and it is `waiting` through that day.

    `due_time`: the hour of the due day by which it is owed, where it counts in hours; `done_time`: when it was done.
    """

    name: str
    owed: bool = True
    due: date | None = None
    done: date | None = None
    waiting: bool = False
    waits_until: date | None = None
    window: bool = False
    derivations: tuple[Derivation, ...] = ()
    due_time: time | None = None
    done_time: time | None = None

    def status(self, as_of: date, at: time = time.max) -> DutyStatus:
        """How the duty stands at the end of a day, or at an hour of it."""
        if not self.owed:
            return "lapsed"
        if self.done:
            return "met_late" if self._is_after(self.done, self.done_time or time.min) else "met"
        if self.waiting or (self.waits_until and as_of <= self.waits_until):
            return "waiting"
        if self._is_after(as_of, at):
            return "lapsed" if self.window else "overdue"
        return "open"

    def _is_after(self, day: date, hour: time) -> bool:
        """Whether a day and hour are later than it is due."""
        if not self.due:
            return False
        return day > self.due or (day == self.due and self.due_time is not None and hour > self.due_time)

    def due_on(self, as_of: date) -> date | None:
        """The date to show at the end of a day: none for what is not owed or no longer."""
        return None if self.status(as_of) == "lapsed" else self.due

    @property
    def cites(self) -> tuple[str, ...]:
        """The provisions the date rests on, the governing limit's first."""
        return tuple(dict.fromkeys(c for d in self.derivations for c in d.cites))


def ranked(derivations: Iterator[Derivation]) -> tuple[Derivation, ...]:
    return tuple(sorted(derivations, key=lambda d: (d.due or date.max, d.origin != "policy")))


def first_of(*days: date | None) -> date | None:
    """The earliest of the days that are known."""
    return min((day for day in days if day), default=None)


def standing(
    calendar: Calendar, told: date | None, count: Callable[[Calendar], Derivation], *, theirs: bool = False
) -> Derivation:
    """A date by the bank holidays of now, and by those of the day it was told or done: that one never moves later.

    `count` derives it by one list. The earlier stands; of the complainant's own time (`theirs`) the later does.
    """
    now, before = count(calendar), calendar.told(told)
    if before is calendar or not told or not now.due:
        return now
    try:
        then = count(before)
    except OutOfRange:
        return now
    if not then.due or then.due == now.due or (then.due > now.due) != theirs:
        return now
    stands = f"It was told or done on {said(told)}, before the bank holidays changed, and stands."
    return replace(then, told=told, reading=f"{then.reading} {stands}".strip())


def not_begun(name: str, state: State) -> Obligation:
    over = state.anonymous or state.status in ("closed", "refused", "withdrawn", "not_a_complaint")
    return Obligation(name, owed=not over, waiting=True)


def alive(state: State) -> bool:
    return state.status in ("open", "answered", "triage")
