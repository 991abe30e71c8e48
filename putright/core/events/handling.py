"""Who has a complaint, what it consists of, and what its complainant needs."""

from __future__ import annotations

from datetime import date

from putright.core.events.base import Event, GivenFact, Words


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
    what: Words
    review_on: date | None = None


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


class NoticeBounced(GivenFact, frozen=True, kw_only=True):
    """The letter of an event (`of`, which happened on `issued`; left out, the last of its kind) did not arrive."""

    of: str
    issued: date | None = None
