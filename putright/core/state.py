"""What a complaint's events add up to. One small function for each event that changes something."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeVar

from putright.core import events as e
from putright.core.events import Event, Flag, StageName

Status = Literal["triage", "open", "answered", "closed", "refused", "not_a_complaint", "withdrawn"]


@dataclass(slots=True)
class Stage:
    """One stage of the procedure. `opened` is the day of receipt (stage 1) or of the request (stage 2)."""

    number: int
    opened: date
    escalated: date | None = None
    acknowledged: date | None = None
    points: dict[str, str] = field(default_factory=dict)
    subjects: dict[str, str] = field(default_factory=dict)
    joined: list[str] = field(default_factory=list)
    outcomes: tuple[str, ...] = ()
    unattainable: dict[str, str] = field(default_factory=dict)
    not_ours: tuple[str, ...] = ()
    defined: date | None = None
    extensions: list[e.Extended] = field(default_factory=list)
    findings: dict[str, e.Finding] = field(default_factory=dict)
    outstanding: tuple[str, ...] = ()
    handling: str = ""
    decided: date | None = None
    response: e.ResponseSent | None = None
    received: date | None = None
    handlers: list[str] = field(default_factory=list)
    contacted: bool = False
    heard: set[str] = field(default_factory=set)
    shared: dict[str, e.FindingsShared] = field(default_factory=dict)
    commented: set[str] = field(default_factory=set)
    panel: tuple[str, ...] = ()
    panel_met: tuple[str, ...] = ()
    reported: bool = False

    @property
    def handler(self) -> str | None:
        """Who has the stage now."""
        return self.handlers[-1] if self.handlers else None

    @property
    def undecided(self) -> list[str]:
        """The points, by id, that have no finding yet."""
        return [point for point in self.points if point not in self.findings]


@dataclass(slots=True)
class Promise:
    """Something due to be done by a date: a remedy, evidence for the Ombudsman, an order."""

    on: date
    what: str
    by: date | None
    done: date | None = None
    stage: int = 0
    kind: str = ""
    amount: float | None = None
    reason: str = ""
    revised: date | None = None


@dataclass(slots=True)
class State:
    """A complaint as its events leave it. `received` is when it was first told, `receipt` when it became formal."""

    received: date
    channel: str
    source: str
    oral: bool
    brand: str | None
    about: tuple[str, ...]
    occurred: date | None
    ended: date | None
    flags: frozenset[Flag]
    text: str
    party: str | None
    last: date
    stages: dict[int, Stage]
    stage: StageName = 1
    version: int = 0
    formal: bool = True
    triaged: str | None = None
    facts: set[str] = field(default_factory=set)
    filed: bool = False
    involved: set[str] = field(default_factory=set)
    informal_handlers: list[str] = field(default_factory=list)
    referred_to: str | None = None
    requested: date | None = None
    asked_again: bool = False
    refused: e.Refused | None = None
    withdrawn: date | None = None
    satisfied: bool = False
    closed: date | None = None
    closed_for: str | None = None
    disposed: date | None = None
    reopened: date | None = None
    remedies: dict[str, Promise] = field(default_factory=dict)
    evidence: dict[str, Promise] = field(default_factory=dict)
    orders: dict[str, Promise] = field(default_factory=dict)
    with_ombudsman: bool = False
    referral_route: str | None = None
    updates_every: int | None = None
    updated: date | None = None
    alerted: dict[str, date] = field(default_factory=dict)
    candour: dict[str, date] = field(default_factory=dict)
    consents: set[str] = field(default_factory=set)
    variations: dict[str, str] = field(default_factory=dict)
    restriction: e.RestrictionSet | None = None
    adjustments: list[str] = field(default_factory=list)
    representative: str | None = None
    outcomes: tuple[str, ...] = ()
    attainable: tuple[str, ...] = ()
    unattainable: dict[str, str] = field(default_factory=dict)
    loss: str = ""
    contact: str = ""
    assistance_sought: bool = False
    survey_sent: date | None = None
    unrelated: list[str] = field(default_factory=list)
    bounced: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)

    @property
    def anonymous(self) -> bool:
        """Whether nobody can be answered."""
        return self.source == "anonymous"

    @property
    def current(self) -> Stage | None:
        """The stage the complaint is at; None while it is informal."""
        return None if self.stage == "informal" else self.stages.get(self.stage)

    @property
    def handler(self) -> str | None:
        """Who has the complaint now."""
        if self.current:
            return self.current.handler
        return self.informal_handlers[-1] if self.informal_handlers else None

    @property
    def status(self) -> Status:
        """Where the complaint stands, in one word."""
        if self.closed:
            return "closed"
        if self.withdrawn:
            return "withdrawn"
        if self.refused:
            return "refused"
        if not self.formal:
            return "not_a_complaint" if self.triaged else "triage"
        return "answered" if self.current and self.current.response else "open"

    def at(self, event: Event) -> Stage | None:
        """The stage an event is about: the one it names, or the current one."""
        return self.stages.get(event.stage) if isinstance(event.stage, int) else self.current


_E = TypeVar("_E", bound=Event)
_STEPS: dict[type[Event], Callable[[State, Event], None]] = {}


def _on(kind: type[_E]) -> Callable[[Callable[[State, _E], None]], Callable[[State, _E], None]]:
    def register(step: Callable[[State, _E], None]) -> Callable[[State, _E], None]:
        _STEPS[kind] = step  # type: ignore[assignment]
        return step

    return register


def fold(events: Iterable[Event]) -> State:
    """What the events, in order, add up to.

    The first must be `received`. Raises `ValueError` if it is not, or if an event stands before its predecessor's day.
    """
    steps = iter(events)
    first = next(steps, None)
    if not isinstance(first, e.Received):
        raise ValueError("a case begins with the event 'received'")
    state = _begin(first)
    for event in steps:
        step_on(state, event)
    return state


def step_on(state: State, event: Event) -> None:
    """Let one more accepted event happen. Raises `ValueError` if it stands before the day of the one before it."""
    if event.on < state.last:
        raise ValueError(f"{event.kind} on {event.on} stands before the event on {state.last}")
    step = _STEPS.get(type(event))
    if step:
        step(state, event)
    state.seen.add(event.kind)
    state.last = event.on
    state.version += 1


def _begin(event: e.Received) -> State:
    return State(
        received=event.on, channel=event.channel, source=event.from_, oral=event.is_oral, brand=event.brand,
        about=event.about, occurred=event.occurred, ended=event.ended, flags=frozenset(event.flags),
        text=event.text, party=event.party, last=event.on, version=1, seen={"received"},
        stages={1: Stage(1, event.on)}, outcomes=event.outcomes, attainable=event.attainable,
        unattainable=dict(event.unattainable), loss=event.loss, contact=event.contact,
    )  # fmt: skip


# ---- arriving -------------------------------------------------------------------------------


@_on(e.FactRecorded)
def _(state: State, event: e.FactRecorded) -> None:
    state.facts.add(event.fact)


@_on(e.LegalProceedingsRecorded)
def _(state: State, event: e.LegalProceedingsRecorded) -> None:
    state.filed = state.filed or event.filed


@_on(e.Triaged)
def _(state: State, event: e.Triaged) -> None:
    if event.as_ == "complaint":
        _formal(state, state.received if not state.formal else None, event.as_)
    else:
        _informal(state, event.as_)


@_on(e.InformalAttempted)
def _(state: State, event: e.InformalAttempted) -> None:
    first = state.stages.get(1)
    if state.formal and state.triaged is None and first and not first.acknowledged and not state.reopened:
        _informal(state, None)


@_on(e.MadeFormal)
def _(state: State, event: e.MadeFormal) -> None:
    state.satisfied = False
    _formal(state, event.on if not state.formal else None, "complaint")


def _informal(state: State, triaged: str | None) -> None:
    state.formal, state.triaged, state.stage = False, triaged, "informal"
    state.stages.clear()


def _formal(state: State, receipt: date | None, triaged: str) -> None:
    if receipt:
        state.stages[1] = Stage(1, receipt)
    state.formal, state.triaged = True, triaged
    state.stage = 2 if 2 in state.stages else 1


@_on(e.Refused)
def _(state: State, event: e.Refused) -> None:
    state.refused = event


@_on(e.Redirected)
def _(state: State, event: e.Redirected) -> None:
    state.brand = event.brand
    if state.current:
        state.current.handlers.clear()


# ---- handling -------------------------------------------------------------------------------


@_on(e.Acknowledged)
def _(state: State, event: e.Acknowledged) -> None:
    stage = state.at(event)
    if stage and not stage.acknowledged:
        stage.acknowledged = event.on
        state.bounced.discard("acknowledged")


@_on(e.Defined)
def _(state: State, event: e.Defined) -> None:
    if stage := state.at(event):
        joined = {point: stage.points[point] for point in stage.joined}
        stage.points = {**event.points, **joined}
        stage.subjects |= event.subjects
        stage.outcomes, stage.not_ours, stage.unattainable = event.outcomes, event.not_ours, event.unattainable
        stage.findings = {point: found for point, found in stage.findings.items() if point in stage.points}
        stage.defined = event.on


@_on(e.IssueRaised)
def _(state: State, event: e.IssueRaised) -> None:
    if stage := state.at(event):
        stage.points[event.id] = event.text
        stage.joined.append(event.id)
        if event.subject:
            stage.subjects[event.id] = event.subject
        if not event.related:
            state.unrelated.append(event.id)


@_on(e.Assigned)
def _(state: State, event: e.Assigned) -> None:
    stage = None if event.stage == "informal" else state.at(event)
    (stage.handlers if stage else state.informal_handlers).append(event.to)
    if not stage or stage.number == 1:
        state.involved.update(filter(None, (event.to, event.by)))


@_on(e.ReferredBack)
def _(state: State, event: e.ReferredBack) -> None:
    state.referred_to = event.to
    if stage := state.at(event):
        stage.handlers.append(event.to)
        if stage.number == 1:
            state.involved.add(event.to)


@_on(e.GuidanceSought)
def _(state: State, event: e.GuidanceSought) -> None:
    if state.stage != 2:
        state.involved.add(event.from_)


@_on(e.Reported)
def _(state: State, event: e.Reported) -> None:
    if stage := state.at(event):
        stage.reported = True


@_on(e.Contacted)
def _(state: State, event: e.Contacted) -> None:
    if stage := state.at(event):
        stage.contacted = True


@_on(e.UpdatesAgreed)
def _(state: State, event: e.UpdatesAgreed) -> None:
    state.updates_every, state.updated = event.every_working_days, event.on


@_on(e.UpdateSent)
def _(state: State, event: e.UpdateSent) -> None:
    state.updated = event.on


@_on(e.AdjustmentRecorded)
def _(state: State, event: e.AdjustmentRecorded) -> None:
    state.adjustments.append(event.what)


@_on(e.RepresentativeAuthorised)
def _(state: State, event: e.RepresentativeAuthorised) -> None:
    state.representative = event.who


@_on(e.ConsentGiven)
def _(state: State, event: e.ConsentGiven) -> None:
    state.consents.add(event.to)


@_on(e.Extended)
def _(state: State, event: e.Extended) -> None:
    if stage := state.at(event):
        stage.extensions.append(event)
        state.bounced.discard("extended")


@_on(e.PositionHeard)
def _(state: State, event: e.PositionHeard) -> None:
    if stage := state.at(event):
        stage.heard.add(event.party)


@_on(e.FindingsShared)
def _(state: State, event: e.FindingsShared) -> None:
    if stage := state.at(event):
        stage.shared[event.with_] = event


@_on(e.CommentsReceived)
def _(state: State, event: e.CommentsReceived) -> None:
    if stage := state.at(event):
        stage.commented.add(event.from_)


@_on(e.Decided)
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


@_on(e.ResponseSent)
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


@_on(e.ResponseReceived)
def _(state: State, event: e.ResponseReceived) -> None:
    answered = [s for s in state.stages.values() if s.response and event.stage in (None, s.number)]
    if answered:
        answered[-1].received = event.on


@_on(e.NoticeBounced)
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


# ---- the next stage -------------------------------------------------------------------------


@_on(e.EscalationRequested)
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


@_on(e.Escalated)
def _(state: State, event: e.Escalated) -> None:
    state.stages[2].escalated = event.on


@_on(e.EscalationRefused)
def _(state: State, event: e.EscalationRefused) -> None:
    if state.asked_again:
        state.asked_again = False
        return
    if event.ground == "not_answered_yet":
        state.requested = None
    state.stages.pop(2, None)
    state.stage = 1


@_on(e.PanelConvened)
def _(state: State, event: e.PanelConvened) -> None:
    if stage := state.at(event):
        stage.panel, stage.panel_met = event.members, ()


@_on(e.PanelMet)
def _(state: State, event: e.PanelMet) -> None:
    if stage := state.at(event):
        stage.panel_met = event.members


@_on(e.VariationAuthorised)
def _(state: State, event: e.VariationAuthorised) -> None:
    state.variations |= event.replaces


@_on(e.ExternalAssistanceSought)
def _(state: State, event: e.ExternalAssistanceSought) -> None:
    state.assistance_sought = True


@_on(e.ExternalAssistanceEnded)
def _(state: State, event: e.ExternalAssistanceEnded) -> None:
    state.assistance_sought = False


# ---- safety, behaviour, ending --------------------------------------------------------------


@_on(e.SafetyAlerted)
def _(state: State, event: e.SafetyAlerted) -> None:
    state.alerted.setdefault(event.to, event.on)


@_on(e.CandourStep)
def _(state: State, event: e.CandourStep) -> None:
    state.candour.setdefault(event.step, event.on)


@_on(e.RestrictionSet)
def _(state: State, event: e.RestrictionSet) -> None:
    state.restriction = event


@_on(e.RemedyCompleted)
def _(state: State, event: e.RemedyCompleted) -> None:
    state.remedies[event.id].done = event.on


@_on(e.ComplainantSatisfied)
def _(state: State, event: e.ComplainantSatisfied) -> None:
    state.satisfied = True


@_on(e.Withdrawn)
def _(state: State, event: e.Withdrawn) -> None:
    if not state.closed:
        state.withdrawn = event.on


@_on(e.Closed)
def _(state: State, event: e.Closed) -> None:
    state.closed, state.closed_for = event.on, event.ground


@_on(e.Reopened)
def _(state: State, event: e.Reopened) -> None:
    before = state.stages.get(1)
    state.closed = state.withdrawn = state.refused = state.closed_for = state.requested = None
    state.survey_sent = state.referred_to = None
    state.satisfied = state.asked_again = state.assistance_sought = False
    state.bounced.clear()
    state.formal, state.triaged, state.stage, state.reopened = True, "complaint", 1, event.on
    points = dict(before.points) if before else {}
    state.stages = {1: Stage(1, event.on, points=points, subjects=dict(before.subjects) if before else {})}
    for remedy in state.remedies.values():
        remedy.stage = 0


# ---- redress and afterwards -----------------------------------------------------------------


@_on(e.OmbudsmanReferred)
def _(state: State, event: e.OmbudsmanReferred) -> None:
    state.with_ombudsman, state.referral_route = True, event.route


@_on(e.EvidenceRequested)
def _(state: State, event: e.EvidenceRequested) -> None:
    state.with_ombudsman = True
    state.evidence[event.id] = Promise(event.on, event.what, event.by)


@_on(e.EvidenceDateRevised)
def _(state: State, event: e.EvidenceDateRevised) -> None:
    state.evidence[event.id].revised = event.until


@_on(e.EvidenceProvided)
def _(state: State, event: e.EvidenceProvided) -> None:
    state.evidence[event.id].done = event.on


@_on(e.Determined)
def _(state: State, event: e.Determined) -> None:
    state.with_ombudsman = False


@_on(e.OrderMade)
def _(state: State, event: e.OrderMade) -> None:
    state.orders[event.id] = Promise(event.on, event.what, event.by, kind=event.kind_ or "order")


@_on(e.FailureOrderMade)
def _(state: State, event: e.FailureOrderMade) -> None:
    state.orders[event.id] = Promise(event.on, event.what, event.by, kind=event.kind_ or "failure order")


@_on(e.OrderCompleted)
def _(state: State, event: e.OrderCompleted) -> None:
    state.orders[event.id].done = event.on


@_on(e.SurveySent)
def _(state: State, event: e.SurveySent) -> None:
    state.survey_sent = state.survey_sent or event.on


@_on(e.Disposed)
def _(state: State, event: e.Disposed) -> None:
    state.disposed = event.on
