"""Who has a complaint, what it consists of, and what its complainant needs."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from putright.core.events.base import Event, GivenFact, Words

Need = Literal[
    "large_print", "easy_read", "no_email", "no_post", "call_first", "interpreter", "braille", "audio",
    "screen_reader", "language",
]  # fmt: skip
"""What an adjustment can mean for a letter; `putright.core.needs` says what each does."""
Language = Annotated[str, Meta(pattern=r"^([a-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$")]
"""The code of a language, such as cy or pl; empty where none is meant."""


class Acknowledged(Event, frozen=True, kw_only=True):
    """`queued`: its letter waits to leave, and it counts from the day that does."""

    by: str | None = None
    method: str | None = None
    omits: tuple[str, ...] = ()
    queued: bool = False


class Defined(Event, frozen=True, kw_only=True):
    points: dict[str, Words]
    outcomes: tuple[Words, ...]
    not_ours: tuple[Words, ...] = ()
    subjects: dict[str, str] = {}
    unattainable: dict[str, Words] = {}


class Assigned(Event, frozen=True, kw_only=True):
    to: str
    by: str | None = None


class ReferredBack(Event, frozen=True, kw_only=True):
    to: str


class GuidanceSought(Event, frozen=True, kw_only=True):
    from_: str


class Reported(Event, frozen=True, kw_only=True):
    to: str


class DiscretionExercised(Event, frozen=True, kw_only=True):
    what: Words = ""
    by: str | None = None
    reason: Words = ""


class AdjustmentRecorded(Event, frozen=True, kw_only=True):
    """What somebody needs, in their own words, and what letters do about it.

    `needs` is None where nobody asked what it means for letters: the words themselves then say it. `party` is whose
    need it is, by key; left out, it holds for every letter of the complaint.
    """

    what: Words
    review_on: date | None = None
    needs: tuple[Need, ...] | None = None
    language: Language = ""
    party: str | None = None


class AdjustmentEnded(Event, frozen=True, kw_only=True):
    """An adjustment, by the words it was recorded in, that they need no longer, or need otherwise."""

    what: Words
    reason: Words


class NeedOverridden(Event, frozen=True, kw_only=True):
    """A letter (`of`, the event that it gives notice of) goes out by a channel against what somebody needs."""

    need: Need
    channel: str
    reason: Words
    of: str


class FormatMade(Event, frozen=True, kw_only=True):
    """A letter (`of`, as above) was made by hand in the form that somebody needs, and goes with it."""

    need: Need
    of: str
    language: Language = ""


class RepresentativeAuthorised(Event, frozen=True, kw_only=True):
    who: Words
    basis: Words = ""
    party: str | None = None


class ConsentGiven(Event, frozen=True, kw_only=True):
    to: str


class IssueRaised(Event, frozen=True, kw_only=True):
    id: str
    text: Words
    related: bool
    subject: str | None = None


class NoticeSent(GivenFact, frozen=True, kw_only=True):
    """The letter of an event (`of`, which happened on `issued`) has left: sent, or put in the post."""

    of: str
    issued: date | None = None
    method: str | None = None


class BankHolidaysChanged(GivenFact, frozen=True, kw_only=True):
    """The list of bank holidays changed by these days, and what became of the dates of the case.

    `was` and `now`: each date that counts over such a day, by its duty. Where both are the same it stands, because it
    was told before.
    """

    added: tuple[date, ...] = ()
    dropped: tuple[date, ...] = ()
    was: dict[str, date] = {}
    now: dict[str, date] = {}


class NoticeBounced(GivenFact, frozen=True, kw_only=True):
    """The letter of an event (`of`, which happened on `issued`; left out, the last of its kind) did not arrive."""

    of: str
    issued: date | None = None
