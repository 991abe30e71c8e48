"""Matters with a route of their own: the person is told of it, and its own times run beside the complaint's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from putright.core.case import Case
from putright.core.duties.base import Obligation, first_of
from putright.core.duties.hazards import counted
from putright.core.law import Limit
from putright.core.state.shapes_safety import Procedure


def owed(case: Case) -> Iterator[Obligation]:
    """For each such matter: to tell the person, and to acknowledge and to conclude it where the law says so."""
    for procedure in case.state.safety.procedures.values():
        yield from _of(case, procedure)


def _of(case: Case, one: Procedure) -> Iterator[Obligation]:
    route = case.policy.law.routes.get(one.procedure)
    days = [day for day in (one.told, one.acknowledged, one.concluded) if day]
    acknowledged = [day for day in (one.acknowledged, one.concluded) if day]
    yield _duty(case, one, "told", route.told if route else None, min(days, default=None))
    if route and route.acknowledge and _binds(route.acknowledge, one):
        yield _duty(case, one, "acknowledge", route.acknowledge, min(acknowledged, default=None))
    if route and route.conclude and _binds(route.conclude, one):
        yield _duty(case, one, "conclude", route.conclude, one.concluded)


def _binds(limit: Limit, one: Procedure) -> bool:
    return limit.in_force is None or one.received >= limit.in_force


def _duty(case: Case, one: Procedure, step: str, limit: Limit | None, done: date | None) -> Obligation:
    name = f"procedure:{one.id}.{step}"
    if not limit:
        return Obligation(name, done=done)
    derived = counted(limit, (one.received, None), case.policy.calendar, told=first_of(one.told, done))
    return Obligation(name, True, derived.due, done, derivations=(derived,))
