"""How the updates agreed with a complainant were kept: each one that was due, and when it came, if it did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from putright.core import events as e
from putright.core.duties.contact import next_update
from putright.core.events import Event
from putright.core.policy import Policy
from putright.core.state import State, fold, step_on
from putright.core.state.base import is_for_them
from putright.core.workdays import Calendar, OutOfRange, Period


@dataclass(frozen=True, slots=True)
class Update:
    """An update that was due. `came`: the day it did, None where it never came; `every` so many working days."""

    due: date
    came: date | None
    every: int

    @property
    def late(self) -> bool:
        """Whether it came after its day, or never."""
        return self.came is None or self.came > self.due


def updates(events: Sequence[Event], policy: Policy, as_of: date) -> list[Update]:
    """Every update that fell due by the end of a day, or came before it was due, in order.

    While nothing is said, another falls due at the end of each interval: one contact makes good only the last of
    them. An answer makes good the update that was then due. Nothing falls due beyond the calendar's last day.
    """
    return list(_updates(events, policy, min(as_of, policy.calendar.last)))


def missed(events: Sequence[Event], policy: Policy, as_of: date) -> list[Update]:
    """The updates that came late or never."""
    return [update for update in updates(events, policy, as_of) if update.late]


def in_words(events: Sequence[Event], policy: Policy, as_of: date) -> str:
    """How many of the updates agreed with the complainant came late or never, as a sentence; empty where none did."""
    late = missed(events, policy, as_of)
    never = sum(update.came is None for update in late)
    counted = [f"{n} {word}" for n, word in ((len(late) - never, "came late"), (never, "never came")) if n]
    due = len(updates(events, policy, as_of))
    return f"Of {due} updates agreed with them, {' and '.join(counted)}" if late else ""


def _updates(events: Sequence[Event], policy: Policy, as_of: date) -> Iterator[Update]:
    if not any(isinstance(event, e.UpdatesAgreed) for event in events):
        return
    state = fold(events[:1])
    for event in events[1:]:
        before = _due(state, policy)
        came = event.on if _tells(state, event) else None
        every = state.updates_every or 0
        step_on(state, event)
        if before and _due(state, policy) != before:
            yield from _settled(before, event.on, came, every, policy)
    if due := _due(state, policy):
        yield from _settled(due, as_of, None, state.updates_every or 0, policy)


def _due(state: State, policy: Policy) -> date | None:
    return next_update(state, policy.of(state.brand)).due


def _tells(state: State, event: Event) -> bool:
    """Whether the complainant hears from us by an event."""
    if isinstance(event, e.Contacted | e.UpdateSent):
        return getattr(event, "reached", True) and is_for_them(state, event.to)
    return isinstance(event, e.ResponseSent)


def _settled(due: date, on: date, came: date | None, every: int, policy: Policy) -> Iterator[Update]:
    """The updates due from `due` on, by the day when the next contact (or nothing: `came` is None) ended the wait."""
    step = Period(every, "working days")
    while due < on and (after := _after(due, step, policy.calendar.told(due))) < on:
        yield Update(due, None, every)
        due = after
    if came or due < on:
        yield Update(due, came, every)


def _after(due: date, step: Period, calendar: Calendar) -> date:
    try:
        return calendar.add(due, step)
    except OutOfRange:
        return date.max
