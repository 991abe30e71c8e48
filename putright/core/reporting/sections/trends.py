"""How things went over the last twelve months, or eight quarters."""

from __future__ import annotations

from putright.core.reporting.asking import Asker
from putright.core.reporting.sections.base import Blocks, Line, Section, over_time

VOLUMES = (Line("complaints", "Complaints"), Line("escalated", "Taken up at stage 2"), Line("answered", "Answers"))
SHARES = (
    Line("answered_in_time", "In time by the first date", "percent"),
    Line("answered_in_time_extended", "In time with extensions", "percent"),
    Line("upheld", "Upheld, wholly or partly", "percent"),
    Line("satisfied", "Satisfied", "percent"),
)


def trends(r: Asker) -> Blocks:
    """Volumes and shares."""
    yield from over_time(r, "trend_volumes", "Complaints over time", VOLUMES, drawn=2)
    yield from over_time(r, "trend_shares", "Performance over time", SHARES, drawn=3)


SECTIONS = (
    Section("trends", "Trends", trends, prompt="What the figures show, what lies behind it and what it may lead to."),
    Section("issues", "Issues and risks", lambda _: iter(()), required=True,
            prompt="Issues, themes and risks that complaints point to, and what is done about them."),
)  # fmt: skip
