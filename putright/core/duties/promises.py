"""What was promised or asked for by a date."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.case import Case
from putright.core.duties.base import Derivation, Obligation
from putright.core.policy import Policy
from putright.core.state import Promise


def owed(case: Case) -> Iterator[Obligation]:
    """Evidence for the redress body, and its orders."""
    state, policy = case.state, case.policy
    for name, promises in (("evidence", state.evidence), ("order", state.orders)):
        yield from _each(name, promises, policy)


def _each(name: str, promises: dict[str, Promise], policy: Policy) -> Iterator[Obligation]:
    for key, promise in promises.items():
        derivation = _promised(name, promise, policy)
        yield Obligation(f"{name}:{key}", True, derivation.due, promise.done, derivations=(derivation,))


def _promised(name: str, promise: Promise, policy: Policy) -> Derivation:
    by = promise.revised or promise.by
    limits = policy.limits.get("evidence", ()) if name == "evidence" and not by else ()
    for limit in limits:
        due = policy.calendar.told(promise.done).add(promise.on, limit.period) if limit.period else None
        clock = limit.clock
        return Derivation(limit.origin, "request", promise.on, limit.period, due, clock.cites, clock.reading,
                          told=promise.done)  # fmt: skip
    return Derivation("promise", name, promise.on, None, by, policy.cites(name))
