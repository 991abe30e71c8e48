"""Who has a complaint, what it consists of, and what its complainant needs."""

from __future__ import annotations

from putright.core import events as e
from putright.core.state.base import Stage, State, on


@on(e.Acknowledged)
def _(state: State, event: e.Acknowledged) -> None:
    stage = state.at(event)
    if stage and not stage.acknowledged:
        stage.acknowledged = event.on
        state.bounced.discard("acknowledged")


@on(e.Defined)
def _(state: State, event: e.Defined) -> None:
    if stage := state.at(event):
        joined = {point: stage.points[point] for point in stage.joined}
        stage.points = {**event.points, **joined}
        stage.subjects |= event.subjects
        stage.outcomes, stage.not_ours, stage.unattainable = event.outcomes, event.not_ours, event.unattainable
        stage.findings = {point: found for point, found in stage.findings.items() if point in stage.points}
        stage.defined = event.on


@on(e.IssueRaised)
def _(state: State, event: e.IssueRaised) -> None:
    if stage := state.at(event):
        stage.points[event.id] = event.text
        stage.joined.append(event.id)
        if event.subject:
            stage.subjects[event.id] = event.subject
        if not event.related:
            state.unrelated.append(event.id)


@on(e.Assigned)
def _(state: State, event: e.Assigned) -> None:
    stage = None if event.stage == "informal" else state.at(event)
    (stage.handlers if stage else state.informal_handlers).append(event.to)
    if not stage or stage.number == 1:
        state.involved.update(filter(None, (event.to, event.by)))


@on(e.ReferredBack)
def _(state: State, event: e.ReferredBack) -> None:
    state.referred_to = event.to
    if stage := state.at(event):
        stage.handlers.append(event.to)
        if stage.number == 1:
            state.involved.add(event.to)


@on(e.GuidanceSought)
def _(state: State, event: e.GuidanceSought) -> None:
    if state.stage != 2:
        state.involved.add(event.from_)


@on(e.Reported)
def _(state: State, event: e.Reported) -> None:
    if stage := state.at(event):
        stage.reported = True


@on(e.AdjustmentRecorded)
def _(state: State, event: e.AdjustmentRecorded) -> None:
    state.adjustments.append(event.what)


@on(e.RepresentativeAuthorised)
def _(state: State, event: e.RepresentativeAuthorised) -> None:
    state.representative = event.who


@on(e.ConsentGiven)
def _(state: State, event: e.ConsentGiven) -> None:
    state.consents.add(event.to)


@on(e.NoticeBounced)
def _(state: State, event: e.NoticeBounced) -> None:
    for stage in sorted(state.stages.values(), key=lambda s: -s.number):
        if event.stage in (None, stage.number) and _undo_notice(stage, event.of):
            state.bounced.add(event.of)
            return


def _undo_notice(stage: Stage, of: str) -> bool:
    if of == "acknowledged" and stage.acknowledged:
        stage.acknowledged = None
    elif of == "extended" and stage.extensions:
        stage.extensions.pop()
    elif of == "response_sent" and stage.response:
        stage.response = stage.received = None
    else:
        return False
    return True
