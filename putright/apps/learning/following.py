"""The worker's part: brings lessons and actions into line with the log, event by event from where it stopped."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from putright.apps.accounts import rounds
from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.models import Event, Head
from putright.apps.learning.models import Action, Cursor, Happening, Lesson

BATCH = 5_000
"""Places of the log looked through at a time."""


def run_once(now: datetime) -> bool:
    """Follows the log of each landlord whose log has gone on; False where none has."""
    return rounds.each(_go_on)


def _go_on(landlord: Landlord) -> bool:
    come = Cursor.objects.filter(landlord=landlord).values_list("seq", flat=True).first() or 0
    if not Head.objects.filter(landlord=landlord, seq__gt=come).exists():
        return False
    follow(landlord)
    return True


def follow(landlord: Landlord) -> None:
    """One batch of a landlord's log."""
    with transaction.atomic():
        Cursor.objects.get_or_create(landlord=landlord)
        cursor = Cursor.objects.select_for_update().get(landlord=landlord)
        last = Head.objects.get(landlord=landlord).seq
        until = min(cursor.seq + BATCH, last)
        found = Event.objects.filter(landlord=landlord, seq__gt=cursor.seq, seq__lte=until, kind__in=FOLLOWS)
        for row in found.order_by("seq"):
            FOLLOWS[row.kind](row, json.loads(row.data))
        cursor.seq = until
        cursor.save(update_fields=["seq"])


def follow_all(landlord: Landlord) -> None:
    """The whole of a landlord's log that is new."""
    head = Head.objects.filter(landlord=landlord).values_list("seq", flat=True).first() or 0
    while (Cursor.objects.filter(landlord=landlord).values_list("seq", flat=True).first() or 0) < head:
        follow(landlord)


def rebuild(landlord: Landlord) -> None:
    """Makes the projection of a landlord anew. Changes that were published keep their words."""
    with transaction.atomic():
        for table in (Lesson, Action, Happening):
            table.objects.filter(landlord=landlord).delete()
        Cursor.objects.filter(landlord=landlord).update(seq=0)
    follow_all(landlord)


def _lesson(row: Event, data: Mapping[str, Any]) -> None:
    key = data.get("id") or f"l{Lesson.objects.filter(case=row.case_id).count() + 1}"
    said = {name: data.get(name) or "" for name in ("failing", "cause", "service")}
    Lesson.objects.update_or_create(
        case_id=row.case_id, key=key, defaults={"landlord_id": row.landlord_id, "on": row.on, "event": row, **said}
    )


def _set(row: Event, data: Mapping[str, Any]) -> None:
    due = date.fromisoformat(data["by"]) if data.get("by") else None
    owner = str(data.get("owner") or "")
    person = Person.objects.filter(landlord=row.landlord_id, pk=int(owner)).first() if owner.isdecimal() else None
    key = data.get("id") or "1"
    before = Action.objects.filter(case=row.case_id, key=key).first()
    Action.objects.update_or_create(
        case_id=row.case_id, key=key,
        defaults={
            "landlord_id": row.landlord_id, "lesson": data.get("lesson") or "", "owner": person,
            "role": "" if person else owner, "since": before.since if before else row.on,
            "first": before.first if before else due, "due": due, "sorts_on": due or date.max, "event": row,
        },
    )  # fmt: skip


def _done(row: Event, data: Mapping[str, Any]) -> None:
    Action.objects.filter(case=row.case_id, key=data.get("id") or "1").update(done_on=row.on, done=row)


def _happened(row: Event, data: Mapping[str, Any]) -> None:
    Happening.objects.get_or_create(
        event=row, defaults={"landlord_id": row.landlord_id, "case_id": row.case_id, "kind": row.kind, "on": row.on}
    )


FOLLOWS: Mapping[str, Callable[[Event, Mapping[str, Any]], None]] = {
    "lesson_recorded": _lesson, "action_set": _set, "action_completed": _done,
    **dict.fromkeys(Happening.KINDS, _happened),
}  # fmt: skip
