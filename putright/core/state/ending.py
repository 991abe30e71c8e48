"""How a complaint ends, or begins again."""

from __future__ import annotations

from putright.core import events as e
from putright.core.state.base import Stage, State, on


@on(e.ComplainantSatisfied)
def _(state: State, event: e.ComplainantSatisfied) -> None:
    state.satisfied = True


@on(e.Withdrawn)
def _(state: State, event: e.Withdrawn) -> None:
    if not state.closed:
        state.withdrawn = event.on


@on(e.Closed)
def _(state: State, event: e.Closed) -> None:
    state.closed, state.closed_for = event.on, event.ground
    if event.ground:
        state.use_approval("closing")


@on(e.Reopened)
def _(state: State, event: e.Reopened) -> None:
    before = state.stages.get(1)
    for stage in state.stages.values():
        state.involved.update(filter(None, (*stage.handlers, *stage.panel_met, stage.decided_by)))
    if event.instructed_by and state.refused:
        state.redress.overruled |= {state.refused.ground}
    state.closed = state.withdrawn = state.refused = state.closed_for = state.requested = None
    state.survey_sent = state.referred_to = None
    state.satisfied = state.asked_again = state.assistance_sought = False
    state.bounced.clear()
    state.approvals.clear()
    state.safety.assessment = None
    state.formal, state.triaged, state.stage, state.reopened = True, "complaint", 1, event.on
    points = dict(before.points) if before else {}
    state.stages = {1: Stage(1, event.on, points=points, subjects=dict(before.subjects) if before else {})}
    for remedy in state.remedies.values():
        remedy.stage = 0


@on(e.LegalProceedingsEnded)
def _(state: State, event: e.LegalProceedingsEnded) -> None:
    state.learning.at_court = False


@on(e.HoldPlaced)
def _(state: State, event: e.HoldPlaced) -> None:
    state.learning.holds[event.id] = event
    state.learning.held.add(event.id)


@on(e.HoldLifted)
def _(state: State, event: e.HoldLifted) -> None:
    state.learning.holds.pop(event.id, None)


@on(e.Disposed)
def _(state: State, event: e.Disposed) -> None:
    state.disposed = event.on
