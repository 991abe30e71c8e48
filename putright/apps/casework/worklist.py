"""What is owed, by due date, to whoever may see it: pages of a list, walked by (date, id)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from putright.apps.accounts.models import Person
from putright.apps.casework.models import Case, Duty

PAGE = 50
Place = tuple[date, int]
"""Where a page ended: `Duty.sorts_on` and `Duty.id`."""


@dataclass(frozen=True)
class Page:
    """Some duties, and the place to go on from; None at the end."""

    duties: list[Duty]
    next: Place | None


def owed(person: Person, *, mine: bool = False) -> QuerySet[Duty]:
    """The duties still owed on cases this person may see, or only on those they handle; the earliest first."""
    duties = Duty.objects.filter(landlord=person.landlord_id, done_on=None, window=False)
    if mine:
        duties = duties.filter(handler=person)
    # EXISTS and not IN: SQLite would gather every visible case before it looks at the first duty.
    visible = Case.objects.visible_to(person).filter(pk=OuterRef("case"))
    return duties.filter(Exists(visible)).order_by("sorts_on", "id")


def page(duties: QuerySet[Duty], after: Place | None = None, size: int = PAGE) -> Page:
    """One page of a list of duties, with their cases and handlers."""
    if after:
        # Rows as (a > x) OR (a = x AND b > y): PostgreSQL and SQLite both walk the index from "sorts_on >= x".
        duties = duties.filter(sorts_on__gte=after[0]).exclude(Q(sorts_on=after[0]) & Q(id__lte=after[1]))
    found = list(duties.select_related("case__handler")[: size + 1])
    more = len(found) > size
    last = found[size - 1] if more else None
    return Page(found[:size], (last.sorts_on, last.pk) if last else None)
