"""What a complaint's events add up to: the shapes, and how one event follows another."""

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
