"""The shapes of finding out what happened: requests, evidence, meetings, what each side owes, worse treatment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from putright.core import events as e


@dataclass(slots=True)
class Request:
    """Information asked for. `from_` and `named` say of whom, as in `events.PlanItem`."""

    on: date
    what: str
    from_: str
    by: date
    named: str = ""
    plan: str | None = None
    chased: list[date] = field(default_factory=list)
    answer: str = ""
    done: date | None = None
    dropped: e.InformationDropped | None = None

    @property
    def open(self) -> bool:
        """Whether it still waits for an answer."""
        return not self.done and not self.dropped


@dataclass(slots=True)
class Detriment:
    """An allegation of worse treatment for having complained, and what somebody uninvolved made of it."""

    on: date
    text: str
    about: tuple[str, ...] = ()
    to: str | None = None
    concluded: e.DetrimentConcluded | None = None


@dataclass(slots=True)
class Inquiry:
    """What the complaint's investigation has gathered, at whichever stage. `informed`: stage 1 handlers, and when."""

    requests: dict[str, Request] = field(default_factory=dict)
    evidence: dict[str, e.EvidenceRecorded] = field(default_factory=dict)
    meetings: list[e.InterviewHeld | e.MeetingHeld] = field(default_factory=list)
    obligations: e.ObligationsRecorded | None = None
    shortfalls: list[e.ShortfallRecorded] = field(default_factory=list)
    supported: set[str] = field(default_factory=set)
    informed: dict[str, date] = field(default_factory=dict)
    detriments: dict[str, Detriment] = field(default_factory=dict)

    @property
    def alleged(self) -> list[str]:
        """The allegations of worse treatment, by id, that nobody has concluded."""
        return [key for key, detriment in self.detriments.items() if not detriment.concluded]
