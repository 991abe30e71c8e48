"""The parts of a page of figures: one at a time, so that each is short and only what it shows is counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from putright.apps.oversight.dashboards.boards import Board


@dataclass(frozen=True)
class Part:
    """Some sections of a page. `back`: how many months before its day something of them may have counted."""

    key: str
    title: str
    shows: tuple[str, ...]
    back: int = 24


NOW = Part("now", "Now", ("headlines", "open"))
"""What stands today, and the period in short: it begins every page."""
PARTS = (
    Part("volumes", "Volumes", ("volumes", "stages", "channels", "requests", "apart")),
    Part("time", "In time", ("timeliness", "days", "updates")),
    Part("found", "Found and put right", ("outcomes", "escalation", "refusals", "remedies")),
    Part("about", "About what", ("categories", "services", "brands", "areas", "tenures", "flags")),
    Part("ombudsman", "Ombudsman", ("ombudsman", "orders", "failure_orders")),
    Part("learning", "Learning", ("causes", "learning", "satisfaction")),
    Part("trends", "Trends", ("trends",), back=36),
)
"""The others, in their order."""


def of(board: Board) -> list[Part]:
    """The parts of a page, each with those of its sections that the page shows."""
    found = [replace(part, shows=_shown(part.shows, board.shows)) for part in PARTS]
    first = replace(NOW, shows=_shown(NOW.shows, ("headlines", *board.shows)))
    return [first, *(part for part in found if part.shows)]


def _shown(shows: Iterable[str], wanted: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in shows if name in wanted)


def chosen(parts: Sequence[Part], key: str) -> Part:
    """The part of an address; the first one where the page has none of that name."""
    return next((part for part in parts if part.key == key), parts[0])
