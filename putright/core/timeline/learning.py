"""What is learnt from a complaint."""

from __future__ import annotations

from putright.core import events as e
from putright.core.timeline.base import Says, because, how, when, words
from putright.core.timeline.investigation import FAILURES

CAUSES = {
    "communication": "how we told people", "coordination": "how teams worked together",
    "records": "what we kept on record", "contractor": "how a contractor worked for us",
    "appointments": "how visits are booked", "resources": "too few people", "parts": "waiting for parts",
    "training": "what staff had been taught", "policy": "what the policy says", "systems": "how a system works",
    "decision": "how it was decided", "other": "something else",
}  # fmt: skip
"""Each root cause, in words."""
SERVICES = {
    "property_condition": "the condition of homes", "complaint_handling": "complaint handling",
    "anti_social_behaviour": "anti-social behaviour", "health_and_safety": "health and safety",
    "charges": "rent and charges", "estate_management": "estates and shared areas",
    "moving_to_a_property": "moving to a home", "occupancy_rights": "rights of those who live there",
    "buying_or_selling": "buying or selling a home", "information_and_data": "information and data",
    "reimbursement_and_payments": "reimbursements and payments", "resident_involvement": "involving residents",
    "staff": "staff", "other": "something else",
}  # fmt: skip
"""Each heading that the Ombudsman reports under, in words."""


def _lesson(x: e.LessonRecorded) -> str:
    cause = f"because of {CAUSES[x.cause]}" if x.cause else ""
    service = f"in {SERVICES[x.service]}" if x.service else ""
    found = [one for one in (FAILURES.get(x.failing or ""), cause, service) if one]
    return "lesson recorded" + because(", ".join(found), ": ")


def _sorted(x: e.Classified) -> str:
    found = (*(words(one) for one in x.categories), *(SERVICES[one] for one in x.services))
    return "sorted by what it turned out to be about" + because(", ".join(found), ": ")


def _home(x: e.HomeRecorded) -> str:
    return "the home it is about" + because(", ".join(filter(None, (words(x.tenure), x.area))), ": ")


SAYS: Says = {
    e.LearningSessionHeld: lambda x, n: "learning session held" + because(n.all(x.members), " with "),
    e.SurveySent: lambda x, n: f"survey sent{how(x.method)}",
    e.SurveyAnswered: lambda x, n: "survey answered" + how(x.method) + _scored(x.score) + _asks(x.wants_contact),
    e.SurveyFollowedUp: lambda x, n: "answer in the survey followed up" + how(x.method),
    e.FeedbackSought: lambda x, n: _sought(x) + how(x.method) + _scored(x.score),
    e.LessonRecorded: lambda x, n: _lesson(x),
    e.ActionSet: lambda x, n: f"action set ({x.id})" + because(n(x.owner), " for ") + when(x.by, ", by"),
    e.ActionCompleted: lambda x, n: f"action {x.id} completed",
    e.Classified: lambda x, n: _sorted(x),
    e.HomeRecorded: lambda x, n: _home(x),
}  # fmt: skip


def _scored(score: int | None) -> str:
    return "" if score is None else f", satisfaction {score} of 5"


def _asks(wanted: bool) -> str:
    return ", asks to be spoken to" if wanted else ""


def _sought(event: e.FeedbackSought) -> str:
    return "feedback asked for a sample" if event.reached else "feedback for a sample: not reached"
