"""The redress body: its requests, determinations and orders."""

from __future__ import annotations

from datetime import date
from typing import Literal

from putright.core.events.base import Event, GivenFact, Words


class OmbudsmanReferred(GivenFact, frozen=True, kw_only=True):
    route: Literal["designated_person", "direct"] | None = None


class RedressFact(GivenFact, frozen=True, kw_only=True):
    """Something the redress body did: an `id` to follow it by, `what` it asks, and `by` when."""

    id: str = "1"
    finding: str | None = None
    what: Words = ""
    by: date | None = None
    kind_: str | None = None


class RedressStep(Event, frozen=True, kw_only=True):
    """Something the landlord did about what the redress body asked under `id`."""

    id: str = "1"
    what: Words = ""


class EvidenceRequested(RedressFact, frozen=True, kw_only=True):
    pass


class EvidenceDateRevised(RedressStep, frozen=True, kw_only=True):
    until: date


class EvidenceProvided(RedressStep, frozen=True, kw_only=True):
    pass


class Determined(RedressFact, frozen=True, kw_only=True):
    pass


class OrderMade(RedressFact, frozen=True, kw_only=True):
    pass


class OrderCompleted(RedressStep, frozen=True, kw_only=True):
    pass


class FailureOrderMade(RedressFact, frozen=True, kw_only=True):
    pass
