"""What becomes of a remedy once it is decided: offered, answered, moved, chased, done and confirmed."""

from __future__ import annotations

from datetime import date
from typing import Literal

from putright.core.events.base import Event, GivenFact, Words

Reply = Literal["accepted", "declined", "partly"]


class RemedyAnswered(GivenFact, frozen=True, kw_only=True):
    id: str
    answer: Reply
    text: Words = ""


class RemedyWithdrawn(Event, frozen=True, kw_only=True):
    id: str
    reason: Words


class RemedyRevised(Event, frozen=True, kw_only=True):
    """`by` is the new date; `agreed`: the complainant agreed to it."""

    id: str
    by: date
    reason: Words
    agreed: bool = False


class RemedyChased(Event, frozen=True, kw_only=True):
    id: str
    what: Words = ""


class RemedyCompleted(Event, frozen=True, kw_only=True):
    """`file`: the SHA-256 of a file of the case that shows it."""

    id: str
    evidence: Words = ""
    file: str = ""


class RemedyConfirmed(GivenFact, frozen=True, kw_only=True):
    """Whether the complainant says that it is done."""

    id: str
    done: bool
    text: Words = ""
