"""The decision, point by point, the answer, and putting things right."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

from putright.core.events.base import Event, GivenFact, Words

Verdict = Literal["upheld", "partly_upheld", "not_upheld"]


class Finding(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The decision on one point. `adverse` marks one that goes against somebody."""

    finding: Verdict
    reasons: Words
    adverse: bool = False


Head = Literal["statutory", "loss", "time_and_trouble", "distress"]
"""What compensation may be for: the heads that are considered in turn (C20-B5.9)."""
Factor = Literal["duration", "frequency", "severity", "failures", "together", "circumstances"]
"""What a remedy weighs (C20-B5.7)."""
Level = Literal["service_failure", "maladministration", "serious", "severe"]
"""How serious a failure was, by the Ombudsman's guidance, the mildest first."""
Amount = Annotated[float, Meta(ge=0, le=10_000_000)]
"""Pounds."""


class Line(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One line of compensation: what it is for, how much in pounds, and how that was worked out."""

    head: Head
    amount: Amount
    reason: Words = ""


class Remedy(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Something promised to put things right, and by when. `amount` in pounds, worked out in `lines`.

    `points`: the upheld points it answers. `owner`: who sees to it. `level`: how serious the failure was, by the
    Ombudsman's bands; `departs`: why the money lies outside them or the landlord's own scheme. `replaces`: a remedy
    promised earlier in whose place it stands; `reason` then says why. `advice`: on words that admit no liability.
    """

    kind: str
    what: Words
    by: date
    amount: Amount | None = None
    reason: Words = ""
    points: tuple[str, ...] = ()
    owner: str = ""
    deliverable: bool = True
    fair: bool = True
    lines: tuple[Line, ...] = ()
    level: str = ""
    departs: Words = ""
    without_admission: bool = False
    advice: Words = ""
    replaces: str = ""


class Decided(Event, frozen=True, kw_only=True):
    """`impact`: the factors that were weighed. `no_remedy`: why a point that is upheld has none. `by`: who decides."""

    findings: dict[str, Finding]
    remedies: dict[str, Remedy] = {}
    outstanding: tuple[Words, ...] = ()
    handling: Words = ""
    impact: dict[Factor, Words] = {}
    no_remedy: dict[str, Words] = {}
    by: str | None = None


class ResponseSent(Event, frozen=True, kw_only=True):
    """`queued`: its letter waits to leave, and it counts from the day that does."""

    method: str
    by: str | None = None
    omits: tuple[str, ...] = ()
    queued: bool = False


class ResponseReceived(GivenFact, frozen=True, kw_only=True):
    pass
