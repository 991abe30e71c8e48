"""The writes of rehearsals: one is written, changed, taken out, or written down from a case."""

from __future__ import annotations

from datetime import datetime

import msgspec
from django.db import transaction

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person
from putright.apps.casework.opened import Opened
from putright.apps.workbench import limits
from putright.apps.workbench.rehearsals.models import Rehearsal
from putright.apps.workbench.writes import Refused, Stale, check, hold, next_number
from putright.core import rehearsing
from putright.data.yaml import write


@transaction.atomic
def add(by: Person, title: str, text: str, at: datetime) -> Rehearsal:
    """Keeps a new rehearsal. Raises `Refused` where there are too many, and `PermissionDenied`."""
    _hold(by)
    own = Rehearsal.objects.filter(landlord=by.landlord_id)
    _check_room(by.landlord_id)
    number = next_number(own)
    if number > limits.REHEARSALS_WRITTEN:
        raise Refused(
            f"{limits.REHEARSALS_WRITTEN:,} rehearsals were written, as many as are kept. Put back one that was taken "
            "out, and write this in its place."
        )
    return _written(by, number, 1, title, text, at)


@transaction.atomic
def change(
    by: Person, number: int, text: str, on: int, at: datetime, *, title: str = "", struck: bool = False
) -> Rehearsal:
    """Keeps a further state of a rehearsal, or takes it out; `on` is the state that it was typed upon.

    Raises `Rehearsal.DoesNotExist`, `Stale` where it was saved meanwhile, `Refused` where there are too many, and
    `PermissionDenied`.
    """
    _hold(by)
    now = Rehearsal.objects.of(by.landlord, number)
    if now is None:
        raise Rehearsal.DoesNotExist
    if now.n != on:
        raise Stale(now)
    if (text, struck) == (now.text, now.struck):
        return now
    if now.struck and not struck:
        _check_room(by.landlord_id)
    if now.n >= limits.STATES and not struck:
        raise Refused(
            f"Nothing was saved: this rehearsal has {limits.STATES:,} saved states, as many as one keeps. Copy its "
            "text into a new one, and take this one out."
        )
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


def _check_room(landlord: int) -> None:
    if Rehearsal.objects.filter(landlord=landlord).current().count() >= limits.REHEARSALS:
        raise Refused(f"There are {limits.REHEARSALS:,} rehearsals already: take one out first.")


def _hold(by: Person) -> None:
    check(by, permissions.DRAFT_POLICY, by.landlord_id)
    hold(by.landlord_id)


def _written(
    by: Person, number: int, n: int, title: str, text: str, at: datetime, *, struck: bool = False
) -> Rehearsal:
    return Rehearsal.objects.create(
        landlord=by.landlord, number=number, n=n, title=title[:300], text=text, struck=struck, by=by, at=at
    )
