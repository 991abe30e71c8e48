"""What a complaint has to do with others, and who brings it together."""

from __future__ import annotations

from typing import Literal

from putright.core.events.base import Event, GivenFact, Words

LinkedAs = Literal["service_request", "complaint", "duplicate", "same_matter", "earlier"]


class CaseLinked(Event, frozen=True, kw_only=True):
    """Another case (`case`, its reference) belongs to this one. Linking merges no clocks: each keeps its own.

    `how`: what the other is to this one. `service_request`: the request this complaint is about, which goes on;
    `complaint`: the complaint about this request.
    """

    case: str
    how: LinkedAs
    reason: Words = ""


class CaseUnlinked(Event, frozen=True, kw_only=True):
    case: str
    reason: Words


class CaseToldApart(Event, frozen=True, kw_only=True):
    """Somebody looked at another case that seemed the same, and it is not."""

    case: str
    reason: Words = ""


class InvestigatedTogether(Event, frozen=True, kw_only=True):
    """One investigation serves several complaints about the same matter. It is led on `case`; empty, this one."""

    case: str
    reason: Words = ""


class InvestigatedApart(Event, frozen=True, kw_only=True):
    """This complaint gets an investigation of its own again."""

    reason: Words


class MemberJoined(Event, frozen=True, kw_only=True):
    """Somebody belongs to the group that complains. `agreed`: they said so themselves; `basis`: how that is known."""

    party: str
    who: Words
    agreed: bool = False
    basis: Words = ""


class MemberAgreed(GivenFact, frozen=True, kw_only=True):
    """Whether a member wants to be part of it. Who does not is a member no longer."""

    party: str
    agreed: bool = True
    basis: Words = ""


class MemberLeft(GivenFact, frozen=True, kw_only=True):
    party: str
    reason: Words = ""


class SpokespersonNamed(Event, frozen=True, kw_only=True):
    """Who speaks for the group; `agreed`: the members, by key, who said that they may."""

    party: str
    agreed: tuple[str, ...] = ()
    basis: Words = ""
