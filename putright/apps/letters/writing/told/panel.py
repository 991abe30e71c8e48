"""The review panel: asking people to sit, and telling everyone when it meets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from putright.apps.casework.case.panel import fit
from putright.apps.casework.models import Party
from putright.apps.casework.opened import Opened
from putright.apps.letters.writing.forms import area
from putright.apps.letters.writing.notices import Line, colleagues


def candidates(opened: Opened) -> Mapping[str, Party]:
    """Everybody who could sit, by id."""
    return colleagues(fit(opened))


def attending(opened: Opened) -> Mapping[str, Party]:
    """The parties of the case, and everybody who could sit on the panel, by id."""
    return {p.key: p for p in Party.objects.filter(case=opened.case).order_by("key") if p.name} | candidates(opened)


def everyone(typed: Mapping[str, Any]) -> list[str]:
    """The complainant, and whoever was chosen for a seat."""
    return ["complainant", *(value for name, value in typed.items() if name.startswith("seat-") and value)]


PRACTICAL = "Where it meets, from when to when, how to get there or to join from home."
LINES: dict[str, Line] = {
    "panel_invited": Line(
        "Send the invitations",
        "They are asked.",
        to=candidates,
        chosen="members",
        places={"practical": lambda: area("Where, and how long it takes", PRACTICAL, rows=3)},
    ),
    "panel_convened": Line(
        "Convene the panel and tell everyone",
        "The panel is convened, and everyone is told. Its members see the complaint now.",
        to=attending,
        keys=everyone,
        places={"practical": lambda: area("At what time, where, and how to join", PRACTICAL, rows=3)},
    ),
}
