"""The room of the review panel: who could sit, who can come when, papers, and the meeting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import permutations
from typing import Any

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person
from putright.apps.casework.case import panel as steps
from putright.apps.casework.case.rooms.base import Room, step_href
from putright.apps.casework.names import person_line
from putright.apps.casework.opened import Opened
from putright.core.panel import composition, last_day_for_papers, seatings, troubles
from putright.core.state import Stage

MOST = 12
"""How many of those who can come on a day are tried for a panel."""


class ReviewPanel(Room):
    key, title, template = "panel", "Review panel", "casework/room_panel.html"

    @classmethod
    def serves(cls, opened: Opened) -> bool:
        return bool(opened.policy.pack.panel) and 2 in opened.state.stages

    def context(self, opened: Opened, person: Person, today: date) -> dict[str, Any]:
        """Seat by seat, day by day; the papers; what came of it."""
        may_work = permissions.may(person, permissions.WORK_CASE) and opened.state.status == "open"
        kinds = (*(step.kind for step in steps.STEPS), "consent_given")
        stage = opened.state.stages.get(2)
        found = {"may_work": may_work, "steps": {kind: step_href(opened, kind) for kind in kinds},
                 "seats": seats(opened), "stage": stage}  # fmt: skip
        return found | (_sitting(opened, stage) if stage else {})


def _sitting(opened: Opened, stage: Stage) -> dict[str, Any]:
    sitting, part = stage.sitting, stage.sitting.met.complainant_took_part if stage.sitting.met else None
    return {
        "sitting": sitting, "days": list(days(opened, stage)), "answers": answers(opened, stage),
        "members": [person_line(opened, key) for key in stage.panel if key in opened.people],
        "papers": papers(opened, stage), "dissents": dissents(opened, stage),
        "last": last_day_for_papers(opened.judged, sitting.meets_on) if sitting.meets_on else None,
        "troubles": list(troubles(opened.judged, stage.panel)) if stage.panel and not stage.panel_met else [],
        "part": steps.TAKING_PART.get(part or "", ""),
    }  # fmt: skip


def seats(opened: Opened) -> list[dict[str, Any]]:
    """Each seat with who could sit in it, and who not and why."""
    pack_panel, found = opened.policy.pack.panel, []
    for name, seat in pack_panel.seats.items() if pack_panel else ():
        able = steps.candidates(opened, seat)
        instead = pack_panel.seats[seat.instead].title if pack_panel and seat.instead else ""
        found.append({
            "title": seat.title, "needs_consent": seat.needs_consent, "instead": instead,
            "agreed": f"{name}_on_panel" in opened.state.consents, "name": f"{name}_on_panel",
            "fit": [person_line(opened, key) for key, reasons in able if not reasons],
            "unfit": [(person_line(opened, key), ". ".join(_sentences(reasons))) for key, reasons in able if reasons],
        })  # fmt: skip
    return found


def _sentences(texts: list[str]) -> Iterator[str]:
    return (text[:1].upper() + text[1:] for text in texts)


def answers(opened: Opened, stage: Stage) -> list[dict[str, Any]]:
    """For everyone asked, and the complainant: can come, cannot, or has not said, day by day."""
    sitting, able = stage.sitting, steps.fit(opened)
    return [
        {
            "name": steps.called(opened, key),
            "fit": key == steps.COMPLAINANT or key in able,
            "days": [(on, on in sitting.available[key] if key in sitting.available else None) for on in sitting.dates],
            "href": step_href(opened, "availability_given", member=key),
        }
        for key in (*sitting.invited, steps.COMPLAINANT)
    ]


def days(opened: Opened, stage: Stage) -> Iterator[dict[str, Any]]:
    """Each day proposed, with a panel that could meet on it, seat by seat; none where there is no such panel."""
    for on in stage.sitting.dates:
        found = meeting(opened, stage, on)
        named = [(name, key, opened.judged.called(key)) for name, key in found.items()]
        seats = {f"seat-{name}": key for name, key in found.items()}
        yield {"on": on, "panel": named, "complainant": on in stage.sitting.available.get(steps.COMPLAINANT, ()),
               "href": step_href(opened, "panel_convened", meets_on=on.isoformat(), **seats)}  # fmt: skip


def meeting(opened: Opened, stage: Stage, on: date) -> dict[str, str]:
    """Those who can come on a day and together make a panel, by seat; the full panel before one with a stand-in."""
    panel = opened.policy.pack.panel
    if not panel:
        return {}
    able = steps.fit(opened)
    free = [key for key in stage.sitting.invited if on in stage.sitting.available.get(key, ()) and key in able][:MOST]
    for wanted in seatings(panel):
        for chosen in permutations(free, len(wanted)):
            sits = all(
                opened.people[key].roles & set(panel.seats[seat].roles)
                for key, seat in zip(chosen, wanted, strict=True)
            )
            if sits and not any(composition(opened.judged, panel, chosen)):
                return dict(zip(panel.seats, chosen, strict=True))
    return {}


def papers(opened: Opened, stage: Stage) -> list[dict[str, Any]]:
    """Who has the papers, since when and in what form."""
    found = []
    for key in (*stage.panel, steps.COMPLAINANT) if stage.panel else ():
        sent = stage.sitting.papers.get(key)
        form = steps.FORMATS.get(sent.format, sent.format) if sent else ""
        found.append({"name": steps.called(opened, key), "on": sent.on if sent else None, "format": form})
    return found


def dissents(opened: Opened, stage: Stage) -> list[tuple[str, str]]:
    """Who dissented, in their own words."""
    met = stage.sitting.met
    return [(opened.judged.called(key), words) for key, words in (met.dissent.items() if met else ())]
