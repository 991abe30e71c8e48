"""Asking for stage 2, and who reviews."""

from __future__ import annotations

from typing import Literal

from putright.core.events.base import Event, GivenFact, Words

EscalationGround = Literal["out_of_time", "not_answered_yet", "already_at_final_stage", "legal_proceedings"]


class EscalationRequested(GivenFact, frozen=True, kw_only=True):
    reason: Words = ""


class Escalated(Event, frozen=True, kw_only=True):
    explanation: Words = ""


class EscalationRefused(Event, frozen=True, kw_only=True):
    ground: EscalationGround
    explanation: Words


class PanelConvened(Event, frozen=True, kw_only=True):
    members: tuple[str, ...]


class PanelMet(Event, frozen=True, kw_only=True):
    members: tuple[str, ...]
    minutes: Words = ""


class VariationAuthorised(Event, frozen=True, kw_only=True):
    by_role: str
    reason: Words
    replaces: dict[str, str]
