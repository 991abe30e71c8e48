"""Finding out what happened, and hearing both sides."""

from __future__ import annotations

from putright.core import events as e
from putright.core.state.base import State, on
from putright.core.state.shapes_inquiry import Detriment, Request


@on(e.PositionHeard)
def _(state: State, event: e.PositionHeard) -> None:
    if stage := state.at(event):
        stage.heard.add(event.party)


@on(e.FindingsShared)
def _(state: State, event: e.FindingsShared) -> None:
    if stage := state.at(event):
        stage.shared[event.with_] = event


@on(e.CommentsReceived)
def _(state: State, event: e.CommentsReceived) -> None:
    if stage := state.at(event):
        stage.commented.add(event.from_)
        if event.text:
            stage.unanswered[event.from_] = event.text


@on(e.CommentsAnswered)
def _(state: State, event: e.CommentsAnswered) -> None:
    if stage := state.at(event):
        stage.answered[event.from_] = stage.unanswered.pop(event.from_, "")


@on(e.ExternalAssistanceSought)
def _(state: State, event: e.ExternalAssistanceSought) -> None:
    state.assistance_sought = True


@on(e.ExternalAssistanceEnded)
def _(state: State, event: e.ExternalAssistanceEnded) -> None:
    state.assistance_sought = False


# ---- plan, requests, evidence ---------------------------------------------------------------


@on(e.InvestigationPlanned)
def _(state: State, event: e.InvestigationPlanned) -> None:
    if stage := state.at(event):
        stage.plan, stage.urgent_done = event, False


@on(e.UrgentActionTaken)
def _(state: State, event: e.UrgentActionTaken) -> None:
    if stage := state.at(event):
        stage.urgent_done = True


@on(e.InformationRequested)
def _(state: State, event: e.InformationRequested) -> None:
    asked = Request(event.on, event.what, event.from_, event.by, event.named, event.plan)
    state.inquiry.requests[event.id] = asked


@on(e.InformationChased)
def _(state: State, event: e.InformationChased) -> None:
    state.inquiry.requests[event.id].chased.append(event.on)


@on(e.InformationReceived)
def _(state: State, event: e.InformationReceived) -> None:
    if asked := state.inquiry.requests.get(event.id):
        asked.done = asked.done or event.on
        asked.answer = "\n\n".join(filter(None, (asked.answer, event.what)))


@on(e.InformationDropped)
def _(state: State, event: e.InformationDropped) -> None:
    state.inquiry.requests[event.id].dropped = event


@on(e.EvidenceRecorded)
def _(state: State, event: e.EvidenceRecorded) -> None:
    state.inquiry.evidence[event.id] = event


@on(e.InterviewHeld)
def _(state: State, event: e.InterviewHeld) -> None:
    state.inquiry.meetings.append(event)


@on(e.MeetingHeld)
def _(state: State, event: e.MeetingHeld) -> None:
    state.inquiry.meetings.append(event)


@on(e.ObligationsRecorded)
def _(state: State, event: e.ObligationsRecorded) -> None:
    state.inquiry.obligations = event


@on(e.ShortfallRecorded)
def _(state: State, event: e.ShortfallRecorded) -> None:
    state.inquiry.shortfalls.append(event)


# ---- looking after people -------------------------------------------------------------------


@on(e.SupportOffered)
def _(state: State, event: e.SupportOffered) -> None:
    state.inquiry.supported.add(event.to)


@on(e.HandlerInformed)
def _(state: State, event: e.HandlerInformed) -> None:
    state.inquiry.informed[event.to] = event.on


@on(e.DetrimentAlleged)
def _(state: State, event: e.DetrimentAlleged) -> None:
    """Told again while it is looked into, it is the same; told again after its conclusion, it is looked into again."""
    before = state.inquiry.detriments.get(event.id)
    if not before or before.concluded:
        state.inquiry.detriments[event.id] = Detriment(event.on, event.text, event.about)


@on(e.DetrimentAssigned)
def _(state: State, event: e.DetrimentAssigned) -> None:
    state.inquiry.detriments[event.id].to = event.to


@on(e.DetrimentConcluded)
def _(state: State, event: e.DetrimentConcluded) -> None:
    state.inquiry.detriments[event.id].concluded = event
