"""The writes of rehearsals: one is written, changed, taken out, or written down from a case."""

from __future__ import annotations

from datetime import datetime

import msgspec
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.opened import Opened
from putright.apps.workbench.rehearsals.models import Rehearsal
from putright.core import rehearsing
from putright.data.yaml import write

MOST = 1000
"""The most rehearsals a landlord keeps of its own: all of them are run at once."""


class Refused(Exception):
    """It was not written; the text says why and what to do."""


class Stale(Exception):
    """Somebody saved this rehearsal meanwhile: `now` is its last state."""

    def __init__(self, now: Rehearsal) -> None:
        super().__init__(f"{now.by} saved it meanwhile")
        self.now = now


@transaction.atomic
def add(by: Person, title: str, text: str, at: datetime) -> Rehearsal:
    """Keeps a new rehearsal. Raises `Refused` where there are too many, and `PermissionDenied`."""
    _locked(by)
    own = Rehearsal.objects.filter(landlord=by.landlord_id)
    if own.current().count() >= MOST:
        raise Refused(f"There are {MOST} rehearsals already: take one out first.")
    last = own.aggregate(last=Max("number"))["last"] or 0
    return _written(by, last + 1, 1, title, text, at)


@transaction.atomic
def change(
    by: Person, number: int, text: str, on: int, at: datetime, *, title: str = "", struck: bool = False
) -> Rehearsal:
    """Keeps a further state of a rehearsal, or takes it out; `on` is the state that it was typed upon.

    Raises `Rehearsal.DoesNotExist`, `Stale` where it was saved meanwhile, and `PermissionDenied`.
    """
    _locked(by)
    now = Rehearsal.objects.filter(landlord=by.landlord_id, number=number).select_related("by").latest("n")
    if now.n != on:
        raise Stale(now)
    if (text, struck) == (now.text, now.struck):
        return now
    return _written(by, number, now.n + 1, title or now.title, text, at, struck=struck)


def from_case(by: Person, opened: Opened, at: datetime) -> Rehearsal:
    """Keeps what happened on a case as a rehearsal: no name, no text and no reference of it is kept.

    Raises `Refused` for a sensitive case and one about a member of staff, which could be known again by what happened
    alone; and `PermissionDenied`.
    """
    if opened.case.sensitive or opened.state.about:
        why = "sensitive" if opened.case.sensitive else "about somebody who works here, who may read every rehearsal"
        raise Refused(f"This complaint is {why}: it could be known again by what happened. Write one by hand.")
    script = rehearsing.written_down(opened.events, opened.judged.policy, opened.people)
    return add(by, script.rehearsal, write(msgspec.to_builtins(script)), at)


def _locked(by: Person) -> None:
    if not permissions.may(by, permissions.DRAFT_POLICY):
        raise PermissionDenied(f"This needs the permission {permissions.DRAFT_POLICY!r}.")
    Landlord.objects.select_for_update().get(pk=by.landlord_id)


def _written(
    by: Person, number: int, n: int, title: str, text: str, at: datetime, *, struck: bool = False
) -> Rehearsal:
    return Rehearsal.objects.create(
        landlord=by.landlord, number=number, n=n, title=title[:300], text=text, struck=struck, by=by, at=at
    )
