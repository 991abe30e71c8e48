"""What a case's state holds of redress bodies and of behaviour."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from putright.core import events as e


@dataclass(slots=True)
class Referral:
    """One body that has, or had, the complaint. `findings` are its own, point by point."""

    body: str
    on: date
    referred: date | None = None
    route: str | None = None
    reference: str = ""
    determined: date | None = None
    finding: str | None = None
    findings: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Redress:
    """The bodies by their ids ("" is the one the complaint goes to next), and what came of their asking.

    `overruled`: the grounds on which the complaint was refused before a body told the landlord to take it on.
    """

    referrals: dict[str, Referral] = field(default_factory=dict)
    failures: dict[str, e.FailureOrderMade] = field(default_factory=dict)
    concerns: list[e.ConcernRaised] = field(default_factory=list)
    answers: dict[str, e.RecommendationAnswered] = field(default_factory=dict)
    proofs: dict[str, e.OrderCompleted | e.NoticeAnswered] = field(default_factory=dict)
    revisions: dict[str, list[e.EvidenceDateRevised]] = field(default_factory=dict)
    final: date | None = None
    overruled: frozenset[str] = frozenset()

    @property
    def open(self) -> list[Referral]:
        """The bodies that have the complaint and have not decided it."""
        return [referral for referral in self.referrals.values() if not referral.determined]


@dataclass(slots=True)
class Conduct:
    """Incidents by id, and what was decided. `decided_by`, `told` and `appeal` are of the decision in force.

    `decided`: the appeal that the last review decided, if one did.
    """

    incidents: dict[str, e.BehaviourRecorded] = field(default_factory=dict)
    warnings: list[e.WarningGiven] = field(default_factory=list)
    restrictions: list[e.RestrictionSet] = field(default_factory=list)
    reviews: list[e.RestrictionReviewed] = field(default_factory=list)
    decided_by: str | None = None
    told: date | None = None
    appeal: e.RestrictionAppealed | None = None
    decided: e.RestrictionAppealed | None = None
    ended: tuple[date | None, date] | None = None

    @property
    def targets(self) -> set[str]:
        """Everyone whom an incident was directed at."""
        return {name for incident in self.incidents.values() for name in incident.towards}
