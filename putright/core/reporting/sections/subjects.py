"""What complaints were about, where and why: categories, services, causes, landlords of a group, areas, tenures."""

from __future__ import annotations

from collections.abc import Callable

from putright.core.reporting.asking import Asker
from putright.core.reporting.sections.base import Blocks, Line, Section, across, bars, said

LINES = (
    Line("complaints", "Complaints"),
    Line("answered", "Answers"),
    Line("upheld", "Upheld, wholly or partly", "percent"),
    Line("answered_in_time", "In time by the first date", "percent"),
)


def _by(dimension: str, called: str, caption: str, note: str = "") -> Callable[[Asker], Blocks]:
    def draw(r: Asker) -> Blocks:
        if note:
            yield said(note)
        yield bars(dimension, caption, 1)
        yield from across(r, dimension, caption, dimension, called, LINES)

    return draw


def causes(r: Asker) -> Blocks:
    """Why things went wrong, in services and never in persons."""
    yield said("A cause lies in how a service works. It is recorded with the lesson drawn from a complaint, and names "
               "no person.")  # fmt: skip
    lines = (Line("lessons", "Lessons"),)
    yield bars("causes", "Root causes", 1)
    yield from across(r, "causes", "Root causes", "cause", "Cause", lines)
    yield from across(r, "failings", "What went wrong", "failing", "Failing", lines)


MANY = "A complaint about several things counts under each of them."
SECTIONS = (
    Section("categories", "What complaints were about", _by("category", "About", "What complaints were about", MANY)),
    Section("services", "By service", _by("service", "Service", "Complaints by service", MANY)),
    Section("causes", "Root causes", causes),
    Section("brands", "By landlord of the group", _by("brand", "Landlord", "Complaints by landlord of the group")),
    Section("areas", "By area", _by("area", "Area", "Complaints by area")),
    Section("tenures", "By tenure", _by("tenure", "Tenure", "Complaints by tenure")),
    Section("flags", "Safety and safeguarding", _by("flag", "Marked", "Complaints marked for safety and the like")),
)
