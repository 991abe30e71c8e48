"""The writes: a new list is laid before those who decide, taken up, or put away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from putright.apps.accounts import packs, permissions
from putright.apps.accounts.models import Holidays, Landlord, Person
from putright.apps.casework.models import Case, Head
from putright.apps.workbench.holidays.models import Change
from putright.apps.workbench.writes import Refused, check, hold, next_number
from putright.core import bank_holidays
from putright.core.workdays import Calendar

State = Change.State


def lay(landlord: Landlord, new: Calendar, by: Person | None, at: datetime) -> Change:
    """A new list, to be looked through by the worker: nothing counts by it yet. `by` None: the site's operator.

    Raises `Refused` where it says nothing new, and `PermissionDenied`.
    """
    _check(by, landlord)
    known = packs.calendar(landlord)
    if (new.first, new.last, dict(new.holidays)) == (known.first, known.last, dict(known.holidays)):
        raise Refused("This list says nothing that is not known already. Nothing has changed.")
    of = bank_holidays.changed(known, new)
    with transaction.atomic():
        hold(landlord.pk)
        number = next_number(Change.objects.filter(landlord=landlord))
        return Change.objects.create(
            landlord=landlord, number=number, source=new.source[:300], first=new.first, last=new.last,
            days=_days(new.holidays), added=_days(of.added), dropped=_days(of.dropped), basis=landlord.calendar,
            by=by, at=at, until=_last(landlord), next_try=at,
        )  # fmt: skip


def take_up(change: Change, by: Person | None, at: datetime) -> None:
    """From now on the landlord counts by the list; the worker writes into each case what became of its dates.

    Raises `Refused` where another list was taken up meanwhile, and `PermissionDenied`.
    """
    _check(by, change.landlord)
    with transaction.atomic():
        landlord = hold(change.landlord_id)
        if Change.objects.filter(landlord=landlord, state=State.RUNNING).exists():
            raise Refused("Dates are still being worked out by another list. Wait until that is done.")
        if landlord.calendar_id != change.basis_id:
            raise Refused("Another list was taken up meanwhile. Put this one away and read it in again.")
        if not Change.objects.filter(pk=change.pk, state=State.READY).update(state=State.RUNNING):
            raise Refused("It has been decided already.")
        head = Head.objects.select_for_update().filter(landlord=landlord).first()
        landlord.calendar = Holidays.objects.create(
            landlord=landlord, first=change.first, last=change.last, days=change.days, source=change.source, at=at
        )
        landlord.save(update_fields=["calendar"])
        Change.objects.filter(pk=change.pk).update(
            taken=landlord.calendar, decided_by=by, decided_at=at, cursor=0, until=_last(landlord), done=0, of=0,
            seq=head.seq if head else 0, next_try=at, attempts=0,
        )  # fmt: skip


def put_away(change: Change, by: Person | None, at: datetime) -> None:
    """The list is not taken up. Raises `Refused` where that was decided already, and `PermissionDenied`."""
    _check(by, change.landlord)
    open_ = Change.objects.filter(pk=change.pk, state__in=(State.LOOKING, State.READY))
    if not open_.update(state=State.DROPPED, decided_by=by, decided_at=at, next_try=None):
        raise Refused("It has been decided already.")


def _check(by: Person | None, landlord: Landlord) -> None:
    if by:
        check(by, permissions.ADOPT_POLICY, landlord.pk)


def _last(landlord: Landlord) -> int:
    return Case.objects.filter(landlord=landlord).aggregate(last=Max("pk"))["last"] or 0


def _days(days: Mapping[date, str]) -> dict[str, str]:
    return {day.isoformat(): name for day, name in days.items()}
