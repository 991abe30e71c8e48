"""The first look at a complaint, and what has a route of its own."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core import events as e
from putright.core.timeline.base import Lists, Says, by, how, when, words

ROUTES = {"early": "an early answer", "investigation": "an investigation"}
URGENCY = {"routine": "nothing urgent", "urgent": "urgent", "emergency": "an emergency"}
STEPS = {
    "told": "they were told where it goes",
    "acknowledged": "acknowledged",
    "concluded": "concluded, and they were told",
}
ASSESSED = {
    "complexity": "How complex", "vulnerability": "Vulnerability", "risks": "Risk to somebody",
    "landlord_risk": "Risk to the landlord", "resolution": "What would resolve it",
}  # fmt: skip


def _of_assessment(event: e.Assessed) -> Iterator[tuple[str, str]]:
    yield from ((label, getattr(event, name)) for name, label in ASSESSED.items() if getattr(event, name))


def _of_procedure(event: e.ProcedureOpened) -> Iterator[tuple[str, str]]:
    yield from ((label, text) for label, text in (("Goes to", event.to), ("Contact", event.contact)) if text)


def _points(event: e.ProcedureOpened) -> str:
    points = ", ".join(point.removeprefix("p") for point in event.points)
    return f" (point{'' if len(event.points) == 1 else 's'} {points})" if points else ""


SAYS: Says = {
    e.Assessed: lambda x, n: f"assessed{by(x.by, n)}: {ROUTES[x.route]}, {URGENCY[x.urgency]}",
    e.ProcedureOpened: lambda x, n: f"a route of its own opened: {words(x.procedure)}{_points(x)}"
    + when(x.received, ", received on"),
    e.ProcedureStep: lambda x, n: f"the other procedure {x.id}: {STEPS[x.step]}{how(x.method)}",
}  # fmt: skip

LISTS: Lists = {e.Assessed: _of_assessment, e.ProcedureOpened: _of_procedure}
