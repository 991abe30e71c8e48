"""Which figures stand on which page: one page for each way of answering for complaints, all in one place.

A page is chosen by what the person does; the others that they may see can be chosen too. No page ranks people, and
none is better for fewer complaints (Complaint Handling Code 2024, 3.3).
"""

from __future__ import annotations

from dataclasses import dataclass

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person


@dataclass(frozen=True)
class Board:
    """A page of figures. `needs`: any of these permissions opens it; `shows`: sections of `core.reporting.sections`.

    `work`: it begins with what the person's own cases, or their team's, are owed; `load`: with how many cases each
    handler has.
    """

    key: str
    title: str
    about: str
    needs: frozenset[str]
    shows: tuple[str, ...]
    work: str = ""
    load: bool = False
    ahead: bool = True
    cites: tuple[str, ...] = ()


def _any(*held: str) -> frozenset[str]:
    return frozenset(held)


BOARDS = {
    board.key: board
    for board in (
        Board(
            key="officer",
            title="Complaints officer",
            about="Everything that is owed, what came in and by which way, and how it was dealt with.",
            needs=_any(permissions.ISSUE_REPORTS),
            load=True,
            shows=(
                "open", "volumes", "stages", "timeliness", "days", "updates", "outcomes", "escalation", "refusals",
                "categories", "services", "causes", "channels", "brands", "areas", "tenures", "flags", "remedies",
                "ombudsman", "orders", "failure_orders", "requests", "satisfaction", "learning", "apart", "trends",
            ),
        ),
        Board(
            key="executive",
            title="Executive",
            about="Volumes, performance, causes, what is owed to residents, and what the Ombudsman found.",
            needs=_any(permissions.SEE_ALL_CASES),
            shows=(
                "volumes", "stages", "open", "timeliness", "outcomes", "escalation", "causes", "services", "brands",
                "remedies", "ombudsman", "orders", "failure_orders", "requests", "satisfaction", "learning", "trends",
            ),
            cites=("C20-B6.7", "C24-9.4"),
        ),
        Board(
            key="member",
            title="The Member",
            about="What the Member Responsible for Complaints needs to see how complaints are dealt with.",
            needs=_any(permissions.ENTER_ROOM, permissions.ISSUE_REPORTS),
            shows=(
                "volumes", "channels", "categories", "outcomes", "timeliness", "escalation", "trends", "causes",
                "learning", "satisfaction", "ombudsman", "orders", "failure_orders", "remedies", "apart",
            ),
            cites=("C24-9.6", "C24-9.7", "WTP-02", "HPG-36"),
        ),
        Board(
            key="board",
            title="Governing body",
            about="Volumes, categories and outcomes with performance; trends; the Ombudsman’s cases and orders.",
            needs=_any(permissions.SEE_OMBUDSMAN),
            ahead=False,
            shows=(
                "volumes", "categories", "outcomes", "timeliness", "trends", "causes", "learning", "satisfaction",
                "ombudsman", "orders", "failure_orders",
            ),
            cites=("C24-9.7",),
        ),
        Board(
            key="own",
            title="My work",
            about="What your own cases are owed, and what complaints are about.",
            needs=_any(permissions.WORK_CASE),
            work="mine",
            ahead=False,
            shows=("categories", "services", "causes", "outcomes", "learning"),
        ),
        Board(
            key="team",
            title="Team",
            about="What your team’s cases are owed, how many each of you has, and how complaints go.",
            needs=_any(permissions.SEE_TEAM_CASES),
            work="team",
            load=True,
            shows=(
                "open", "volumes", "timeliness", "outcomes", "categories", "services", "causes", "remedies", "requests",
                "learning", "trends",
            ),
        ),
    )
}  # fmt: skip
"""Every page by its key, in the order in which they are offered."""

FIRST = (
    (permissions.READ_WITH_REASON, "member"),
    (permissions.DRAW_SAMPLES, "officer"),
    (permissions.WORK_CASE, "own"),
    (permissions.SEE_ALL_CASES, "executive"),
    (permissions.SEE_OMBUDSMAN, "board"),
)
"""By which permission somebody begins on which page."""


def open_to(person: Person) -> list[Board]:
    """The pages that a person may see; that of a team only where they are in one."""
    held = permissions.granted(person)
    found = [board for board in BOARDS.values() if board.needs & held]
    return [board for board in found if board.work != "team" or person.team_id]


def first(person: Person, boards: list[Board]) -> Board | None:
    """The page that a person begins on: the one for what they do; None where there is none for them."""
    held, keys = permissions.granted(person), {board.key: board for board in boards}
    chosen = (keys.get(key) for permission, key in FIRST if permission in held)
    return next((board for board in chosen if board), boards[0] if boards else None)
