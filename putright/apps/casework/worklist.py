"""What is owed, by due date, to whoever may see it: pages of a list, walked by (date, id)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.models import Case, Duty

PAGE = 50
SOON = timedelta(days=7)
Place = tuple[date, int]
"""Where a page ended: `Duty.sorts_on` and `Duty.id`, or by receipt `Case.received_on` and `Duty.id`."""
Scope = Literal["mine", "team", "all"]
Due = Literal["", "late", "today", "soon"]
Sort = Literal["due", "received"]

KINDS: dict[str, tuple[str, Q]] = {
    "acknowledge": ("Acknowledgements", Q(name__in=["stage1.acknowledge", "stage2.acknowledge"])),
    "respond": ("Answers", Q(name__in=["stage1.respond", "stage2.respond"])),
    "update": ("Updates", Q(name="update")),
    "remedy": ("Remedies", Q(name__startswith="remedy:")),
    "safety": ("Safety and candour", Q(name__startswith="safety.alert:") | Q(name="candour.notify")),
    "ombudsman": ("For the Ombudsman", Q(name__startswith="evidence:") | Q(name__startswith="order:")),
    "after": ("Afterwards", Q(name__in=["survey", "dispose", "review:restriction"])),
}
"""Kinds of duty, as lists narrow by them."""


@dataclass(frozen=True)
class Page:
    """Some duties, and the place to go on from; None at the end."""

    duties: list[Duty]
    next: Place | None


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to. Empty means everything; `handler` is a person's id, or "nobody"."""

    scope: Scope = "all"
    due: Due = ""
    stage: str = ""
    kind: str = ""
    brand: str = ""
    handler: str = ""
    waiting: bool = False
    sort: Sort = "due"


@dataclass(frozen=True)
class Counts:
    """How many duties are late, due today or in the next seven days, and how many complaints are open."""

    late: int
    today: int
    soon: int
    open: int


def owed(person: Person, *, mine: bool = False) -> QuerySet[Duty]:
    """The duties still owed on cases this person may see, or only on those they handle; the earliest first."""
    duties = Duty.objects.filter(landlord=person.landlord_id, done_on=None, window=False)
    if mine:
        duties = duties.filter(handler=person)
    # EXISTS and not IN: SQLite would gather every visible case before it looks at the first duty.
    visible = Case.objects.visible_to(person).filter(pk=OuterRef("case"))
    return duties.filter(Exists(visible)).order_by("sorts_on", "id")


def wanted(person: Person, want: Wanted, today: date) -> QuerySet[Duty]:
    """The duties a person asked to see, in the order they asked for.

    A clock that has not started is left out unless `waiting`; `safety.alert` stands for its recipients, who are listed.
    """
    duties = owed(person, mine=want.scope == "mine").exclude(name="safety.alert")
    if want.scope == "team":
        duties = duties.filter(handler__team=person.team_id) if person.team_id else duties.filter(handler=person)
    if not want.waiting:
        duties = duties.filter(Q(waits_until=None) | Q(waits_until__lt=today), waiting=False)
    duties = duties.filter(_due(want.due, today), _of_case(want, "case__"), _handled(want))
    if want.kind in KINDS:
        duties = duties.filter(KINDS[want.kind][1])
    return duties if want.sort == "due" else duties.order_by("-case__received_on", "-id")


def count(person: Person, want: Wanted, today: date) -> Counts:
    """The numbers above a list, narrowed as it is but for the due date: one statement."""

    def number(found: QuerySet) -> Coalesce:
        rows = found.order_by().values("landlord").annotate(n=Count("pk")).values("n")
        return Coalesce(Subquery(rows), 0)

    parts = {due: number(wanted(person, replace(want, due=due), today)) for due in ("late", "today", "soon")}
    cases = Case.objects.visible_to(person).filter(_of_case(want), _handled(want), closed_on=None)
    if want.scope == "mine":
        cases = cases.filter(handler=person)
    elif want.scope == "team":
        cases = cases.filter(handler__team=person.team_id) if person.team_id else cases.filter(handler=person)
    names = Landlord.objects.filter(pk=person.landlord_id)
    return Counts(**names.values(**parts, open=number(cases)).get())


def _due(due: Due, today: date) -> Q:
    if due == "late":
        return Q(sorts_on__lt=today)
    if due == "today":
        return Q(sorts_on=today)
    return Q(sorts_on__gt=today, sorts_on__lte=today + SOON) if due == "soon" else Q()


def _of_case(want: Wanted, case: str = "") -> Q:
    asked = {f"{case}stage": want.stage, f"{case}brand": want.brand}
    return Q(**{name: value for name, value in asked.items() if value})


def _handled(want: Wanted) -> Q:
    if want.handler == "nobody":
        return Q(handler=None)
    return Q(handler=int(want.handler)) if want.handler.isascii() and want.handler.isdigit() else Q()


def page(duties: QuerySet[Duty], after: Place | None = None, size: int = PAGE, sort: Sort = "due") -> Page:
    """One page of a list of duties, with their cases and handlers."""
    if after and sort == "received":
        duties = duties.filter(Q(case__received_on__lt=after[0]) | Q(case__received_on=after[0], id__lt=after[1]))
    elif after:
        # Rows as (a > x) OR (a = x AND b > y): PostgreSQL and SQLite both walk the index from "sorts_on >= x".
        duties = duties.filter(sorts_on__gte=after[0]).exclude(Q(sorts_on=after[0]) & Q(id__lte=after[1]))
    found = list(duties.select_related("case__handler")[: size + 1])
    last = found[size - 1] if len(found) > size else None
    if not last:
        return Page(found, None)
    return Page(found[:size], (last.sorts_on if sort == "due" else last.case.received_on, last.pk))
