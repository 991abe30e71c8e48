"""What the writes of every part of the workbench have in common: why one was not made, who may, one after another."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Max

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Landlord, Person


class Refused(Exception):
    """It was not written; the text says why and what to do."""


class Stale(Exception):
    """Somebody saved the same thing meanwhile: `now` is its last state, with `by` and `n`."""

    def __init__(self, now: Any) -> None:
        super().__init__(f"{now.by} saved it meanwhile, as number {now.n}")
        self.now = now


def check(by: Person, permission: str, landlord: int) -> None:
    """Raises `PermissionDenied` where somebody may not do this, or it is of another landlord (its primary key)."""
    if not permissions.may(by, permission):
        raise PermissionDenied(f"This needs the permission {permission!r}.")
    if by.landlord_id != landlord:
        raise PermissionDenied("That is another landlord's.")


def hold(landlord: int) -> Landlord:
    """A landlord, by its primary key, for whom nobody else writes in the workbench until this transaction ends."""
    # Not the key: on PostgreSQL an event names it while it holds the log's head, which a list of holidays waits for.
    return Landlord.objects.select_for_update(no_key=True).get(pk=landlord)


def next_number(rows: Any, counted_by: str = "number") -> int:
    """The number after the last of some rows, 1 being the first. Two at once get the same one: `hold` comes first."""
    return (rows.aggregate(last=Max(counted_by))["last"] or 0) + 1
