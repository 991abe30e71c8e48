"""The writes of the register. Each change is kept in its history: who, when, old and new."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person
from putright.apps.casework.models import Case
from putright.apps.casework.search import bare
from putright.apps.residents import homes, words
from putright.apps.residents.models import (
    Adjustment,
    History,
    Home,
    Link,
    Representative,
    Resident,
    Stay,
    fields_of,
)

Part = Stay | Representative | Adjustment
PARTS: dict[type[models.Model], str] = {
    Stay: "Home",
    Representative: "Representative",
    Adjustment: "Adjustment",
}
AGAIN = timedelta(minutes=1)
UNSAID = ("id", "landlord", "resident", "search_text", "phone_bare")


def save(person: Person, row: Home | Resident, at: datetime) -> None:
    """Keeps a new or changed home or resident. Raises `PermissionDenied`."""
    _check(person, row.landlord_id)
    with transaction.atomic():
        before = type(row).objects.filter(pk=row.pk).first() if row.pk else None
        settle(row)
        row.save()
        what = History.What.CHANGED if before else History.What.ADDED
        _note(person, row, what, list(changes(before, row)), at)


def just_added(person: Person, row: Home | Resident | Part, at: datetime) -> Home | Resident | Part | None:
    """The same row that the same person added within a minute: a double click, or a page sent again."""
    said = fields_of(row, "id", "search_text", "phone_bare")
    same = type(row).objects.filter(**said).order_by("-id").first()
    if same is None:
        return None
    of = same if isinstance(same, Home | Resident) else same.resident
    lately = History.objects.filter(subject=subject(of), number=of.pk, by=person, at__gte=at - AGAIN)
    return same if lately.exists() else None


def settle(row: Home | Resident) -> None:
    """Sets what follows from the rest of a row: what searches look through."""
    row.search_text = row.findable()
    if isinstance(row, Resident):
        row.phone_bare = bare(row.phone)


def save_part(person: Person, row: Part, at: datetime) -> None:
    """Keeps a stay, a representative or an adjustment of a resident. Raises `PermissionDenied`."""
    _check(person, row.resident.landlord_id)
    if isinstance(row, Stay):
        _check(person, row.home.landlord_id)
    with transaction.atomic():
        before = type(row).objects.filter(pk=row.pk).first() if row.pk else None
        row.save()
        lines = list(changes(before, row))
        if lines:
            lines.insert(0, f"{PARTS[type(row)]} {'changed' if before else 'added'}: {row}")
        _note(person, row.resident, History.What.CHANGED, lines, at)


def link(person: Person | None, case: Case, party: str, resident: Resident, at: datetime) -> Link:
    """Says that a party of a case is a resident, in place of whoever was said before.

    Raises `PermissionDenied` where they belong to different landlords. Whether the person may see the case, or has
    just logged it, is for the caller to know.
    """
    if case.landlord_id != resident.landlord_id:
        raise PermissionDenied("That belongs to another landlord.")
    with transaction.atomic():
        found, _ = Link.objects.update_or_create(
            case=case, party=party, defaults={"resident": resident, "by": person, "at": at}
        )
        homes.record(person, case, party, resident, at)
    return found


def unlink(case: Case, party: str) -> None:
    """Takes back that a party of a case is a resident."""
    Link.objects.filter(case=case, party=party).delete()


def changes(before: models.Model | None, after: models.Model) -> Iterator[str]:
    """What differs, a line for each fact; of a new row, every fact that it has."""
    for field in after._meta.concrete_fields:  # noqa: SLF001 (Django's public name for it)
        name = field.name
        if name in UNSAID:
            continue
        old, new = words.shown(before, name) if before else "", words.shown(after, name)
        if old != new:
            yield words.change(name, old, new)


def _check(person: Person, landlord: int) -> None:
    if not permissions.may(person, permissions.SEE_RESIDENTS):
        raise PermissionDenied(f"This needs the permission {permissions.SEE_RESIDENTS!r}.")
    if landlord != person.landlord_id:
        raise PermissionDenied("That belongs to another landlord.")


def _note(person: Person, row: Home | Resident, what: History.What, lines: list[str], at: datetime) -> None:
    if lines:
        History.objects.create(
            landlord_id=row.landlord_id, subject=subject(row), number=row.pk, what=what, said="\n".join(lines),
            by=person, at=at,
        )  # fmt: skip


def subject(row: Home | Resident) -> str:
    """How the history calls what a line is about."""
    return "home" if isinstance(row, Home) else "resident"
