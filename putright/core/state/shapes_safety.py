"""What a complaint carries beside itself: risk, hazards in the home, matters with a route of their own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from putright.core import events as e

Moment = tuple[date, str | None]
"""A local date, and the hour where it is known."""


@dataclass(slots=True)
class Hazard:
    """A hazard in the home. `known`: when the landlord learnt of it; `emergency`: when it was told of as one."""

    id: str
    kind: e.HazardKind
    what: str
    known: Moment
    tenure: e.Tenure | None
    emergency: Moment | None = None
    investigated: e.HazardInvestigated | None = None
    summary: date | None = None
    safe: e.HazardMadeSafe | None = None
    begun: date | None = None
    completed: date | None = None
    rehoused: e.Rehoused | None = None
    attempts: list[e.AccessAttempted] = field(default_factory=list)

    @property
    def found(self) -> str | None:
        """What the investigation found; None before it."""
        return self.investigated.found if self.investigated else None

    @property
    def further(self) -> bool:
        """Whether works are wanted beyond making it safe: so it is taken until somebody says otherwise."""
        return self.found != "none" and (not self.safe or self.safe.further)

    @property
    def over(self) -> bool:
        """Whether nothing more is to be done about it."""
        if self.found == "none":
            return bool(self.summary)
        dealt = bool(self.safe) and (bool(self.completed) or not self.further)
        return bool(dealt and self.investigated and self.summary)


@dataclass(slots=True)
class Procedure:
    """A matter with a route of its own, and how far it has come there. `received`: the day that it came in."""

    id: str
    procedure: e.ProcedureName
    what: str
    points: tuple[str, ...]
    received: date
    opened: date
    to: str = ""
    contact: str = ""
    told: date | None = None
    acknowledged: date | None = None
    concluded: date | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Raised:
    """A flag as it was learnt: on which day, and as which event of the case (from 0)."""

    on: date
    n: int


@dataclass(frozen=True, slots=True)
class Told:
    """An alert that was given, and as which event of the case."""

    alert: e.SafetyAlerted
    n: int


@dataclass(slots=True)
class Safety:
    """Who is at risk, from what, and what is done about it."""

    assessment: e.Assessed | None = None
    raised: dict[e.Flag, Raised] = field(default_factory=dict)
    alerts: list[Told] = field(default_factory=list)
    candour: list[e.CandourStep] = field(default_factory=list)
    hazards: dict[str, Hazard] = field(default_factory=dict)
    procedures: dict[str, Procedure] = field(default_factory=dict)

    @property
    def elsewhere(self) -> frozenset[str]:
        """The points of the complaint, by id, that go to another procedure."""
        return frozenset(point for one in self.procedures.values() for point in one.points)

    @property
    def open_hazards(self) -> list[Hazard]:
        """The hazards about which something is still to be done."""
        return [hazard for hazard in self.hazards.values() if not hazard.over]
