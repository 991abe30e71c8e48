"""Money that was promised to complainants and is not paid: who waits for how much, and since when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet, Sum

from putright.apps.accounts.models import Person
from putright.apps.casework.models import Case, Duty
from putright.apps.casework.opened import Opened, load
from putright.apps.casework.visibility import visible
from putright.core.state.shapes_remedies import PromisedRemedy


@dataclass(frozen=True)
class Sums:
    """How many payments, and how much in pence."""

    number: int
    pence: int


@dataclass(frozen=True)
class Unpaid:
    """One payment that is owed. `days`: how many days past its date, none or fewer than none if it is not."""

    case: Case
    key: str
    remedy: PromisedRemedy
    due: date | None
    days: int
    owner: str


def owed(person: Person) -> QuerySet[Duty]:
    """Money owed on the cases this person may see, the longest overdue first; what was declined is not owed."""
    duties = Duty.objects.filter(visible(person, "case"), pence__isnull=False, done_on=None)
    return duties.order_by("sorts_on", "id")


def sums(duties: QuerySet[Duty], today: date) -> dict[str, Sums]:
    """What is late, what is still to fall due, and what was offered, declined and can still be accepted."""
    wanted = {
        "late": duties.filter(waiting=False, due__lt=today),
        "coming": duties.filter(waiting=False, due__gte=today),
        "declined": duties.filter(waiting=True),
    }
    return {name: _sum(found.order_by()) for name, found in wanted.items()}


def _sum(duties: QuerySet[Duty]) -> Sums:
    found = duties.aggregate(number=Count("pk"), pence=Sum("pence"))
    return Sums(found["number"], found["pence"] or 0)


def payments(duties: list[Duty], today: date) -> Iterator[Unpaid]:
    """Each payment as its case tells it."""
    opened: dict[int, Opened] = {}
    for duty in duties:
        if duty.case_id not in opened:
            opened[duty.case_id] = load(duty.case)
        yield _payment(opened[duty.case_id], duty, today)


def _payment(opened: Opened, duty: Duty, today: date) -> Unpaid:
    key = duty.name.partition(":")[2]
    remedy, state = opened.state.remedies[key], opened.state
    owner = remedy.owner or state.handler or ""
    days = (today - duty.due).days if duty.due else 0
    return Unpaid(opened.case, key, remedy, duty.due, days, opened.judged.called(owner) if owner else "")
