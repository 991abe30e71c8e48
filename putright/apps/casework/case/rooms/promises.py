"""Promises and contact: what was promised and how it was kept, who was spoken with, extensions and their notices."""

from __future__ import annotations

from datetime import date
from typing import Any

from putright.apps.accounts.models import Person
from putright.apps.casework.case.escalating import requests_of
from putright.apps.casework.case.rooms.base import Room, step_href
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import said
from putright.core import events as e
from putright.core.duties import stages
from putright.core.rhythm import Update, updates
from putright.core.state.shapes_contact import Extending
from putright.core.timeline import CHANNELS

Row = dict[str, Any]


class Promises(Room):
    key, title = "promises", "Promises and contact"
    template = "casework/room_promises.html"

    def context(self, opened: Opened, person: Person, today: date) -> dict[str, Any]:
        fell_due = updates(opened.events, opened.policy, today)
        return {
            "promises": promises(opened, today),
            "record": step_href(opened, "contacted"),
            "every": opened.state.updates_every,
            "next_update": next((d for d in opened.duties if d.name == "update" and d.due), None),
            "updates": [(update, came(update)) for update in fell_due],
            "missed": sum(update.late for update in fell_due),
            "contacts": contacts(opened),
            "extensions": extensions(opened),
            "requests": requests_of(opened),
        }


def promises(opened: Opened, today: date) -> list[Row]:
    """Every promise with how it stands: those still open first, the soonest due first."""
    by_name = {duty.name: duty for duty in opened.duties}
    found = []
    for key, one in opened.state.promises.items():
        status = by_name[f"promise:{key}"].status(today)
        movable = not one.done and today <= one.due
        found.append({
            "what": one.what, "status": status, "due": one.due, "done": one.done, "made": one.on, "first": one.by,
            "revisions": one.revisions, "tries": one.tries,
            "keep": "" if one.done else step_href(opened, "contacted", keeps=key),
            "move": step_href(opened, "promise_revised", id=key) if movable else "",
        })  # fmt: skip
    return sorted(found, key=lambda row: (row["done"] is not None, row["due"]))


def came(update: Update) -> str:
    """What became of an update that was due.

    >>> came(Update(date(2026, 6, 8), date(2026, 6, 9), 5))
    'came late, on 9 June 2026'
    """
    if update.came is None:
        return "never came"
    return f"came late, on {said(update.came)}" if update.late else f"came on {said(update.came)}"


def contacts(opened: Opened) -> list[Row]:
    """Every contact and update, the latest first."""
    found = [event for event in opened.events if isinstance(event, e.Contacted | e.UpdateSent)]
    return [_contact(opened, event) for event in found[::-1]]


def _contact(opened: Opened, event: e.Contacted | e.UpdateSent) -> Row:
    if isinstance(event, e.UpdateSent):
        title = "Update given"
    else:
        title = "Spoke with them" if event.reached else "Tried to reach them"
    how = CHANNELS.get(event.method or "", event.method or "")
    keeps = [opened.state.promises[key].what for key in event.keeps]
    return {"on": event.on, "title": f"{title} {how}".strip(), "what": event.what, "keeps": keeps,
            "reached": getattr(event, "reached", True)}  # fmt: skip


def extensions(opened: Opened) -> list[Row]:
    """Every extension of the stages as they are now, with what became of its notice and whether it counts."""
    return [
        {"stage": n, "until": one.event.until, "on": one.event.on, "reason": one.event.reason, "old": old,
         "agreed": one.event.agreed, "fate": fate(one), "counts": counts}
        for n, stage in sorted(opened.state.stages.items())
        for one, old, counts in stages.extensions(stage, opened.judged.policy)
    ]  # fmt: skip


def fate(one: Extending) -> str:
    """What became of an extension's notice."""
    if one.bounced:
        return f"did not arrive, as known on {said(one.bounced)}"
    return f"left on {said(one.sent)}" if one.sent else "has not left yet"
