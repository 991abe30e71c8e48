"""Finding out what happened, and hearing both sides."""

from __future__ import annotations

from datetime import date

from putright.core.events.base import Event, GivenFact, Words


class MediationOffered(Event, frozen=True, kw_only=True):
    what: Words = ""


class MediationAnswered(Event, frozen=True, kw_only=True):
    answer: str


class ExternalAssistanceSought(Event, frozen=True, kw_only=True):
    from_: Words = ""
    what: Words = ""
    by: str | None = None
    reason: Words = ""


class ExternalAssistanceEnded(Event, frozen=True, kw_only=True):
    result: Words


class PositionHeard(Event, frozen=True, kw_only=True):
    party: str
    what: Words = ""


class FindingsShared(Event, frozen=True, kw_only=True):
    with_: str
    comment_by: date | None = None


class CommentsReceived(GivenFact, frozen=True, kw_only=True):
    from_: str
    text: Words = ""
