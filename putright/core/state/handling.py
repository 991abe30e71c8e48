"""Who has a complaint, what it consists of, and what its complainant needs."""

from __future__ import annotations

from putright.core import events as e
from putright.core.state.base import Stage, State, on
from putright.core.state.shapes_contact import Extending


@on(e.Acknowledged)
def _(state: State, event: e.Acknowledged) -> None:
    stage = state.at(event)
    if not stage:
        state.entry.acknowledged = state.entry.acknowledged or event.on
    if stage and not stage.acknowledged:
        stage.acknowledged = event.on
        state.bounced.discard("acknowledged")
        if event.queued:
            stage.left["acknowledged"] = None


@on(e.Defined)
def _(state: State, event: e.Defined) -> None:
    if stage := state.at(event):
        joined = {point: stage.points[point] for point in stage.joined}
        stage.points = {**event.points, **joined}
        stage.subjects |= event.subjects
        stage.outcomes, stage.not_ours, stage.unattainable = event.outcomes, event.not_ours, event.unattainable
        stage.findings = {point: found for point, found in stage.findings.items() if point in stage.points}
        stage.defined = event.on
    for message in state.messages.values():
        message.agreed = message.agreed or message.event.about == "definition"


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
    (stage or state).vacant = False
    if not stage or stage.number == 1:
        state.involved.update(filter(None, (event.to, event.by)))


@on(e.ReferredBack)
def _(state: State, event: e.ReferredBack) -> None:
    state.referred_to = event.to
    if stage := state.at(event):
        stage.handlers.append(event.to)
        stage.vacant = False
        if stage.number == 1:
            state.involved.add(event.to)


@on(e.GuidanceSought)
def _(state: State, event: e.GuidanceSought) -> None:
    if state.stage != 2:
        state.involved.add(event.from_)


@on(e.Reported)
def _(state: State, event: e.Reported) -> None:
    state.entry.told.setdefault(event.to, event.on)
    if stage := state.at(event):
        stage.reported = True


@on(e.AdjustmentRecorded)
def _(state: State, event: e.AdjustmentRecorded) -> None:
    state.helps.record(event)


@on(e.AdjustmentEnded)
def _(state: State, event: e.AdjustmentEnded) -> None:
    state.helps.end(event.what)


@on(e.NeedOverridden)
def _(state: State, event: e.NeedOverridden) -> None:
    state.helps.overridden.append(event)


@on(e.FormatMade)
def _(state: State, event: e.FormatMade) -> None:
    state.helps.made.append(event)


@on(e.RepresentativeAuthorised)
def _(state: State, event: e.RepresentativeAuthorised) -> None:
    state.representative = event.who
    state.speakers |= {event.who, event.party or event.who}


@on(e.ConsentGiven)
def _(state: State, event: e.ConsentGiven) -> None:
    state.consents.add(event.to)


@on(e.NoticeSent)
def _(state: State, event: e.NoticeSent) -> None:
    for stage in _latest_first(state, event):
        waiting = [one for one in _extensions(stage, event) if one.sent is None]
        if event.of == "extended" and waiting:
            waiting[-1].sent = event.on
            return
        if stage.left.get(event.of, event.on) is None:
            stage.left[event.of] = event.on
            return


@on(e.NoticeBounced)
def _(state: State, event: e.NoticeBounced) -> None:
    for stage in _latest_first(state, event):
        if _undo_notice(stage, event):
            state.bounced.add(event.of)
            return
    _undo_letter(state, event)


def _latest_first(state: State, event: e.NoticeSent | e.NoticeBounced) -> list[Stage]:
    return [s for n, s in sorted(state.stages.items(), reverse=True) if event.stage in (None, n)]


def _extensions(stage: Stage, event: e.NoticeSent | e.NoticeBounced) -> list[Extending]:
    """Those the event may be about that have not been returned."""
    return [x for x in stage.extensions if not x.bounced and event.issued in (None, x.event.on)]


def _undo_notice(stage: Stage, event: e.NoticeBounced) -> bool:
    if event.of == "acknowledged" and stage.acknowledged:
        stage.acknowledged = None
    elif event.of == "extended" and (found := _extensions(stage, event)):
        found[-1].bounced = event.on
    elif event.of == "response_sent" and stage.response:
        stage.response = stage.received = None
    else:
        return False
    stage.left.pop(event.of, None)
    return True


def _undo_letter(state: State, event: e.NoticeBounced) -> None:
    """What was told by a letter that came back was not told: it is owed again, unless they have answered since."""
    if event.of == "hazard_summary_sent":
        for hazard in state.safety.hazards.values():
            hazard.summary = None if event.issued in (None, hazard.summary) else hazard.summary
    elif event.of in ("restriction_told", "restriction_reviewed"):
        state.conduct.told = None
    elif event.of == "findings_shared":
        for stage in _latest_first(state, event):
            for party, shared in list(stage.shared.items()):
                if party not in stage.commented and event.issued in (None, shared.on):
                    del stage.shared[party]
