"""Which cases may be read in the Member's room, and what of them is shown: all that happened, without who complains."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person
from putright.apps.casework import walls
from putright.apps.casework.case import happening, present
from putright.apps.casework.models import Case, Party, Viewing
from putright.apps.casework.names import names_of
from putright.apps.casework.opened import Opened, load
from putright.apps.casework.visibility import excluded
from putright.apps.letters.models import Letter
from putright.apps.oversight.room.masking import called, mask
from putright.core.letters import blocks
from putright.core.letters.text import to_text


def readable(person: Person) -> QuerySet[Case]:
    """The cases that this person may read with a reason: of their brands, without those they must keep away from.

    Sensitive cases stay with those who work on them and those who oversee, unless this person is one of them (WTP-12).
    """
    if not permissions.may(person, permissions.READ_WITH_REASON):
        return Case.objects.none()
    found = Case.objects.filter(landlord=person.landlord_id).exclude(pk__in=excluded(person))
    if person.brands:
        found = found.filter(brand__in=["", *person.brands])
    if not permissions.may(person, permissions.SEE_SENSITIVE):
        found = found.filter(Q(sensitive=False) | Q(pk__in=Case.objects.visible_to(person).values("pk")))
    return found.select_related("landlord")


def door(person: Person) -> str:
    """Where a case that a person may see opens: the Member, who works on none, reads it in the room, with a reason."""
    held = permissions.granted(person)
    reads = permissions.READ_WITH_REASON in held and permissions.WORK_CASE not in held
    return "member_case" if reads else "case"


def reason_today(person: Person, case: Case, today: date) -> Viewing | None:
    """The reason that this person gave today for reading the case."""
    found = Viewing.objects.filter(case=case, person=person, on=today)
    return found.exclude(why=None).exclude(why="").order_by("-id").first()


def readings(person: Person, limit: int = 20) -> list[Viewing]:
    """The readings that a person may know of, the latest first: of cases that they may see or read."""
    found = Viewing.objects.filter(case__landlord=person.landlord_id).exclude(why=None).exclude(why="")
    if not permissions.may(person, permissions.ISSUE_REPORTS):
        found = found.filter(person=person)
    known = Q(case__in=Case.objects.visible_to(person)) | Q(case__in=readable(person))
    return list(found.filter(known).select_related("case", "person").order_by("-id")[:limit])


@dataclass(frozen=True)
class Line:
    """Something that happened, without who complains."""

    sentence: str
    when: str
    by: str
    details: list[tuple[str, str]]
    theirs: bool


def page(case: Case, person: Person, today: date) -> dict[str, Any]:
    """Everything that the page shows of a case."""
    opened, parties = load(case), list(Party.objects.filter(case=case).order_by("key"))
    hide = mask(case, parties)
    names = {**names_of(opened), **called(parties)}
    head = present.header(opened, parties)
    return {
        "opened": opened, "case": case, "today": today, "head": head,
        "text": hide(opened.state.text or ""),
        "points": [_point(one, hide) for one in present.points(opened)],
        "remedies": [{**one, "what": hide(one["what"])} for one in present.remedies(opened, today)],
        "timeline": _timeline(opened, person, names, hide),
        "letters": [(one, hide(_words(one))) for one in Letter.objects.filter(case=case).order_by("-issued_at")],
    }  # fmt: skip


def _point(point: Mapping[str, Any], hide: Any) -> dict[str, Any]:
    findings = [(stage, key, finding, hide(reasons)) for stage, key, finding, reasons in point["findings"]]
    return {**point, "text": hide(point["text"]), "findings": findings}


def _timeline(opened: Opened, person: Person, names: Mapping[str, str], hide: Any) -> list[Line]:
    kept = walls.unknown(opened, person)
    return [
        Line(hide(one.told.sentence), one.when, one.by, [(label, hide(text)) for label, text in one.told.details],
             one.told.theirs)
        for one in happening.timeline(opened, names)
        if not walls.tells(one.told.event, kept)
    ]  # fmt: skip


def _words(letter: Letter) -> str:
    """A letter as plain text; empty once its words are erased."""
    return to_text(blocks.thaw(letter.blocks)) if letter.blocks else ""
