"""People at risk: flags learnt later, alerts and the duty of candour."""

from __future__ import annotations

from putright.core.events.arriving import Flag
from putright.core.events.base import Event, GivenFact, Words


class FlagRaised(GivenFact, frozen=True, kw_only=True):
    flag: Flag
    what: Words = ""


class SafetyAlerted(Event, frozen=True, kw_only=True):
    to: str
    flag: Flag | None = None
    who: Words = ""
    method: str | None = None
    by: str | None = None
    what: Words = ""


class CandourStep(Event, frozen=True, kw_only=True):
    step: str
    by: str | None = None
    to: Words = ""
    method: str | None = None
    what: Words = ""
