"""How a duty's status and due date are said in a badge."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

SOON = 3
"""Calendar days ahead that count as soon: a weekend and the day after it."""


@dataclass(frozen=True)
class Badge:
    """`look` is overdue, today, soon, later, met, waiting or lapsed; `text` says the same in words."""

    look: str
    text: str


def due_badge(status: str, due: dt.date | None, today: dt.date) -> Badge:
    """The badge of a duty. `status` as the engine gives it: waiting, open, overdue, met, met_late, lapsed.

    What counts in hours may be overdue on its own day. An open duty without a date has no limit in any policy or law.
    """
    settled = {"met": "Done", "met_late": "Done late", "lapsed": "Not owed"}
    if status in settled:
        return Badge("lapsed" if status == "lapsed" else "met", settled[status])
    if status == "waiting":
        return Badge("waiting", f"Not started: likely {day(due)}" if due else "Not started")
    if due is None:
        return Badge("later", "Open, no date set")
    if status == "overdue" and due == today:
        return Badge("overdue", "Overdue: its hour has passed")
    return _open(due, (due - today).days)


def day(value: dt.date) -> str:
    """27 Mar 2026."""
    return f"{value.day} {value:%b %Y}"


def _open(due: dt.date, ahead: int) -> Badge:
    if ahead < 0:
        return Badge("overdue", f"Overdue by {-ahead} day{'' if ahead == -1 else 's'}")
    if ahead == 0:
        return Badge("today", "Due today")
    if ahead == 1:
        return Badge("soon", "Due tomorrow")
    return Badge("soon" if ahead <= SOON else "later", f"Due {due:%a} {day(due)}")
