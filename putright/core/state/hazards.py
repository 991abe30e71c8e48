"""Hazards in the home: each goes its own way, whatever becomes of the complaint."""

from __future__ import annotations

from putright.core import events as e
from putright.core.state.base import State, on
from putright.core.state.shapes_safety import Hazard


@on(e.HazardReported)
def _(state: State, event: e.HazardReported) -> None:
    """Told again, a hazard keeps the first day it was known; an emergency counts from when that was known."""
    learnt = (event.known or event.on, event.time)
    hazard = state.safety.hazards.get(event.id) or Hazard(event.id, event.hazard, event.what, learnt, event.tenure)
    state.safety.hazards[event.id] = hazard
    hazard.known = min(hazard.known, learnt, key=lambda one: (one[0], one[1] or ""))
    if event.emergency and not hazard.emergency:
        hazard.emergency = learnt


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
