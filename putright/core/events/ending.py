"""How a complaint ends, or begins again."""

from __future__ import annotations

from putright.core.events.base import Event, GivenFact, Words


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


class Disposed(Event, frozen=True, kw_only=True):
    pass
