"""What complainants said of how it went, what was learnt and changed, praise, comments and service requests."""

from __future__ import annotations

from putright.core.reporting.asking import Asker
from putright.core.reporting.sections.base import Blocks, Line, Section, across, compared

SURVEYS = (
    Line("surveys_sent", "Surveys sent"),
    Line("surveys_answered", "Surveys answered"),
    Line("satisfied", "Satisfied with how the complaint was dealt with", "percent"),
    Line("dissatisfied_followed_up", "Dissatisfied people spoken with afterwards", "percent"),
)
LEARNT = (
    Line("lessons", "Lessons drawn"),
    Line("actions_set", "Actions decided"),
    Line("actions_done", "Actions done"),
    Line("actions_late", "Actions late at the end"),
    Line("learning_sessions", "Learning sessions held"),
)
SAID = (
    Line("compliments", "Compliments"),
    Line("comments", "Comments"),
    Line("suggestions", "Suggestions"),
    Line("petitions", "Petitions"),
    Line("changes", "Because of which something changed"),
)
REQUESTS = (
    Line("service_requests", "Service requests recorded"),
    Line("service_requests_in_time", "Done in time", "percent"),
    Line("became_complaints", "Complaints that began as a service request, or are about one"),
)
SAMPLES = (Line("feedback_sought", "Of those in a sample whom we tried to reach, spoken with", "percent"),
           Line("learning_sessions", "Learning sessions held"))  # fmt: skip


def satisfaction(r: Asker) -> Blocks:
    """What surveys say."""
    yield compared(r, "satisfaction", "What complainants said in surveys", SURVEYS)


def learning(r: Asker) -> Blocks:
    """Lessons, actions, sessions."""
    yield compared(r, "learning", "Lessons and actions", LEARNT)
    yield from across(r, "learning_services", "Lessons by service", "service", "Service", (Line("lessons", "Lessons"),))


def praise(r: Asker) -> Blocks:
    """Compliments, comments and the like."""
    yield compared(r, "praise", "Compliments, comments, suggestions, petitions", SAID)


def requests(r: Asker) -> Blocks:
    """Service requests, and those that became complaints."""
    yield compared(r, "requests", "Service requests", REQUESTS)


def samples(r: Asker) -> Blocks:
    """The share that samples reached."""
    yield compared(r, "samples", "How many were reached", SAMPLES)


SECTIONS = (
    Section("satisfaction", "What complainants said of us", satisfaction),
    Section("learning", "What we learnt and changed", learning,
            prompt="What changed because of complaints, and what it did for residents."),
    Section("praise", "Compliments, comments and suggestions", praise),
    Section("requests", "Service requests", requests),
    Section("samples", "Feedback and learning sessions", samples),
)  # fmt: skip
