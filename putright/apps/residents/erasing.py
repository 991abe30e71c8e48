"""Erasing a resident when they are due to be."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from putright.apps.accounts.models import Person
from putright.apps.casework.models import Case
from putright.apps.residents.models import History, Import, Link, Resident, Row, Stay

AGAIN = "Somebody of the register was erased meanwhile. Send the file in again, without them."


def erase_case(case: Case, at: datetime) -> None:
    """Forgets who the parties of a case are in the register: they stay there, and the case leads to them no more."""
    Link.objects.filter(case=case).delete()


@transaction.atomic
def erase(resident: Resident, at: datetime, by: Person | None = None) -> None:
    """Removes a resident with their stays, representatives, adjustments and links, and every word said of them.

    Their homes stay. What stays of them is a line without words for each change of their record, and that they were
    erased. Files that wait to be taken in may hold them: they are removed and have to be sent in again.
    """
    landlord, number, own = resident.landlord, resident.pk, resident.number
    of = Row.objects.filter(of__landlord=landlord)
    of.filter(resident=number).update(said=[], number="", resident=None)
    if own:
        of.filter(number=own).update(said=[], number="", resident=None)
    Import.objects.filter(landlord=landlord).exclude(content=None).update(
        state=Import.State.FAILED, content=None, next_try=None, problem=AGAIN
    )
    History.objects.filter(landlord=landlord, subject="resident", number=number).exclude(said=None).update(said=None)
    Stay.objects.filter(resident=resident).delete()
    resident.delete()
    History.objects.create(
        landlord=landlord, subject="resident", number=number, what=History.What.ERASED, said=None, by=by, at=at
    )
