"""Unreasonable behaviour and restrictions on contact."""

from __future__ import annotations

from datetime import date

from putright.core.events.base import Event, Words


class BehaviourRecorded(Event, frozen=True, kw_only=True):
    what: Words = ""
    decided_by: str | None = None
    review_on: date | None = None
    equality_considered: bool = True


class RestrictionSet(Event, frozen=True, kw_only=True):
    what: Words
    decided_by: str
    review_on: date | None = None
    equality_considered: bool = True
