"""The writes of governance: a row is added to a register, never changed."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person
from putright.apps.governance.models import Kept, Training

K = TypeVar("K", bound=Kept)


class Refused(Exception):
    """It was not written; the text says why and what to do."""


@transaction.atomic
def keep(by: Person, model: type[K], said: Mapping[str, Any], at: datetime, before: Kept | None = None) -> K:
    """Adds an entry to a register, or puts right the one `before`. Raises `PermissionDenied` or `Refused`."""
    _check(by, before)
    said = {**said, "struck": False}
    return _add(by, model, said, at, before)


@transaction.atomic
def note(by: Person, model: type[K], said: Mapping[str, Any], at: datetime) -> K:
    """Adds an entry that follows from something else somebody may do: the permission for that has been asked there."""
    return _add(by, model, {**said, "struck": False}, at, None)


@transaction.atomic
def strike(by: Person, entry: Kept, at: datetime) -> None:
    """Takes an entry out of its register: it stays on record. Raises as `keep`."""
    _check(by, entry)
    _add(by, type(entry), entry.said() | {"struck": True}, at, entry)


@transaction.atomic
def train(by: Person, people: Iterable[Person], said: Mapping[str, Any], at: datetime, today: date) -> list[Training]:
    """Puts on record that people took a course; one in handling complaints that still counts lets them handle."""
    found = [keep(by, Training, {**said, "person": person}, at) for person in people]
    if said["handling"] and (said["until"] is None or said["until"] >= today):
        Person.objects.filter(landlord=by.landlord_id, pk__in=[one.person_id for one in found]).update(trained=True)
    return found


def _check(by: Person, entry: Kept | None) -> None:
    if not permissions.may(by, permissions.KEEP_REGISTERS):
        raise PermissionDenied(f"This needs the permission {permissions.KEEP_REGISTERS!r}.")
    if entry and entry.landlord_id != by.landlord_id:
        raise PermissionDenied("That is another landlord's.")


def _add(by: Person, model: type[K], said: Mapping[str, Any], at: datetime, before: Kept | None) -> K:
    person = said.get("person")
    if isinstance(person, Person) and person.landlord_id != by.landlord_id:
        raise PermissionDenied("They work for another landlord.")
    key, number = (before.key, before.number + 1) if before else (secrets.token_hex(8), 1)
    try:
        with transaction.atomic():
            return model.objects.create(landlord=by.landlord, key=key, number=number, by=by, at=at, **said)  # type: ignore[no-any-return]
    except IntegrityError as error:
        raise Refused("Somebody has changed this entry meanwhile. Look at it again, then change it.") from error
