"""How much came in, at which stage, and by which way."""

from __future__ import annotations

from putright.core.reporting.asking import Asker
from putright.core.reporting.sections.base import Blocks, Line, Section, across, bars, compared, said

RECEIVED = (
    Line("complaints", "Complaints received"),
    Line("escalations_requested", "Requests for stage 2"),
    Line("escalated", "Taken up at stage 2"),
    Line("refused", "Not taken up as complaints"),
    Line("withdrawn", "Withdrawn"),
    Line("reopened", "Opened again"),
    Line("closed", "Closed"),
    Line("open", "Open at the end"),
)
SHORT = (
    Line("complaints", "Complaints received"),
    Line("escalated", "Taken up at stage 2"),
    Line("answered", "Answers"),
    Line("answered_in_time", "In time by the first date", "percent"),
    Line("answered_in_time_extended", "In time with extensions", "percent"),
    Line("upheld", "Upheld, wholly or partly", "percent"),
    Line("satisfied", "Satisfied with how the complaint was dealt with", "percent"),
    Line("determinations", "Decisions of the Ombudsman and other bodies"),
)
STAGED = (
    Line("answered", "Answered"),
    Line("open", "Open at the end"),
    Line("late", "Late at the end"),
)


def volumes(r: Asker) -> Blocks:
    """How many complaints there were."""
    yield said("Many complaints can mean that it is easy to complain, and few that it is hard: read this beside the "
               "ways people used to reach us.")  # fmt: skip
    yield compared(r, "volumes", "Complaints", RECEIVED)


def headlines(r: Asker) -> Blocks:
    """The period on one page: how many, how soon, what was found, what people said of it."""
    yield compared(r, "headlines", "The period in short", SHORT)


def stages(r: Asker) -> Blocks:
    """The two stages beside each other."""
    yield from across(r, "stages", "Complaints by stage", "stage", "Stage", STAGED)


def channels(r: Asker) -> Blocks:
    """How people reached the landlord."""
    yield said("A way that nobody uses may be one that does not work, or that nobody knows of.")
    yield bars("channels", "How complaints reached us", 1)
    lines = (Line("complaints", "Complaints"), Line("service_requests", "Service requests"),
             Line("adjusted", "Complaints with an adjustment", "percent"))  # fmt: skip
    yield from across(r, "channels", "How people reached us", "channel", "Way", lines, zeros=True)


SECTIONS = (
    Section("headlines", "The period in short", headlines),
    Section("volumes", "How many complaints", volumes),
    Section("stages", "By stage", stages),
    Section("channels", "How people reached us", channels),
)
