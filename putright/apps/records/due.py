"""Which records are due to be disposed of, which are held though their time is over, and by what rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Max, Min, Q, QuerySet

from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.models import Case, Duty
from putright.apps.casework.opened import load
from putright.apps.casework.visibility import excluded
from putright.apps.mailbox.models import Incoming
from putright.apps.records.models import Disposal, Item
from putright.apps.residents.models import Link, Resident
from putright.core import duties
from putright.core.workdays import Period

Kind = Disposal.Kind
OPEN = (Item.State.WAITING, Item.State.ERASED)


@dataclass(frozen=True)
class Candidate:
    """A record whose time is over."""

    label: str
    due: date
    ended: date | None = None
    case: int | None = None
    pk: int | None = None


@dataclass(frozen=True)
class Line:
    """What of one kind is due: how much, since when, how much of it is held, and by what rule it is kept."""

    kind: Disposal.Kind
    count: int
    oldest: date | None
    held: int
    rule: dict[str, Any] | None


def rule(landlord: Landlord, kind: str) -> dict[str, Any] | None:
    """How long records of a kind are kept, from what, and the provisions and reading behind it; None without one."""
    pack = packs.current(landlord).pack
    if kind in (Kind.COMPLAINT, Kind.ENTRY):
        clock = pack.clocks.get("dispose")
        if not clock or not clock.within:
            return None
        settled = "it was closed, or the last thing owed about it was done"
        start = "it was closed, withdrawn or refused" if kind == Kind.COMPLAINT else settled
        return {"within": clock.within, "from": start, "cites": list(clock.cites), "reading": clock.reading.strip()}
    kept = pack.retention.get(kind)  # type: ignore[call-overload]
    if not kept:
        return None
    start = "it came" if kind == Kind.MAIL else "the last stay ended"
    return {"within": kept.within, "from": start, "cites": list(kept.cites), "reading": kept.reading.strip()}


def lines(person: Person, today: date) -> list[Line]:
    """What is due of each kind; without the cases from which this person keeps away."""
    return [_line(person, kind, today) for kind in Kind]


def _line(person: Person, kind: Disposal.Kind, today: date) -> Line:
    found = rule(person.landlord, kind)
    if found is None:
        return Line(kind, 0, None, 0, None)
    if kind in (Kind.COMPLAINT, Kind.ENTRY):
        rows = cases(person, kind, today).aggregate(count=Count("pk"), oldest=Min("due"))
        return Line(kind, rows["count"], rows["oldest"], held(person, today, kind).count(), found)
    every = _mail(person.landlord, today) if kind == Kind.MAIL else _residents(person.landlord, today)
    first = _candidates_of(every[:1], kind, person.landlord)
    return Line(kind, every.count(), first[0].due if first else None, 0, found)


def cases(person: Person, kind: str, today: date) -> QuerySet[Duty]:
    """The duties to dispose of cases of a kind that are due and that nothing holds, the longest due first."""
    return _over(person, today, kind).filter(waiting=False).exclude(case__in=_taken(person.landlord))


def held(person: Person, today: date, kind: str = "") -> QuerySet[Duty]:
    """The same of cases whose time is over and that something holds."""
    return _over(person, today, kind).filter(waiting=True)


def _over(person: Person, today: date, kind: str) -> QuerySet[Duty]:
    found = Duty.objects.filter(landlord=person.landlord, name="dispose", done_on=None, sorts_on__lte=today)
    if kind:
        formal = Q(case__kind="complaint")
        found = found.filter(formal if kind == Kind.COMPLAINT else ~formal)
    return found.exclude(case__in=excluded(person)).select_related("case").order_by("sorts_on", "id")


def hidden(person: Person) -> frozenset[str]:
    """The references from which this person must keep away."""
    found = Case.objects.filter(landlord=person.landlord_id, pk__in=excluded(person))
    return frozenset(found.values_list("reference", flat=True))


def why_held(case: Case) -> list[str]:
    """What keeps a case's records."""
    return duties.holds(load(case).state)


def candidates(person: Person, kind: str, today: date, most: int) -> Sequence[Candidate]:
    """What a disposal of a kind would take in, the longest due first."""
    if kind in (Kind.COMPLAINT, Kind.ENTRY):
        rows = cases(person, kind, today)[:most]
        return [Candidate(row.case.reference, row.due or today, row.case.closed_on, row.case_id) for row in rows]
    every = _mail(person.landlord, today) if kind == Kind.MAIL else _residents(person.landlord, today)
    return _candidates_of(every[:most], kind, person.landlord)


def _candidates_of(rows: Any, kind: str, landlord: Landlord) -> list[Candidate]:
    kept = _period(landlord, kind)
    if kind == Kind.MAIL:
        return [Candidate(f"E-mail {row.pk}", _after(landlord, row.came_on, kept), row.came_on, pk=row.pk)
                for row in rows]  # fmt: skip
    return [Candidate(f"Resident {row.pk}", _after(landlord, row.last, kept), row.last, pk=row.pk) for row in rows]


def _mail(landlord: Landlord, today: date) -> QuerySet[Incoming]:
    """E-mails that somebody set aside, and whose time is over."""
    last = _last_day(landlord, Kind.MAIL, today)
    found = Incoming.objects.filter(landlord=landlord, state=Incoming.State.ASIDE, case=None, erased_at=None)
    found = found.exclude(pk__in=_numbers(landlord, Kind.MAIL))
    return found.filter(came_at__date__lte=last).order_by("came_at", "pk")


def _residents(landlord: Landlord, today: date) -> QuerySet[Resident]:
    """Those whose every stay ended long enough ago, and who stand in no case that is kept."""
    last = _last_day(landlord, Kind.RESIDENT, today)
    found = Resident.objects.filter(landlord=landlord).exclude(pk__in=Link.objects.values("resident"))
    found = found.exclude(pk__in=_numbers(landlord, Kind.RESIDENT)).annotate(
        last=Max("stays__until"), all=Count("stays"), over=Count("stays", filter=Q(stays__until__isnull=False))
    )
    return found.filter(all__gt=0, over=F("all"), last__lte=last).order_by("last", "pk")


def still_due(landlord: Landlord, kind: str, pk: int, today: date) -> bool:
    """Whether an e-mail or a resident may still go: nothing came of it meanwhile."""
    rows: Any = Incoming.objects.filter(pk=pk, landlord=landlord, case=None, state=Incoming.State.ASIDE)
    if kind == Kind.RESIDENT:
        last = _last_day(landlord, kind, today)
        stays = Q(stays__until=None) | Q(stays__until__gt=last)
        rows = Resident.objects.filter(pk=pk, landlord=landlord).exclude(pk__in=Link.objects.values("resident"))
        rows = rows.exclude(pk__in=Resident.objects.filter(stays).values("pk"))
    return bool(rows.exists())


def _taken(landlord: Landlord) -> QuerySet[Item]:
    """The cases that stand in a disposal already that is not over."""
    running = (Disposal.State.PREPARED, Disposal.State.RUNNING)
    found = Item.objects.filter(of__landlord=landlord, of__state__in=running, state__in=OPEN, case__isnull=False)
    return found.values("case")


def _numbers(landlord: Landlord, kind: str) -> QuerySet[Item]:
    running = (Disposal.State.PREPARED, Disposal.State.RUNNING)
    found = Item.objects.filter(of__landlord=landlord, of__kind=kind, of__state__in=running, state__in=OPEN)
    return found.filter(pk_of__isnull=False).values("pk_of")


def _period(landlord: Landlord, kind: str) -> Period:
    found = rule(landlord, kind)
    return Period.parse(found["within"] if found else "100 years")


def _after(landlord: Landlord, day: date, kept: Period) -> date:
    return packs.current(landlord).calendar.add(day, kept)


def _last_day(landlord: Landlord, kind: str, today: date) -> date:
    """The last day from which the time of a record is over today."""
    kept = _period(landlord, kind)
    day = today - timedelta(days=kept.number * (31 if kept.unit == "months" else 2))
    while _after(landlord, day + timedelta(days=1), kept) <= today:
        day += timedelta(days=1)
    return day
