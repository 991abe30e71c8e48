"""Somebody asks for their own data: finding what is theirs, choosing it, masking others, giving it, forgetting it.

Due within one month of the request (UK GDPR, Article 12(3)); others' data is not given with it (Article 15(4)).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from putright.apps.accounts import packs, permissions
from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework import actions as casework
from putright.apps.casework import log, search, viewing
from putright.apps.casework.models import Case, Party
from putright.apps.casework.visibility import excluded
from putright.apps.records.actions import Refused
from putright.apps.records.models import Access, next_number
from putright.apps.residents.models import Link, Resident
from putright.core import events as e
from putright.core.workdays import Period

State = Access.State
A_MONTH = Period.parse("1 month")
KEPT = timedelta(days=30)
"""How long what was given is kept here, in case they could not open it; then it is erased."""
MOST = 100


@dataclass(frozen=True)
class Found:
    """A party of a case who may be the person."""

    case: Case
    party: Party

    @property
    def key(self) -> str:
        """How forms name it."""
        return f"{self.case.pk}:{self.party.key}"


def ask(person: Person, *, at: datetime, name: str, known_by: str, identity: str, asked_on: date) -> Access:
    """Puts a request on record; due a calendar month after it was made."""
    may(person)
    landlord = person.landlord
    with transaction.atomic():
        Landlord.objects.select_for_update().get(pk=landlord.pk)
        due = packs.current(landlord).calendar.add(asked_on, A_MONTH)
        return Access.objects.create(
            landlord=landlord, number=next_number(Access, landlord), name=name, known_by=known_by, identity=identity,
            asked_on=asked_on, due=due, by=person,
        )  # fmt: skip


def find(person: Person, access: Access) -> list[Found]:
    """The parties of cases whom both the name and the other fact fit; none from which this person keeps away."""
    near = search.with_any_of(access.landlord, [access.known_by, search.bare(access.known_by)])
    cases = near.exclude(pk__in=excluded(person))[:MOST]
    parties = Party.objects.select_related("case").filter(case__in=list(cases)).order_by("-case__received_on", "key")
    wanted = set(search.normalise(access.name).split())
    return [Found(one.case, one) for one in parties if wanted and wanted & set(search.normalise(one.name).split())]


def resident_of(access: Access) -> Resident | None:
    """Whom of the register they are: by the link of a case, or where name and the other fact fit one alone."""
    linked = Link.objects.filter(case__in=[case for case, _ in access.parties]).select_related("resident")
    for link in linked:
        if [link.case_id, link.party] in access.parties:
            return link.resident
    fact = access.known_by.strip()
    known = Q(email__iexact=fact) | Q(phone_bare=search.bare(fact)) | Q(stays__home__postcode__iexact=fact)
    rows = Resident.objects.filter(known, landlord=access.landlord, name__iexact=access.name.strip()).distinct()[:2]
    return rows[0] if len(rows) == 1 else None


def choose(person: Person, number: int, theirs: list[str], *, at: datetime) -> Access:
    """Keeps which parties of which cases are theirs, holds those cases' records, and has it put together.

    Raises `Refused` for what was not found for them.
    """
    access = _open(person, number, State.OPEN)
    by_key = {one.key: one for one in find(person, access)}
    if not set(theirs) <= set(by_key):
        raise Refused("What is on file has changed meanwhile. Look again at what was found.")
    with transaction.atomic():
        chosen = [by_key[key] for key in theirs]
        for case in {one.case.pk: one.case for one in chosen}.values():
            _hold(person, access, case, at)
        access.parties = [[one.case.pk, one.party.key] for one in chosen]
        found = resident_of(access)
        access.resident = found.pk if found else None
        _build(access, at)
    return access


def mask(person: Person, number: int, *, words: list[str], withheld: list[str], at: datetime) -> Access:
    """Masks more words and says what was withheld; it is put together anew."""
    access = _open(person, number, State.READY, State.FAILED)
    access.masks, access.withheld = words, withheld
    _build(access, at)
    return access


def release(person: Person, number: int, *, how: str, at: datetime) -> Access:
    """Puts on record that somebody looked it through and gave it; after thirty days it is erased here."""
    access = _open(person, number, State.READY)
    access.state, access.how, access.released_by, access.released_at = State.RELEASED, how, person, at
    access.expires_at = at + KEPT
    access.save()
    return access


def end(access: Access, person: Person | None, at: datetime) -> None:
    """Erases what was put together and who it was about, and lifts the holds. That it was asked and given stays."""
    place = access.stored
    with transaction.atomic():
        for case in Case.objects.filter(pk__in=[case for case, _ in access.parties]).select_related("landlord"):
            _lift(person, access, case, at)
        access.state, access.expires_at, access.next_try, access.stored = State.ENDED, None, None, ""
        access.name = access.known_by = access.identity = access.how = access.problem = ""
        access.parties, access.masks, access.withheld, access.resident = [], [], [], None
        if place:
            default_storage.delete(place)
        access.save()


def _build(access: Access, at: datetime) -> None:
    access.state, access.next_try, access.attempts, access.problem = State.BUILDING, at, 0, ""
    access.save()


def _hold_id(access: Access) -> str:
    return f"own-data-{access.number}"


def _hold(person: Person, access: Access, case: Case, at: datetime) -> None:
    with log.open(access.landlord, case.reference) as opened:
        on = max(timezone.localdate(at), opened.state.last)
        if opened.state.disposed or _hold_id(access) in opened.state.learning.held:
            return
        review = access.due + KEPT
        happened = [e.HoldPlaced(on=on, id=_hold_id(access), why="subject_access", review_on=review)]
        casework.judge(opened, happened)
        log.append(opened, happened, by=person, at=at)


def _lift(person: Person | None, access: Access, case: Case, at: datetime) -> None:
    with log.open(access.landlord, case.reference) as opened:
        if _hold_id(access) in opened.state.learning.holds:
            on = max(timezone.localdate(at), opened.state.last)
            lifted = e.HoldLifted(on=on, id=_hold_id(access), reason="They have their data")
            log.append(opened, [lifted], by=person, at=at)


def of(person: Person, number: int) -> Access:
    """A request of the person's landlord. Raises `Access.DoesNotExist`, also where it is about a case that they must
    keep away from.
    """
    may(person)
    rows = Access.objects.select_related("landlord", "by", "released_by")
    found = rows.get(landlord=person.landlord_id, number=number)
    if found.pk in kept_from(person):
        raise Access.DoesNotExist
    return found


def kept_from(person: Person) -> frozenset[int]:
    """The requests about cases from which this person must keep away."""
    hidden = set(Case.objects.filter(landlord=person.landlord_id, pk__in=excluded(person)).values_list("pk", flat=True))
    if not hidden:
        return frozenset()
    every = Access.objects.filter(landlord=person.landlord_id).values_list("pk", "parties")
    return frozenset(pk for pk, parties in every if hidden & {case for case, _ in parties})


def look(person: Person, access: Access, *, at: datetime) -> None:
    """Puts on record that somebody opened what was put together of sensitive cases: once a day (WTP-12)."""
    theirs = Case.objects.filter(pk__in=[case for case, _ in access.parties], sensitive=True)
    for case in viewing.noted(theirs, person, at):
        if not case.is_noted:  # type: ignore[attr-defined]
            viewing.log(person, case, f"They asked for their own data: {access}", at)


def _open(person: Person, number: int, *states: Access.State) -> Access:
    access = of(person, number)
    if access.state not in states:
        raise Refused(f"This cannot be done now: {access.get_state_display().lower()}.")
    return access


def may(person: Person) -> None:
    """Raises `PermissionDenied` for whoever may export nobody's data, or works for some brands only."""
    if not permissions.may(person, permissions.EXPORT_PERSON):
        raise PermissionDenied(f"This needs the permission {permissions.EXPORT_PERSON!r}.")
    if person.brands:
        raise PermissionDenied("Somebody who works for all the landlords of the group does this.")
