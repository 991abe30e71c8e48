"""Asking for stage 2, and who reviews."""

from __future__ import annotations

from datetime import date
from typing import Literal

from putright.core.events.base import Event, GivenFact, Words

TakingPart = Literal["in_person", "by_phone", "in_writing", "no"]
EscalationGround = Literal["out_of_time", "not_answered_yet", "already_at_final_stage", "legal_proceedings"]


class EscalationRequested(GivenFact, frozen=True, kw_only=True):
    """`points`: those they want reviewed; none named is all of them. `reason` is theirs to give or not."""

    reason: Words = ""
    points: tuple[str, ...] = ()
    method: str | None = None


class Escalated(Event, frozen=True, kw_only=True):
    """What was considered on taking it to stage 2 (C20-B4.12).

    `about` what the review is, who is kept `informed`, what `evidence` it needs, what `outcome` would resolve it.
    """

    explanation: Words = ""
    about: Words = ""
    informed: Words = ""
    evidence: Words = ""
    outcome: Words = ""


class EscalationRefused(Event, frozen=True, kw_only=True):
    ground: EscalationGround
    explanation: Words


class PanelInvited(Event, frozen=True, kw_only=True):
    """Members asked to sit, with the days proposed for the meeting."""

    members: tuple[str, ...]
    dates: tuple[date, ...]
    reply_by: date | None = None


class AvailabilityGiven(GivenFact, frozen=True, kw_only=True):
    """On which of the proposed days a member, or the complainant, can come; on none where there are none."""

    member: str
    dates: tuple[date, ...] = ()


class PanelConvened(Event, frozen=True, kw_only=True):
    members: tuple[str, ...]
    meets_on: date | None = None


class PapersSent(Event, frozen=True, kw_only=True):
    """The papers of the panel went `to` a member or the complainant, in a format such as large_print."""

    to: str
    what: Words
    format: str


class PanelMet(Event, frozen=True, kw_only=True):
    """`complainant_took_part`: in_person, by_phone, in_writing or no. `dissent`: a member's own words, by id."""

    members: tuple[str, ...]
    minutes: Words = ""
    complainant_took_part: TakingPart | None = None
    companion: Words = ""
    decision: Words = ""
    dissent: dict[str, Words] = {}


class VariationAuthorised(Event, frozen=True, kw_only=True):
    by_role: str
    reason: Words
    replaces: dict[str, str]
