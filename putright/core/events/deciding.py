"""The decision, point by point, the answer, and putting things right."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from putright.core.events.base import Event, GivenFact, Words

Verdict = Literal["upheld", "partly_upheld", "not_upheld"]


class Finding(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The decision on one point. `adverse` marks one that goes against somebody."""

    finding: Verdict
    reasons: Words
    adverse: bool = False


class Remedy(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Something promised to put things right, and by when. `amount` in pounds."""

    kind: str
    what: Words
    by: date
    amount: float | None = None
    reason: Words = ""


class Decided(Event, frozen=True, kw_only=True):
    findings: dict[str, Finding]
    remedies: dict[str, Remedy] = {}
    outstanding: tuple[Words, ...] = ()
    handling: Words = ""


class ResponseSent(Event, frozen=True, kw_only=True):
    method: str
    by: str | None = None
    omits: tuple[str, ...] = ()


class ResponseReceived(GivenFact, frozen=True, kw_only=True):
    pass


class RemedyCompleted(Event, frozen=True, kw_only=True):
    id: str
