"""Hazards in the home: each goes its own way, whatever becomes of the complaint."""

from __future__ import annotations

from datetime import date

from putright.core import events as e
from putright.core.state.base import State, on
from putright.core.state.shapes_safety import Hazard


@on(e.HazardReported)
def _(state: State, event: e.HazardReported) -> None:
    """Told again, a hazard keeps the first day it was known; an emergency counts from when that was known."""
    learnt, hazards = (event.known or event.on, event.time), state.safety.hazards
    key = event.id
    while key in hazards and _is_new(hazards[key], event, learnt[0]):
        key = _next(key)
    hazard = hazards.setdefault(key, Hazard(key, event.hazard, event.what, learnt, event.tenure))
    hazard.known = min(hazard.known, learnt, key=lambda one: (one[0], one[1] or ""))
    if event.emergency and not hazard.emergency:
        hazard.emergency = learnt


def _is_new(hazard: Hazard, event: e.HazardReported, day: date) -> bool:
    """Whether what is told again is a hazard of its own: the first had been looked into, and was less or dealt with."""
    looked = [one.on for one in (hazard.investigated, hazard.safe) if one]
    if not looked or day < max(looked):
        return False
    worse = event.emergency and (bool(hazard.safe) or hazard.found != "emergency")
    return worse or hazard.over or hazard.found == "none"


def _next(key: str) -> str:
    """h1, h1-2, h1-3, and so on."""
    first, _, n = key.rpartition("-")
    return f"{first}-{int(n) + 1}" if first and n.isdigit() else f"{key}-2"


@on(e.HazardInvestigated)
def _(state: State, event: e.HazardInvestigated) -> None:
    state.safety.hazards[event.id].investigated = event


@on(e.HazardSummarySent)
def _(state: State, event: e.HazardSummarySent) -> None:
    state.safety.hazards[event.id].summary = event.on


@on(e.HazardMadeSafe)
def _(state: State, event: e.HazardMadeSafe) -> None:
    state.safety.hazards[event.id].safe = event


@on(e.HazardWorksBegun)
def _(state: State, event: e.HazardWorksBegun) -> None:
    state.safety.hazards[event.id].begun = event.on


@on(e.HazardWorksCompleted)
def _(state: State, event: e.HazardWorksCompleted) -> None:
    state.safety.hazards[event.id].completed = event.on


@on(e.Rehoused)
def _(state: State, event: e.Rehoused) -> None:
    state.safety.hazards[event.id].rehoused = event


@on(e.AccessAttempted)
def _(state: State, event: e.AccessAttempted) -> None:
    state.safety.hazards[event.id].attempts.append(event)
