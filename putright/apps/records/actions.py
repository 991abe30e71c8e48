"""The writes of disposal: prepare, leave out, approve or decline. Two people do it: whoever approves did not prepare.

No document says who approves a disposal. Two people is the reading that protects the person: what is erased by mistake
cannot be had back.
"""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.visibility import excluded
from putright.apps.records import due
from putright.apps.records.models import Disposal, Item, next_number

State = Disposal.State
MOST = 500
"""Records in one disposal."""


class Refused(Exception):
    """It cannot be done; the text says why, and what to do."""


@transaction.atomic
def prepare(person: Person, kind: str, most: int, *, at: datetime) -> Disposal:
    """Puts together what is due longest, for another person to approve. Raises `Refused` where nothing is due."""
    _may(person)
    landlord, today = _held(person), timezone.localdate(at)
    rule = due.rule(landlord, kind)
    found = due.candidates(person, kind, today, min(most, MOST)) if rule else ()
    if not found or rule is None:
        raise Refused("Nothing of this kind is due now.")
    disposal = Disposal.objects.create(
        landlord=landlord, number=next_number(Disposal, landlord), kind=kind, rule=rule, prepared_by=person,
        prepared_at=at,
    )  # fmt: skip
    Item.objects.bulk_create(
        Item(of=disposal, case_id=one.case, pk_of=one.pk, label=one.label, ended=one.ended, due=one.due)
        for one in found
    )
    return disposal


@transaction.atomic
def leave_out(person: Person, number: int, items: list[int], *, why: str) -> None:
    """Takes records out of a disposal that is not approved yet; they stay due."""
    disposal = _prepared(person, number)
    if not why.strip():
        raise Refused("Say why it is left out.")
    found = items_for(person, disposal).filter(pk__in=items, state=Item.State.WAITING)
    found.update(state=Item.State.LEFT_OUT, why=why.strip()[:400])


@transaction.atomic
def approve(person: Person, number: int, *, at: datetime) -> Disposal:
    """Approves a disposal; the worker begins. Raises `Refused` for whoever prepared it.

    What they must keep away from is left out of it and stays due: that is for somebody else to approve.
    """
    disposal = _prepared(person, number)
    if disposal.prepared_by_id == person.pk:
        raise Refused("You prepared it. Somebody else has to look at it and approve it.")
    hidden = disposal.items.filter(case__in=excluded(person), state=Item.State.WAITING)
    hidden.update(state=Item.State.LEFT_OUT, why="Somebody else has to approve it.")
    if not disposal.items.filter(state=Item.State.WAITING).exists():
        raise Refused("Everything was left out of it, so there is nothing to dispose of.")
    disposal.state, disposal.decided_by, disposal.decided_at = State.RUNNING, person, at
    disposal.next_try = at
    disposal.save(update_fields=["state", "decided_by", "decided_at", "next_try"])
    return disposal


@transaction.atomic
def decline(person: Person, number: int, *, at: datetime) -> Disposal:
    """Declines a disposal, or takes one's own back: nothing is erased, and what is in it stays due."""
    disposal = _prepared(person, number)
    disposal.state, disposal.decided_by, disposal.decided_at = State.DECLINED, person, at
    disposal.save(update_fields=["state", "decided_by", "decided_at"])
    return disposal


def of(person: Person, number: int) -> Disposal:
    """A disposal of the person's landlord. Raises `Disposal.DoesNotExist`."""
    rows = Disposal.objects.select_related("landlord", "prepared_by", "decided_by")
    return rows.get(landlord=person.landlord_id, number=number)


def items_for(person: Person, disposal: Disposal) -> QuerySet[Item]:
    """What is in a disposal, as far as this person may know of it."""
    return disposal.items.exclude(case__in=excluded(person))


def _prepared(person: Person, number: int) -> Disposal:
    _may(person)
    _held(person)
    disposal = of(person, number)
    if disposal.state != State.PREPARED:
        raise Refused(f"It was decided already: {disposal.get_state_display().lower()}.")
    return disposal


def _held(person: Person) -> Landlord:
    """The landlord, held until the transaction ends: two people do not prepare the same records."""
    return Landlord.objects.select_for_update().get(pk=person.landlord_id)


def _may(person: Person) -> None:
    if not permissions.may(person, permissions.DISPOSE):
        raise PermissionDenied(f"This needs the permission {permissions.DISPOSE!r}.")
