"""What is owed once a case is closed, and what keeps its records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from putright.core.case import Case
from putright.core.duties.base import Derivation, Obligation, ranked
from putright.core.pack import ClockName
from putright.core.policy import Policy
from putright.core.state import State


def owed(case: Case) -> Iterator[Obligation]:
    """Reviewing a restriction, the survey, disposing of the records."""
    state, policy = case.state, case.policy
    if state.restriction:
        due, set_on = state.restriction.review_on, state.restriction.on
        cites = policy.cites("review:restriction")
        yield Obligation("review:restriction", due=due,
                         derivations=(Derivation("promise", "restriction", set_on, None, due, cites),))  # fmt: skip
    yield _from_closing("survey", state, policy, state.survey_sent, state.anonymous)
    yield _from_closing("dispose", state, policy, state.disposed, False)


def _from_closing(name: ClockName, state: State, policy: Policy, done: date | None, lapsed: bool) -> Obligation:
    limits = policy.limits.get(name, ())
    if lapsed or not limits or (name == "survey" and state.status in ("refused", "not_a_complaint")):
        return Obligation(name, owed=False)
    if not state.closed:
        return Obligation(name, done=done, waiting=True)
    derived = ranked(
        Derivation(m.origin, "closed", state.closed, m.period, policy.calendar.add(state.closed, m.period)
                   if m.period else None, m.clock.cites, m.clock.reading)
        for m in limits
    )  # fmt: skip
    held = name == "dispose" and bool(holds(state))
    return Obligation(name, due=derived[0].due, done=done, waiting=held, derivations=derived)


def holds(state: State) -> list[str]:
    """What keeps a closed case's records from being disposed of: an open remedy, order, request or referral."""
    open_promises = [
        f"{name} {key}"
        for name, promises in (("remedy", state.remedies), ("order", state.orders), ("evidence", state.evidence))
        for key, promise in promises.items()
        if not promise.done
    ]
    return open_promises + (["the Ombudsman's case"] if state.with_ombudsman else [])
