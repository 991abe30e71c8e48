"""What is owed about something that is no complaint: doing what was asked for, an answer, passing it on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from putright.core.case import Case
from putright.core.duties.base import Derivation, Obligation, ranked
from putright.core.policy import Limit
from putright.core.registers import ANSWERED, audience, register, shared_on

UNDATED = "No date was given to them yet. It is owed from the day they asked, and stands open until it is done."
UNTIMED = "No document sets a time for it. It is owed from the day it came, and stands open until they are answered."
UNSHARED = "No time is set for it. It is owed from the day it came."


def owed(case: Case) -> Iterator[Obligation]:
    """What a register entry still asks of us. A request outlives the complaint about it, and its closing."""
    entry = case.state.entry
    if entry.kind == "service_request" or entry.dated:
        yield _request(case)
    if entry.kind in ANSWERED:
        yield _answer(case)
    if audience(case):
        yield _share(case)


def _request(case: Case) -> Obligation:
    """What was asked for, by the last date they were given for it."""
    state, cites = case.state, case.policy.cites("service_request")
    entry = state.entry
    if entry.dated:
        last = entry.dated[-1]
        derived = Derivation("promise", "service_request", last.on, None, last.by, cites, last.reason)
    else:
        derived = Derivation("policy", "receipt", state.received, None, None, cites, UNDATED)
    ended = bool(state.withdrawn) or (entry.completed is not None and not entry.completed.done)
    done = entry.completed.on if entry.completed and entry.completed.done else None
    return Obligation("service_request", bool(done) or not ended, derived.due, done, derivations=(derived,))


def _answer(case: Case) -> Obligation:
    """An answer, or the copy that was asked for. Of a complaint that was made of it, the response answers."""
    state, policy = case.state, case.policy
    untimed = Derivation("policy", "receipt", state.received, None, None, policy.cites("answer"), UNTIMED)
    done = _answered(case)
    derived = ranked(_counted(case, limit, done) for limit in policy.limits.get("answer", ())) or (untimed,)
    owed = bool(done) or (state.status == "not_a_complaint" and not state.anonymous)
    return Obligation("answer", owed, derived[0].due, done, derivations=derived)


def _counted(case: Case, limit: Limit, done: date | None) -> Derivation:
    start, clock = case.state.received, limit.clock
    due = case.policy.calendar.told(done).add(start, limit.period) if limit.period else None
    return Derivation(limit.origin, "receipt", start, limit.period, due, clock.cites, clock.reading, told=done)


def _answered(case: Case) -> date | None:
    entry = case.state.entry
    if entry.kind == "policy_request":
        return entry.copied
    answered = [one.on for one in entry.answered]
    acknowledged = entry.acknowledged if entry.kind == "petition" else None
    return min([*answered, *([acknowledged] if acknowledged else [])], default=None)


def _share(case: Case) -> Obligation:
    found = register(case)
    cites = found.cites if found else ()
    derived = Derivation("policy", "receipt", case.state.received, None, None, cites, UNSHARED)
    return Obligation("share", not case.state.withdrawn, done=shared_on(case), derivations=(derived,))
