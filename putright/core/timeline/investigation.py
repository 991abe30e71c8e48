"""Finding out what happened, and hearing both sides."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core import events as e
from putright.core.timeline.base import FINDINGS, Lists, Says, Told, because, by, count, how, when, words

FAILURES = {
    "delay": "an unreasonable delay",
    "information": "wrong or too little information",
    "procedure": "a procedure not followed",
    "error": "an error of fact or law",
    "conduct": "unprofessional behaviour",
}
"""Each kind of failure, in words."""


def whom(from_: str, named: str, told: Told) -> str:
    """Of whom something is asked or heard: the name where one is given, else the person, party or kind."""
    return named or told(from_)


def _number(id_: str) -> str:
    return id_.removeprefix("r")


def _of_plan(event: e.InvestigationPlanned) -> Iterator[tuple[str, str]]:
    for n, item in enumerate(event.items.values(), 1):
        yield f"{n}", item.what + (f" ({item.named})" if item.named else "") + when(item.by, ", by")
    yield from ((label, text) for label, text in (("Risks", event.risks), ("Urgent", event.urgent)) if text)


def _of_evidence(event: e.EvidenceRecorded) -> Iterator[tuple[str, str]]:
    yield "From", event.source + when(event.obtained, ", obtained on")


def _of_meeting(event: e.MeetingHeld) -> Iterator[tuple[str, str]]:
    if event.companion:
        yield "Companion", event.companion + (", present" if event.companion_present else ", not present")
    if event.companion_reason:
        yield "Why no companion", event.companion_reason


def _of_interview(event: e.InterviewHeld) -> Iterator[tuple[str, str]]:
    if event.companion:
        yield "With them", event.companion


def _of_obligations(event: e.ObligationsRecorded) -> Iterator[tuple[str, str]]:
    labelled = (("The landlord", event.landlord), ("The resident", event.resident), ("From", event.source),
                ("Still unclear", event.unclear))  # fmt: skip
    yield from ((label, text) for label, text in labelled if text)


def _of_shortfall(event: e.ShortfallRecorded) -> Iterator[tuple[str, str]]:
    yield "Service", event.service
    if event.cause:
        yield "Cause", event.cause


def _of_conclusion(event: e.DetrimentConcluded) -> Iterator[tuple[str, str]]:
    yield "Reasons", event.reasons


SAYS: Says = {
    e.InvestigationPlanned: lambda x, n: f"{n.stage} investigation planned: {count(len(x.items), 'thing')} needed",
    e.InformationRequested: lambda x, n: f"information asked of {whom(x.from_, x.named, n)}{how(x.method)}"
    + when(x.by, ", to answer by"),
    e.InformationChased: lambda x, n: f"request {_number(x.id)} chased{how(x.method)}",
    e.InformationReceived: lambda x, n: f"request {_number(x.id)} answered",
    e.InformationDropped: lambda x, n: f"request {_number(x.id)} dropped",
    e.EvidenceRecorded: lambda x, n: "evidence recorded" + (", with a file" if x.file else "")
    + when(x.happened, ", of something that happened on"),
    e.InterviewHeld: lambda x, n: f"interview with {whom(x.with_, x.named, n)}",
    e.MeetingHeld: lambda x, n: f"meeting with {n(x.with_)}"
    + ("" if x.companion_offered else ", no companion offered"),
    e.ObligationsRecorded: lambda x, n: "obligations of both sides set out",
    e.UrgentActionTaken: lambda x, n: "urgent action taken" + by(x.by, n),
    e.ShortfallRecorded: lambda x, n: "shortfall recorded" + because(FAILURES.get(x.failure), ": "),
    e.SupportOffered: lambda x, n: f"support offered to {n(x.to)}",
    e.MediationOffered: lambda x, n: "mediation offered",
    e.MediationAnswered: lambda x, n: f"mediation {words(x.answer)}",
    e.ExternalAssistanceSought: lambda x, n: "outside help sought" + because(x.from_, " from ") + by(x.by, n),
    e.ExternalAssistanceEnded: lambda x, n: "outside help ended",
    e.PositionHeard: lambda x, n: f"position heard: {n(x.party)}",
    e.FindingsShared: lambda x, n: f"findings shared with {n(x.with_)}" + when(x.comment_by, ", to comment by"),
    e.CommentsReceived: lambda x, n: f"comments received from {n(x.from_)}",
    e.CommentsAnswered: lambda x, n: f"comments of {n(x.from_)} answered",
    e.DetrimentAlleged: lambda x, n: "complainant says they are treated worse for complaining"
    + because(n.all(x.about), ", by "),
    e.DetrimentAssigned: lambda x, n: f"allegation of worse treatment given to {n(x.to)}",
    e.DetrimentConcluded: lambda x, n: f"allegation of worse treatment: {FINDINGS[x.finding].lower()}{by(x.by, n)}",
    e.HandlerInformed: lambda x, n: f"{n(x.to)} informed of stage 2",
}  # fmt: skip

LISTS: Lists = {
    e.InvestigationPlanned: _of_plan,
    e.EvidenceRecorded: _of_evidence,
    e.InterviewHeld: _of_interview,
    e.MeetingHeld: _of_meeting,
    e.ObligationsRecorded: _of_obligations,
    e.ShortfallRecorded: _of_shortfall,
    e.DetrimentConcluded: _of_conclusion,
}
