"""What is no complaint and yet is recorded, dated, answered and shared: requests, comments, compliments, petitions."""

from __future__ import annotations

from datetime import date

from putright.core.events.base import Event, GivenFact, Words


class RequestDated(Event, frozen=True, kw_only=True):
    """What is to be done about a service request, by when; said again, the date moves."""

    by: date
    what: Words = ""
    reason: Words = ""


class RequestCompleted(GivenFact, frozen=True, kw_only=True):
    """A service request was done, or ended otherwise."""

    what: Words = ""
    done: bool = True


class FeedbackAnswered(Event, frozen=True, kw_only=True):
    """A comment, suggestion, enquiry, petition or answer in a survey was answered, in these words."""

    what: Words = ""
    method: str | None = None


class FeedbackShared(Event, frozen=True, kw_only=True):
    """It was passed to those it praises, concerns or must reach: people's ids or roles."""

    with_: tuple[str, ...]
    what: Words = ""


class FeedbackUsed(Event, frozen=True, kw_only=True):
    """What came of it: what changed, or why nothing did."""

    what: Words
    changed: bool = True
