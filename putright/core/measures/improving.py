"""Measures of what was learnt, of what people say, and of what is no complaint."""

from __future__ import annotations

from putright.core.measures import items as i
from putright.core.measures.item import Measure

MEASURES = (
    # ---- learning ----------------------------------------------------------------------------------
    Measure(
        id="lessons", title="Lessons recorded", items=i.lessons, by=("failing", "cause", "service"),
        needs="lessons",
        explanation="Lessons by the day on which they were recorded, by what failed, why and in which service.",
    ),
    Measure(
        id="actions_set", title="Actions set", items=i.made(i.each("action")),
        needs="owed",
        explanation="Actions that follow from lessons, by the day on which they were set.",
    ),
    Measure(
        id="actions_done", title="Actions done", items=i.done(i.each("action")),
        needs="owed",
        explanation="Actions that follow from lessons, by the day on which they were done.",
    ),
    Measure(
        id="actions_late", title="Actions that are late", items=i.overdue(i.each("action")), stock=True,
        needs="owed",
        explanation="Actions not done at the end of the day whose date has passed.",
    ),
    Measure(
        id="learning_sessions", title="Learning sessions", items=i.days(lambda one: one.sessions),
        needs="sessions",
        explanation="Learning sessions held about a complaint.",
    ),
    # ---- what people say ---------------------------------------------------------------------------
    Measure(
        id="surveys_sent", title="Surveys sent", items=i.days(lambda one: one.asked), cites=("HPG-37",),
        needs="asked",
        explanation="Surveys about how a complaint was dealt with, by the day on which they were sent.",
    ),
    Measure(
        id="surveys_answered", title="Surveys answered", items=i.days(lambda one: tuple(x.on for x in one.surveys)),
        needs="surveys",
        explanation="Answers to these surveys, by the day on which they came.",
    ),
    Measure(
        id="satisfied", title="Satisfied with how it was dealt with", items=i.satisfied, unit="percent", share=True,
        sums=True, cites=("HPG-37",), needs="surveys",
        explanation="Of the answers with a score from 1 to 5, those with 4 or 5, that is fairly or very satisfied.",
    ),
    Measure(
        id="dissatisfied_followed_up", title="Dissatisfied and spoken with", items=i.followed_up, unit="percent",
        share=True, needs="surveys",
        explanation="Of the answers that were dissatisfied (1 or 2) or asked to be spoken to, those after which "
        "somebody spoke with them.",
    ),
    Measure(
        id="feedback_sought", title="Asked in a sample and reached", items=i.sought, unit="percent", share=True,
        sums=True, needs="sought",
        explanation="Of the complainants drawn in a sample whom somebody tried to reach, those who were spoken to.",
    ),
    Measure(
        id="updates_kept", title="Updates given as agreed", items=i.updates, unit="percent", share=True,
        needs="updates",
        explanation="Of the updates agreed with complainants that fell due, those given by their date.",
    ),
    Measure(
        id="adjusted", title="Complaints with an adjustment", items=i.adjusted, unit="percent", share=True,
        needs="formal",
        explanation="Of the formal complaints received, those with a reasonable adjustment on record.",
    ),
    # ---- what is no complaint ----------------------------------------------------------------------
    Measure(
        id="service_requests", title="Service requests", items=i.came(("service_request",)),
        needs="entry",
        explanation="Requests for a service by the day on which they came, those of which a complaint was made later "
        "among them.",
    ),
    Measure(
        id="service_requests_in_time", title="Service requests done in time", items=i.requests_in_time,
        unit="percent", share=True,
        needs="entry",
        explanation="Of the service requests whose last date fell in the period, those done by then.",
    ),
    Measure(
        id="became_complaints", title="Service requests that became complaints", items=i.became_complaints,
        needs="from_request",
        explanation="Complaints that began as a service request, or are about one, by the day they became formal.",
    ),
    Measure(
        id="enquiries", title="Enquiries", items=i.came(("enquiry",)),
        needs="entry",
        explanation="Enquiries by the day on which they came.",
    ),
    Measure(
        id="compliments", title="Compliments", items=i.came(("compliment",)),
        needs="entry",
        explanation="Compliments by the day on which they came.",
    ),
    Measure(
        id="comments", title="Comments", items=i.came(("comment", "survey_feedback")),
        needs="entry",
        explanation="Comments, those made in surveys among them, by the day on which they came.",
    ),
    Measure(
        id="suggestions", title="Suggestions", items=i.came(("suggestion",)),
        needs="entry",
        explanation="Suggestions by the day on which they came.",
    ),
    Measure(
        id="petitions", title="Petitions", items=i.came(("petition",)),
        needs="entry",
        explanation="Petitions by the day on which they came.",
    ),
    Measure(
        id="changes", title="Changes made because of it", items=i.changes, by=("kind",),
        needs="changed",
        explanation="Comments, suggestions, petitions and the like because of which something changed, by the first "
        "day on which that was recorded.",
    ),
)  # fmt: skip
