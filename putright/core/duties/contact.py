"""Updates that were agreed with the complainant, and what was promised to them."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.case import Case
from putright.core.duties.base import Derivation, Obligation, standing
from putright.core.policy import Policy
from putright.core.state import State
from putright.core.workdays import Calendar, Period


def owed(case: Case) -> Iterator[Obligation]:
    """The next update, and every promise made to the complainant: it outlives stages, closing and reopening."""
    yield next_update(case.state, case.policy)
    cites = case.policy.cites("promise")
    for key, promise in case.state.promises.items():
        made = Derivation("promise", "promise", promise.on, None, promise.due, cites)
        yield Obligation(f"promise:{key}", True, promise.due, promise.done, derivations=(made,))


def next_update(state: State, policy: Policy) -> Obligation:
    """Updates at the interval agreed with the complainant; owed only while an answer is."""
    if state.anonymous or state.status not in ("open", "triage"):
        return Obligation("update", owed=False)
    if not state.updates_every or not state.updated:
        return Obligation("update", waiting=True)
    second = state.stages.get(2)
    last = max(day for day in (state.updated, state.reopened, second and second.opened) if day)
    period = Period(state.updates_every, "working days")
    cites = policy.cites("update")

    def count(days: Calendar) -> Derivation:
        return Derivation("promise", "update", last, period, days.add(last, period), cites)

    derived = standing(policy.calendar, last, count)
    return Obligation("update", due=derived.due, derivations=(derived,))
