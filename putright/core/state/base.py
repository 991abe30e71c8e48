"""What a complaint's events add up to: the shapes, and how one event follows another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeVar

from putright.core import events as e
from putright.core.events import Event, Flag, StageName
from putright.core.state.promise import Promise
from putright.core.state.shapes_contact import Extending, Promised
from putright.core.state.shapes_inquiry import Inquiry
from putright.core.state.shapes_learning import Learning
from putright.core.state.shapes_links import Entry, Message, Together
from putright.core.state.shapes_needs import Helps
from putright.core.state.shapes_people import Approval, Sitting, Standing
from putright.core.state.shapes_redress import Conduct, Redress
from putright.core.state.shapes_remedies import PromisedRemedy
from putright.core.state.shapes_safety import Safety

THEIRS = ("complainant", "representative")
"""What an event calls the complainant's side by, beside their parties' keys and who they are to the landlord."""
Status = Literal["triage", "open", "answered", "closed", "refused", "not_a_complaint", "withdrawn"]


@dataclass(slots=True)
class Stage:
    """One stage of the procedure. `opened` is the day of receipt (stage 1) or of the request (stage 2).

    `left`: of each letter that waited to leave, the day it did (None: it waits still). `requests` and `asked`: what
    the complainant said in asking for stage 2, and the points they want reviewed where that is not all of them. `told`:
    the first day on which anything was written or said to them from which they may know its dates.
    """

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
    extensions: list[Extending] = field(default_factory=list)
    left: dict[str, date | None] = field(default_factory=dict)
    requests: list[e.EscalationRequested] = field(default_factory=list)
    asked: tuple[str, ...] = ()
    findings: dict[str, e.Finding] = field(default_factory=dict)
    outstanding: tuple[str, ...] = ()
    handling: str = ""
    impact: dict[e.Factor, str] = field(default_factory=dict)
    no_remedy: dict[str, str] = field(default_factory=dict)
    decided: date | None = None
    decided_by: str | None = None
    response: e.ResponseSent | None = None
    received: date | None = None
    handlers: list[str] = field(default_factory=list)
    contacted: bool = False
    heard: set[str] = field(default_factory=set)
    shared: dict[str, e.FindingsShared] = field(default_factory=dict)
    commented: set[str] = field(default_factory=set)
    unanswered: dict[str, str] = field(default_factory=dict)
    answered: dict[str, str] = field(default_factory=dict)
    plan: e.InvestigationPlanned | None = None
    urgent_done: bool = False
    panel: tuple[str, ...] = ()
    panel_met: tuple[str, ...] = ()
    sitting: Sitting = field(default_factory=Sitting)
    reported: bool = False
    vacant: bool = False
    told: date | None = None

    @property
    def handler(self) -> str | None:
        """Who has the stage now; nobody while it is handed back."""
        return self.handlers[-1] if self.handlers and not self.vacant else None

    @property
    def undecided(self) -> list[str]:
        """The points, by id, that have no finding yet."""
        return [point for point in self.points if point not in self.findings]


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
    remedies: dict[str, PromisedRemedy] = field(default_factory=dict)
    evidence: dict[str, Promise] = field(default_factory=dict)
    orders: dict[str, Promise] = field(default_factory=dict)
    notices: dict[str, Promise] = field(default_factory=dict)
    redress: Redress = field(default_factory=Redress)
    speakers: frozenset[str] = frozenset()
    promises: dict[str, Promised] = field(default_factory=dict)
    updates_every: int | None = None
    updated: date | None = None
    candour: dict[str, date] = field(default_factory=dict)
    consents: set[str] = field(default_factory=set)
    variations: dict[str, str] = field(default_factory=dict)
    restriction: e.RestrictionSet | None = None
    conduct: Conduct = field(default_factory=Conduct)
    helps: Helps = field(default_factory=Helps)
    representative: str | None = None
    brought_by: str | None = None
    identity: str = ""
    outcomes: tuple[str, ...] = ()
    attainable: tuple[str, ...] = ()
    unattainable: dict[str, str] = field(default_factory=dict)
    loss: str = ""
    contact: str = ""
    assistance_sought: bool = False
    survey_sent: date | None = None
    unrelated: list[str] = field(default_factory=list)
    bounced: set[str] = field(default_factory=set)
    vacant: bool = False
    approvals: dict[str, Approval] = field(default_factory=dict)
    standing: Standing = field(default_factory=Standing)
    inquiry: Inquiry = field(default_factory=Inquiry)
    safety: Safety = field(default_factory=Safety)
    messages: dict[str, Message] = field(default_factory=dict)
    together: Together = field(default_factory=Together)
    entry: Entry = field(default_factory=Entry)
    learning: Learning = field(default_factory=Learning)
    seen: set[str] = field(default_factory=set)

    @property
    def anonymous(self) -> bool:
        """Whether nobody can be answered."""
        return self.source == "anonymous"

    @property
    def adjustments(self) -> list[str]:
        """The adjustments in force, in the words they were recorded in."""
        return [one.what for one in self.helps.recorded]

    @property
    def with_ombudsman(self) -> bool:
        """Whether any redress body has the complaint and has not decided it."""
        return bool(self.redress.open)

    @property
    def current(self) -> Stage | None:
        """The stage the complaint is at; None while it is informal."""
        return None if self.stage == "informal" else self.stages.get(self.stage)

    @property
    def handler(self) -> str | None:
        """Who has the complaint now."""
        if self.current:
            return self.current.handler
        return self.informal_handlers[-1] if self.informal_handlers and not self.vacant else None

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

    def approved(self, of: str, ground: str | None = None) -> tuple[str, ...]:
        """Who has approved it, by id, in the last request for this purpose (and ground) that still stands."""
        asked = [one for one in self.approvals.values() if one.stands and one.is_for(of, ground)]
        return asked[-1].given if asked else ()

    def use_approval(self, of: str, ground: str | None = None) -> None:
        """Lets an approval be used up by what it was for, so that the next one of its kind is asked for anew."""
        for one in self.approvals.values():
            if one.stands and one.is_for(of, ground):
                one.used = True

    def at(self, event: Event) -> Stage | None:
        """The stage an event is about: the one it names, or the current one."""
        return self.stages.get(event.stage) if isinstance(event.stage, int) else self.current


LETTERS = {
    "acknowledged": "acknowledgement", "extended": "extension", "refused": "refusal",
    "escalation_refused": "escalation_refusal", "response_sent": "response",
}  # fmt: skip
"""The letters that a second person may have to approve, by the events they give notice of."""

TELLS = frozenset({
    "acknowledged", "extended", "redirected", "reopened", "own_account_requested", "policy_copy", "update_sent",
    "contacted", "procedure_step", "warning_given", "restriction_told", "restriction_reviewed", "findings_shared",
    "comments_answered", "mediation_offered", "detriment_concluded", "panel_convened", "hazard_summary_sent",
    "candour_step", "escalation_refused", "response_sent",
})  # fmt: skip
"""What is written or said to the complainant's side, in which the dates of the stage may stand."""

_E = TypeVar("_E", bound=Event)
_STEPS: dict[type[Event], Callable[[State, Event], None]] = {}


def on(kind: type[_E]) -> Callable[[Callable[[State, _E], None]], Callable[[State, _E], None]]:
    """Register what an event does to the state."""

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
    if event.kind in TELLS and _for_them(state, event):
        for stage in state.stages.values():
            stage.told = stage.told or event.on
    if event.kind in LETTERS:
        state.use_approval("letter", LETTERS[event.kind])
    state.seen.add(event.kind)
    state.last = event.on
    state.version += 1


def _for_them(state: State, event: Event) -> bool:
    reached = not isinstance(event, e.Contacted) or event.reached
    return reached and (not isinstance(event, e.Contacted | e.UpdateSent) or is_for_them(state, event.to))


def is_for_them(state: State, to: str | None) -> bool:
    """Whether a contact is with the complainant or whoever speaks for them; `to` left out, it is."""
    return to is None or to in state.speakers


def _begin(event: e.Received) -> State:
    return State(
        received=event.on, channel=event.channel, source=event.from_, oral=event.is_oral, brand=event.brand,
        about=event.about, occurred=event.occurred, ended=event.ended, flags=frozenset(event.flags),
        text=event.text, party=event.party, last=event.on, version=1, seen={"received"},
        speakers=frozenset(filter(None, (*THEIRS, event.from_, event.party))),
        stages={1: Stage(1, event.on)}, outcomes=event.outcomes, attainable=event.attainable,
        unattainable=dict(event.unattainable), loss=event.loss, contact=event.contact, brought_by=event.brought_by,
    )  # fmt: skip
