"""How a complaint ends, or begins again."""

from __future__ import annotations

from datetime import date
from typing import Literal

from putright.core.events.base import Event, GivenFact, Words

Hold = Literal["claim", "ombudsman", "inquiry", "subject_access", "audit", "other"]
"""Why the records of a closed case must be kept beyond their time."""
HOLDS: dict[Hold, str] = {
    "claim": "a legal claim", "ombudsman": "an Ombudsman’s case", "inquiry": "an inquiry",
    "subject_access": "somebody’s request for their own data", "audit": "an audit", "other": "another reason",
}  # fmt: skip
"""The same in words."""


class ComplainantSatisfied(GivenFact, frozen=True, kw_only=True):
    ground: str | None = None
    decided_by: str | None = None
    evidence: Words = ""


class Withdrawn(GivenFact, frozen=True, kw_only=True):
    ground: str | None = None
    decided_by: str | None = None
    evidence: Words = ""


class Closed(Event, frozen=True, kw_only=True):
    ground: str | None = None
    decided_by: str | None = None
    evidence: Words = ""
    instructed_by: str | None = None
    equality_considered: bool = True


class Reopened(Event, frozen=True, kw_only=True):
    instructed_by: str | None = None
    ground: str | None = None
    decided_by: str | None = None
    evidence: Words = ""


class LegalProceedingsEnded(GivenFact, frozen=True, kw_only=True):
    """The claim that was filed is decided, settled or given up."""

    what: Words = ""


class HoldPlaced(Event, frozen=True, kw_only=True):
    """The case's records are not disposed of while this stands, to be followed by its `id`."""

    id: str
    why: Hold
    what: Words = ""
    review_on: date | None = None


class HoldLifted(Event, frozen=True, kw_only=True):
    id: str
    reason: Words


class Disposed(Event, frozen=True, kw_only=True):
    pass
