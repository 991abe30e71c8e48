"""The redress bodies: who has the complaint, what they ask, find and order, and what was done about it.

`body` is an id of the register of redress bodies; left out, it is the body the complaint goes to next.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from putright.core.events.base import Event, GivenFact, Words


class OmbudsmanReferred(GivenFact, frozen=True, kw_only=True):
    route: Literal["designated_person", "direct"] | None = None
    body: str | None = None
    reference: Words = ""


class RedressFact(GivenFact, frozen=True, kw_only=True):
    """Something a redress body did: an `id` to follow it by, `what` it asks, and `by` when."""

    id: str = "1"
    finding: str | None = None
    what: Words = ""
    by: date | None = None
    kind_: str | None = None
    body: str | None = None


class RedressStep(Event, frozen=True, kw_only=True):
    """Something the landlord did about what a redress body asked under `id`."""

    id: str = "1"
    what: Words = ""


class EvidenceRequested(RedressFact, frozen=True, kw_only=True):
    pass


class EvidenceDateRevised(RedressStep, frozen=True, kw_only=True):
    until: date
    agreed_with: Words = ""
    reason: Words = ""


class EvidenceProvided(RedressStep, frozen=True, kw_only=True):
    pass


class Determined(RedressFact, frozen=True, kw_only=True):
    findings: dict[str, str] = {}


class OrderMade(RedressFact, frozen=True, kw_only=True):
    pass


class OrderCompleted(RedressStep, frozen=True, kw_only=True):
    proof: Words = ""
    file: str | None = None


class RecommendationAnswered(RedressStep, frozen=True, kw_only=True):
    answer: Literal["accepted", "partly", "declined"]


class FailureOrderMade(RedressFact, frozen=True, kw_only=True):
    reasons: Words = ""


class HandlingFailureNotified(RedressFact, frozen=True, kw_only=True):
    pass


class NoticeAnswered(RedressStep, frozen=True, kw_only=True):
    proof: Words = ""
    file: str | None = None


class ConcernRaised(GivenFact, frozen=True, kw_only=True):
    with_: str
    what: Words
    body: str | None = None
