"""The decision, point by point, the answer, and putting things right."""

from __future__ import annotations

from putright.core import events as e
from putright.core.state import remedies
from putright.core.state.base import State, on


@on(e.Decided)
def _(state: State, event: e.Decided) -> None:
    stage = state.at(event)
    if not stage:
        return
    stage.findings |= event.findings
    stage.points = {**dict.fromkeys(event.findings, ""), **stage.points}
    stage.outstanding, stage.handling, stage.decided = event.outstanding, event.handling, event.on
    stage.impact, stage.no_remedy, stage.decided_by = event.impact, event.no_remedy, event.by
    state.remedies = remedies.decided(state, event, stage.number)
    if stage.number == 1 and event.by:
        state.involved.add(event.by)


@on(e.ResponseSent)
def _(state: State, event: e.ResponseSent) -> None:
    stage = state.at(event)
    if not stage:
        return
    stage.response = event
    stage.left.pop("response_sent", None)
    if event.queued:
        stage.left["response_sent"] = None
    stage.received = None
    remedies.offered(state, event, stage.number)
    state.bounced.discard("response_sent")
    if stage.number == 1 and event.by:
        state.involved.add(event.by)


@on(e.ResponseReceived)
def _(state: State, event: e.ResponseReceived) -> None:
    answered = [s for s in state.stages.values() if s.response and event.stage in (None, s.number)]
    if answered:
        answered[-1].received = event.on
