"""What happened on a case, in plain sentences: one short way of saying each event."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from putright.core import events as e
from putright.core.events import Event
from putright.core.state import State, fold, step_on

CHANNELS = {
    "phone": "by telephone",
    "in_person": "in person",
    "email": "by e-mail",
    "letter": "by letter",
    "online": "through the website",
    "social_media": "by social media",
    "survey": "in a survey",
    "staff": "through a member of staff",
    "post": "by post",
    "portal": "through the portal",
    "visit": "on a visit",
    "text": "by text message",
}
"""How something came or went, at the end of a sentence."""

FINDINGS = {"upheld": "Upheld", "partly_upheld": "Partly upheld", "not_upheld": "Not upheld"}
NOTICES = {"acknowledged": "the acknowledgement", "extended": "the extension", "response_sent": "the response"}
LABELS = {
    "text": "", "what": "", "explanation": "", "answer": "", "result": "", "reason": "Reason", "basis": "Basis",
    "circumstances": "Circumstances weighed", "discretion": "Discretion weighed", "minutes": "Minutes",
    "evidence": "Evidence", "handling": "How stage 1 was handled",
}  # fmt: skip
"""What stands before each free text; nothing where it speaks for itself."""

Names = Mapping[str, str]
"""What everyone an event may name is called, by id."""


@dataclass(frozen=True)
class Entry:
    """One event as a reader meets it. `details` are its texts, each with a label or ""; `theirs`: others caused it."""

    event: Event
    sentence: str
    details: tuple[tuple[str, str], ...]
    theirs: bool


def entries(events: Sequence[Event], names: Names) -> list[Entry]:
    """The events of a case, in order, in words. `events` begin with `received`."""
    state = fold(events[:1])
    told = [_entry(events[0], state, names)]
    for event in events[1:]:
        step_on(state, event)
        told.append(_entry(event, state, names))
    return told


def _entry(event: Event, state: State, names: Names) -> Entry:
    return Entry(event, sentence(event, state, names), tuple(details(event)), event.is_fact)


def sentence(event: Event, state: State, names: Names) -> str:
    """The event in one sentence without a full stop. `state` is the case's once it has happened."""
    stage = event.stage or state.stage
    said = _SAYS[type(event)](event, _Told(names, "The complaint" if stage == "informal" else f"Stage {stage}"))
    return said[:1].upper() + said[1:]


def details(event: Event) -> Iterator[tuple[str, str]]:
    """The free texts of an event, each with what it is; points, findings and remedies one by one."""
    for name, label in LABELS.items():
        if text := getattr(event, name, ""):
            yield label, text
    if lists := _LISTS.get(type(event)):
        yield from lists(event)


@dataclass(frozen=True)
class _Told:
    names: Names
    stage: str

    def __call__(self, name: str | None) -> str:
        return self.names.get(name or "", (name or "").replace("_", " "))

    def all(self, names: Sequence[str]) -> str:
        return ", ".join(self(name) for name in names)


def _how(method: str | None) -> str:
    return f" {CHANNELS.get(method, f'({method})')}" if method else ""


def _words(name: str | None) -> str:
    return (name or "").replace("_", " ")


def _when(day: Any, before: str) -> str:
    return f"{before} {day.day} {day:%B %Y}" if day else ""


def _by(name: str | None, told: _Told) -> str:
    return f" by {told(name)}" if name else ""


def _for(name: str | None, before: str = " on the ground: ") -> str:
    return f"{before}{_words(name)}" if name else ""


def _contacted(event: e.Contacted, told: _Told) -> str:
    whom = told(event.to) if event.to else "the complainant"
    spoke = f"Spoke with {whom}" if event.reached else f"Tried to reach {whom}"
    return spoke + _how(event.method)


def _restricted(event: e.RestrictionSet, told: _Told) -> str:
    return f"Contact restricted, decided by {told(event.decided_by)}" + _when(event.review_on, ", to be reviewed on")


_SAYS: Mapping[type[Event], Callable[[Any, _Told], str]] = {
    e.Received: lambda x, n: f"complaint received{_how(x.channel)} from {_source(x.from_)}",
    e.FactRecorded: lambda x, n: f"fact put on record: {_words(x.fact)}",
    e.Triaged: lambda x, n: f"sorted as: {_words(x.as_)}" + _for(x.choice, ", the person’s choice: "),
    e.InformalAttempted: lambda x, n: "an attempt to settle it at once",
    e.MadeFormal: lambda x, n: "made a formal complaint",
    e.Refused: lambda x, n: f"complaint refused{_for(x.ground)}" + _for(n.all(x.approved_by), ", approved by "),
    e.LegalProceedingsRecorded: lambda x, n: "legal proceedings " + ("filed" if x.filed else "spoken of, not filed"),
    e.Redirected: lambda x, n: f"passed to {n(x.brand)}",
    e.Acknowledged: lambda x, n: f"{n.stage} acknowledged{_how(x.method)}{_by(x.by, n)}",
    e.Defined: lambda x, n: f"complaint defined: {_count(len(x.points), 'point')}, "
    f"{_count(len(x.outcomes), 'outcome')} sought",
    e.Assigned: lambda x, n: f"{n.stage} assigned to {n(x.to)}{_by(x.by, n)}",
    e.ReferredBack: lambda x, n: f"referred back to {n(x.to)}",
    e.GuidanceSought: lambda x, n: f"guidance sought from {n(x.from_)}",
    e.Reported: lambda x, n: f"reported to {n(x.to)}",
    e.PolicyCopy: lambda x, n: f"copy of the policy {_words(x.what)}",
    e.OwnAccountRequested: lambda x, n: f"their own written account {_words(x.what)}",
    e.IdentityChecked: lambda x, n: f"identity check {_words(x.what)}",
    e.MediationOffered: lambda x, n: "mediation offered",
    e.MediationAnswered: lambda x, n: f"mediation {_words(x.answer)}",
    e.DiscretionExercised: lambda x, n: f"discretion exercised{_by(x.by, n)}",
    e.ExternalAssistanceSought: lambda x, n: "outside help sought" + _for(x.from_, " from ") + _by(x.by, n),
    e.ExternalAssistanceEnded: lambda x, n: "outside help ended",
    e.LearningSessionHeld: lambda x, n: "learning session held" + _for(n.all(x.members), " with "),
    e.Contacted: _contacted,
    e.UpdateSent: lambda x, n: f"update given{_how(x.method)}" + _for(n(x.to), " to "),
    e.UpdatesAgreed: lambda x, n:
    f"updates agreed, one every {_count(x.every_working_days, 'working day')}{_how(x.method)}",
    e.AdjustmentRecorded: lambda x, n: "reasonable adjustment recorded" + _when(x.review_on, ", to be reviewed on"),
    e.RepresentativeAuthorised: lambda x, n: f"{x.who} authorised to represent the complainant",
    e.ConsentGiven: lambda x, n: f"complainant agreed to: {_words(x.to)}",
    e.Extended: lambda x, n:
    f"{n.stage} response extended{_when(x.until, ' until')}" + (", agreed" if x.agreed else ""),
    e.PositionHeard: lambda x, n: f"position heard: {n(x.party)}",
    e.FindingsShared: lambda x, n: f"findings shared with {n(x.with_)}" + _when(x.comment_by, ", to comment by"),
    e.CommentsReceived: lambda x, n: f"comments received from {n(x.from_)}",
    e.IssueRaised: lambda x, n: "new point raised and joined" + ("" if x.related else ", though unrelated"),
    e.Decided: lambda x, n: f"{n.stage} decided" + _verdicts(x),
    e.ResponseSent: lambda x, n: f"{n.stage} response sent{_how(x.method)}{_by(x.by, n)}",
    e.ResponseReceived: lambda x, n: "response reached the complainant",
    e.NoticeBounced: lambda x, n: f"{NOTICES.get(x.of, _words(x.of))} did not arrive",
    e.EscalationRequested: lambda x, n: "complainant asked for stage 2",
    e.Escalated: lambda x, n: "request for stage 2 accepted",
    e.EscalationRefused: lambda x, n: f"request for stage 2 refused{_for(x.ground)}",
    e.PanelConvened: lambda x, n: f"review panel convened: {n.all(x.members)}",
    e.PanelMet: lambda x, n: f"review panel met: {n.all(x.members)}",
    e.VariationAuthorised: lambda x, n: f"procedure varied by {n(x.by_role)}: "
    + ", ".join(f"{n(new)} in place of {n(old)}" for old, new in x.replaces.items()),
    e.SafetyAlerted: lambda x, n: f"safety alert given to {n(x.to)}",
    e.CandourStep: lambda x, n: f"duty of candour: {_words(x.step)}",
    e.BehaviourRecorded: lambda x, n: "behaviour put on record" + _by(x.decided_by, n),
    e.RestrictionSet: _restricted,
    e.RemedyCompleted: lambda x, n: f"remedy {x.id} completed",
    e.ComplainantSatisfied: lambda x, n: "complainant is satisfied",
    e.Withdrawn: lambda x, n: "complaint withdrawn by the complainant",
    e.Closed: lambda x, n: f"complaint closed{_for(x.ground)}" + _for(n(x.decided_by), ", decided by "),
    e.Reopened: lambda x, n: "complaint reopened" + _for(n(x.instructed_by), " on the instruction of "),
    e.OmbudsmanReferred: lambda x, n: "complaint taken to the Ombudsman" + _for(x.route, ", "),
    e.EvidenceRequested: lambda x, n: f"evidence asked for ({x.id})" + _when(x.by, ", by"),
    e.EvidenceDateRevised: lambda x, n: f"date for evidence {x.id} moved{_when(x.until, ' to')}",
    e.EvidenceProvided: lambda x, n: f"evidence {x.id} provided",
    e.Determined: lambda x, n: "Ombudsman’s determination" + _for(x.finding, ": "),
    e.OrderMade: lambda x, n: f"{_words(x.kind_) or 'order'} made ({x.id})" + _when(x.by, ", by"),
    e.OrderCompleted: lambda x, n: f"order {x.id} carried out",
    e.FailureOrderMade: lambda x, n: f"complaint handling failure order made ({x.id})" + _when(x.by, ", by"),
    e.SurveySent: lambda x, n: f"survey sent{_how(x.method)}",
    e.SurveyAnswered: lambda x, n: "survey answered",
    e.LessonRecorded: lambda x, n: "lesson recorded",
    e.ActionSet: lambda x, n: f"action set ({x.id})" + _when(x.by, ", by"),
    e.ActionCompleted: lambda x, n: f"action {x.id} completed",
    e.Disposed: lambda x, n: "records disposed of",
}  # fmt: skip


def _source(source: str) -> str:
    if source == "anonymous":
        return "somebody who gave no name"
    return {"staff": "a member of staff", "public": "a member of the public"}.get(source, _article(_words(source)))


def _article(word: str) -> str:
    return f"an {word}" if word[:1] in "aeiou" else f"a {word}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _verdicts(event: e.Decided) -> str:
    found = [one.finding for one in event.findings.values()]
    counts = [f"{found.count(key)} {text.lower()}" for key, text in FINDINGS.items() if key in found]
    return f": {', '.join(counts)}"


def _of_receipt(event: e.Received) -> Iterator[tuple[str, str]]:
    yield from (("Outcome sought", text) for text in event.outcomes)
    yield from (("Told why not", text) for text in event.unattainable.values())
    yield from ((label, text) for label, text in (("Money lost", event.loss), ("Reach them", event.contact)) if text)


def _of_definition(event: e.Defined) -> Iterator[tuple[str, str]]:
    yield from ((f"Point {key.removeprefix('p')}", text) for key, text in event.points.items())
    yield from (("Outcome sought", text) for text in event.outcomes)
    yield from (("Told why not", text) for text in event.unattainable.values())
    yield from (("Not for us", text) for text in event.not_ours)


def _of_decision(event: e.Decided) -> Iterator[tuple[str, str]]:
    for key, found in event.findings.items():
        yield f"Point {key.removeprefix('p')}: {FINDINGS[found.finding].lower()}", found.reasons
    for remedy in event.remedies.values():
        amount = f" (£{remedy.amount:,.2f})" if remedy.amount is not None else ""
        yield f"Remedy{_when(remedy.by, ', by')}", remedy.what + amount
    yield from (("Still to be done", text) for text in event.outstanding)


_LISTS: Mapping[type[Event], Callable[[Any], Iterator[tuple[str, str]]]] = {
    e.Received: _of_receipt,
    e.Defined: _of_definition,
    e.Decided: _of_decision,
}
