"""A redress body's notices of failure, and the complainant's time to go to each body."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from putright.core.bodies import BodyClock, Window
from putright.core.case import Case
from putright.core.duties.base import Derivation, Obligation
from putright.core.redress import final_response, referral, takers
from putright.core.state import Promise
from putright.core.workdays import Period

AT_ONCE = "The notice gives no date: it stands as due at once, because a failure order follows where nothing is done."


def owed(case: Case) -> Iterator[Obligation]:
    """What each notice asks, and from when until when each body may be gone to."""
    for key, notice in case.state.notices.items():
        yield _notice(case, key, notice)
    for body in takers(case):
        if window := case.policy.windows.get(body):
            yield _window(case, body, window)


def _notice(case: Case, key: str, notice: Promise) -> Obligation:
    due = notice.by or notice.on
    reading = "" if notice.by else AT_ONCE
    derived = Derivation("promise", "notice", notice.on, None, due, case.policy.cites("notice"), reading)
    return Obligation(f"notice:{key}", due=due, done=notice.done, derivations=(derived,))


def _window(case: Case, body: str, window: Window) -> Obligation:
    """Theirs, not ours: it is open, or waits for its first day, or lapses with its last."""
    state, found = case.state, referral(case, body)
    done = (found.referred or found.on) if found else None
    closes = _derive(case, window.closes)
    opens = _derive(case, window.opens)
    owed = not state.anonymous and state.status not in ("triage", "not_a_complaint")
    waits = opens.due - timedelta(1) if opens and opens.due else None
    due = closes.due if closes else None
    derived = tuple(d for d in (closes, opens) if d)
    return Obligation(f"redress:{body}", owed, due, done, waiting=not due and not done, waits_until=waits,
                      window=True, derivations=derived)  # fmt: skip


def _derive(case: Case, clock: BodyClock | None) -> Derivation | None:
    if not clock:
        return None
    start, period = _start(case, clock), Period.parse(clock.within)
    due = case.policy.calendar.add(start, period) if start else None
    return Derivation("body", clock.from_, start, period, due, (), clock.reading)


def _start(case: Case, clock: BodyClock) -> date | None:
    state = case.state
    first = state.stages.get(1)
    if clock.from_ == "final_response":
        return final_response(state)
    if clock.from_ == "known":
        return state.occurred or state.received
    return case.policy.calendar.add_working_days(first.opened if first else state.received, 1)
