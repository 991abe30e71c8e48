"""Asking for stage 2, and who reviews."""

from __future__ import annotations

from putright.core import events as e
from putright.core.state.base import Stage, State, on


@on(e.EscalationRequested)
def _(state: State, event: e.EscalationRequested) -> None:
    if not state.formal or state.refused or 1 not in state.stages:
        return
    first, second = state.stages[1], state.stages.get(2)
    if second and second.response:
        state.asked_again = True
        second.requests.append(event)
    elif second and not (state.withdrawn or state.closed):
        _asked_for_more(first, second, event)
    else:
        state.requested, state.stage = event.on, 2
        state.closed = state.withdrawn = None
        state.satisfied = False
        state.stages[2] = _reviewed(first, event)


def _reviewed(first: Stage, event: e.EscalationRequested) -> Stage:
    """Stage 2 with the points asked for: all of them where none is named, or none that is known."""
    asked = tuple(point for point in first.points if point in event.points)
    points = {point: text for point, text in first.points.items() if not asked or point in asked}
    part = asked if len(points) < len(first.points) else ()
    return Stage(2, event.on, points=points, subjects=dict(first.subjects), requests=[event], asked=part)


def _asked_for_more(first: Stage, second: Stage, event: e.EscalationRequested) -> None:
    """A further request before stage 2 is answered adds what it asks for to the review."""
    second.requests.append(event)
    if not second.asked:
        return
    wanted = {*second.asked, *(event.points or first.points)}
    asked = tuple(point for point in first.points if point in wanted)
    added = {point: first.points[point] for point in asked if point not in (*second.asked, *second.points)}
    second.points |= added
    second.asked = asked if len(asked) < len(first.points) else ()


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
    else:
        state.redress.final = event.on
    state.stages.pop(2, None)
    state.stage = 1


@on(e.PanelInvited)
def _(state: State, event: e.PanelInvited) -> None:
    if stage := state.at(event):
        stage.sitting.invite(event)


@on(e.AvailabilityGiven)
def _(state: State, event: e.AvailabilityGiven) -> None:
    if stage := state.at(event):
        stage.sitting.available[event.member] = event.dates


@on(e.PanelConvened)
def _(state: State, event: e.PanelConvened) -> None:
    """A panel convened anew decides anew."""
    if stage := state.at(event):
        stage.panel, stage.panel_met, stage.decided = event.members, (), None
        stage.sitting.meets_on, stage.sitting.met = event.meets_on, None


@on(e.PapersSent)
def _(state: State, event: e.PapersSent) -> None:
    if stage := state.at(event):
        stage.sitting.papers[event.to] = event


@on(e.PanelMet)
def _(state: State, event: e.PanelMet) -> None:
    if stage := state.at(event):
        stage.panel_met = event.members
        stage.sitting.met = event


@on(e.VariationAuthorised)
def _(state: State, event: e.VariationAuthorised) -> None:
    state.variations |= event.replaces
