"""Keeping in touch: contacts, updates, promised dates, extensions."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from msgspec import Meta

from putright.core.events.base import Event, Words


class Contacted(Event, frozen=True, kw_only=True):
    """A contact or an attempt at one. `keeps`: the promises it is about; it keeps them only where it `reached`.

    `interpreter`: somebody interpreted, or a relay service was used.
    """

    method: str | None = None
    to: str | None = None
    reached: bool = True
    what: Words = ""
    keeps: tuple[str, ...] = ()
    interpreter: bool = False


class UpdateSent(Event, frozen=True, kw_only=True):
    method: str | None = None
    to: str | None = None
    what: Words = ""
    keeps: tuple[str, ...] = ()


class UpdatesAgreed(Event, frozen=True, kw_only=True):
    every_working_days: Annotated[int, Meta(ge=1, le=60)]
    method: str | None = None


class PromiseMade(Event, frozen=True, kw_only=True):
    """Something promised to the complainant, or whoever speaks for them, by a date."""

    id: str
    what: Words
    by: date
    method: str | None = None
    to: str | None = None


class PromiseRevised(Event, frozen=True, kw_only=True):
    id: str
    until: date
    agreed: bool = False
    reason: Words = ""


class AdviceSetAside(Event, frozen=True, kw_only=True):
    """Advice on a letter that was not followed: which `rule` gave it, on which letter (`of`), about which words."""

    rule: str
    of: str
    reason: Words
    excerpt: Words = ""
    by: str | None = None


class Extended(Event, frozen=True, kw_only=True):
    """More time to answer. `queued`: its letter waits to leave, and it counts from the day that does."""

    until: date
    reason: Words
    agreed: bool = False
    ombudsman_details: bool = True
    good_reason: bool = False
    approved_by: tuple[str, ...] = ()
    queued: bool = False
