"""Who must not touch a complaint, and who must agree before something is done."""

from __future__ import annotations

from typing import Literal

from putright.core.events.base import Event, GivenFact, Words

ApprovalOf = Literal["refusal", "restriction", "warning", "closing", "compensation", "extension", "letter"]


class ApprovalAsked(Event, frozen=True, kw_only=True):
    """A request that somebody agrees. Of a letter: `ground` is its kind, `words` what tells its words from others."""

    id: str
    of: ApprovalOf
    what: Words
    roles: tuple[str, ...]
    ground: str | None = None
    by: str | None = None
    words: str | None = None


class ApprovalGiven(Event, frozen=True, kw_only=True):
    id: str
    by: str
    reason: Words = ""


class ApprovalDeclined(Event, frozen=True, kw_only=True):
    id: str
    by: str
    reason: Words


class InterestDeclared(GivenFact, frozen=True, kw_only=True):
    who: str
    what: Words = ""


class Recused(GivenFact, frozen=True, kw_only=True):
    who: str
    reason: Words = ""


class ConflictCleared(Event, frozen=True, kw_only=True):
    who: str
    by: str
    reason: Words
