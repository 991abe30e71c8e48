"""People at risk: alerts and the duty of candour."""

from __future__ import annotations

from putright.core.events.base import Event


class SafetyAlerted(Event, frozen=True, kw_only=True):
    to: str


class CandourStep(Event, frozen=True, kw_only=True):
    step: str
