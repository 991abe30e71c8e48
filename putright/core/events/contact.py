"""Keeping in touch: contacts, updates, promised dates."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from msgspec import Meta

from putright.core.events.base import Event, Words


class Contacted(Event, frozen=True, kw_only=True):
    method: str | None = None
    to: str | None = None
    reached: bool = True
    what: Words = ""


class UpdateSent(Event, frozen=True, kw_only=True):
    method: str | None = None
    to: str | None = None
    what: Words = ""


class UpdatesAgreed(Event, frozen=True, kw_only=True):
    every_working_days: Annotated[int, Meta(ge=1, le=60)]
    method: str | None = None


class Extended(Event, frozen=True, kw_only=True):
    until: date
    reason: Words
    agreed: bool = False
    ombudsman_details: bool = True
    good_reason: bool = False
