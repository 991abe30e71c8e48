"""The decision, point by point, the answer, and putting things right."""

from __future__ import annotations

from putright.core import events as e
from putright.core.state.base import Promise, State, on


@on(e.Decided)
def _(state: State, event: e.Decided) -> None:
    stage = state.at(event)
    if not stage:
        return
    stage.findings |= event.findings
    stage.points = {**dict.fromkeys(event.findings, ""), **stage.points}
    stage.outstanding, stage.handling, stage.decided = event.outstanding, event.handling, event.on
    kept = {k: r for k, r in state.remedies.items() if r.stage != stage.number or r.done}
    made = {
        key: Promise(event.on, r.what, r.by, stage=stage.number, kind=r.kind, amount=r.amount, reason=r.reason)
        for key, r in event.remedies.items()
    }
    state.remedies = {**kept, **made}


@on(e.ResponseSent)
def _(state: State, event: e.ResponseSent) -> None:
    stage = state.at(event)
    if not stage:
        return
    stage.response = event
    stage.received = None
    state.assistance_sought = False
    state.bounced.discard("response_sent")
    if stage.number == 1 and event.by:
        state.involved.add(event.by)


@on(e.ResponseReceived)
def _(state: State, event: e.ResponseReceived) -> None:
    answered = [s for s in state.stages.values() if s.response and event.stage in (None, s.number)]
    if answered:
        answered[-1].received = event.on


@on(e.RemedyCompleted)
def _(state: State, event: e.RemedyCompleted) -> None:
    state.remedies[event.id].done = event.on
