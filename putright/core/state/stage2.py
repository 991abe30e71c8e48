"""Asking for stage 2, and who reviews."""

from __future__ import annotations

from putright.core import events as e
from putright.core.state.base import Stage, State, on


@on(e.EscalationRequested)
def _(state: State, event: e.EscalationRequested) -> None:
    if not state.formal or state.refused or 1 not in state.stages:
        return
    if 2 in state.stages:
        state.asked_again = state.stages[2].response is not None
        return
    first = state.stages[1]
    state.requested, state.stage = event.on, 2
    state.closed = state.withdrawn = None
    state.satisfied = False
    state.stages[2] = Stage(2, event.on, points=dict(first.points), subjects=dict(first.subjects))


@on(e.Escalated)
def _(state: State, event: e.Escalated) -> None:
    state.stages[2].escalated = event.on


@on(e.EscalationRefused)
def _(state: State, event: e.EscalationRefused) -> None:
    if state.asked_again:
        state.asked_again = False
        return
    if event.ground == "not_answered_yet":
        state.requested = None
    state.stages.pop(2, None)
    state.stage = 1


@on(e.PanelConvened)
def _(state: State, event: e.PanelConvened) -> None:
    if stage := state.at(event):
        stage.panel, stage.panel_met = event.members, ()


@on(e.PanelMet)
def _(state: State, event: e.PanelMet) -> None:
    if stage := state.at(event):
        stage.panel_met = event.members


@on(e.VariationAuthorised)
def _(state: State, event: e.VariationAuthorised) -> None:
    state.variations |= event.replaces
