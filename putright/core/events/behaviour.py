"""Unreasonable behaviour: incidents, warnings, and restrictions on contact with their reviews."""

from __future__ import annotations

from datetime import date
from typing import Literal

from putright.core.events.base import Event, GivenFact, Words


class BehaviourRecorded(Event, frozen=True, kw_only=True):
    what: Words = ""
    decided_by: str | None = None
    review_on: date | None = None
    equality_considered: bool = True
    id: str | None = None
    about: str = "complainant"
    towards: tuple[str, ...] = ()
    witnesses: Words = ""
    evidence: Words = ""


class WarningGiven(Event, frozen=True, kw_only=True):
    what: Words
    decided_by: str
    method: str | None = None


class RestrictionSet(Event, frozen=True, kw_only=True):
    """`scope`: which contact it covers, and which it does not; `appeal`: how to appeal against it."""

    what: Words
    decided_by: str
    review_on: date | None = None
    equality_considered: bool = True
    id: str | None = None
    evidence: tuple[str, ...] = ()
    approved_by: tuple[str, ...] = ()
    contact: Words = ""
    equality: Words = ""
    without_warning: Words = ""
    scope: Words = ""
    appeal: Words = ""


class RestrictionTold(Event, frozen=True, kw_only=True):
    method: str


class RestrictionReviewed(Event, frozen=True, kw_only=True):
    """`method`: how they were told of it in writing, where its own letter tells them."""

    outcome: Literal["kept", "changed", "lifted"]
    reason: Words
    decided_by: str
    review_on: date | None = None
    what: Words = ""
    contact: Words = ""
    method: str | None = None


class RestrictionAppealed(GivenFact, frozen=True, kw_only=True):
    text: Words = ""
