"""What is learnt from a complaint, and what its complainant says of how it was dealt with."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from putright.core.events.base import Event, GivenFact, Words

Failing = Literal["delay", "information", "procedure", "error", "conduct"]
"""What went wrong: the kinds of failing that the Code names (C20-B5.1)."""
Cause = Literal[
    "communication", "coordination", "records", "contractor", "appointments", "resources", "parts", "training",
    "policy", "systems", "decision", "other",
]  # fmt: skip
"""Why it went wrong: a root cause in how services work, never a person."""
Service = Literal[
    "property_condition", "complaint_handling", "anti_social_behaviour", "health_and_safety", "charges",
    "estate_management", "moving_to_a_property", "occupancy_rights", "buying_or_selling", "information_and_data",
    "reimbursement_and_payments", "resident_involvement", "staff", "other",
]  # fmt: skip
"""What a complaint is about by the headings that the Ombudsman reports under."""
Score = Annotated[int, Meta(ge=1, le=5)]
"""How satisfied somebody is: 1 very dissatisfied to 5 very satisfied."""


class Classified(Event, frozen=True, kw_only=True):
    """What the complaint turned out to be about: `categories` of the landlord's own, and services. The last holds."""

    categories: tuple[str, ...] = ()
    services: tuple[Service, ...] = ()


class HomeRecorded(Event, frozen=True, kw_only=True):
    """The home it is about as it was then: its tenure (as `residents.Home.Tenure`), its block or postal district."""

    tenure: str = ""
    area: str = ""


class LearningSessionHeld(Event, frozen=True, kw_only=True):
    members: tuple[str, ...] = ()
    what: Words = ""


class SurveySent(Event, frozen=True, kw_only=True):
    method: str | None = None


class SurveyAnswered(GivenFact, frozen=True, kw_only=True):
    """`score`: how satisfied they are with how the complaint was dealt with. `scores`: each question asked, by its id.

    `wants_contact`: they asked to be spoken to about it.
    """

    answer: Words = ""
    score: Score | None = None
    scores: dict[str, Score] = {}
    wants_contact: bool = False
    method: str | None = None


class SurveyFollowedUp(Event, frozen=True, kw_only=True):
    """Somebody spoke with a complainant who was dissatisfied in the survey, and what came of it."""

    what: Words
    method: str | None = None


class FeedbackSought(Event, frozen=True, kw_only=True):
    """A complainant drawn in a sample was asked how it went; `reached`: they were spoken to."""

    method: str | None = None
    reached: bool = True
    what: Words = ""
    score: Score | None = None
    sample: str = ""


class LessonRecorded(Event, frozen=True, kw_only=True):
    """What failed (`failing`), why (`cause`) and in which `service`; never who."""

    what: Words = ""
    id: str = ""
    failing: Failing | None = None
    cause: Cause | None = None
    service: Service | None = None


class ActionSet(Event, frozen=True, kw_only=True):
    """Something to be done about a lesson (`lesson`, by id). Set again under its id, its date or owner change.

    `owner`: a person's id or a role.
    """

    id: str = "1"
    what: Words = ""
    by: date | None = None
    owner: str = ""
    lesson: str = ""


class ActionCompleted(Event, frozen=True, kw_only=True):
    """`proof`: what shows that it was done."""

    id: str = "1"
    proof: Words = ""
