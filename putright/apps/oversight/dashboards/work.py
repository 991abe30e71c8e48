"""What cases are owed today, by kind and date, for a handler or a team; and how many cases each handler has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Case as Choose
from django.db.models import CharField, Count, Q, QuerySet, Value, When
from django.urls import reverse

from putright.apps.accounts.models import Person
from putright.apps.casework import worklist
from putright.apps.casework.models import Case, Duty
from putright.apps.casework.worklist import KINDS, SOON, Wanted

LATER = timedelta(days=28)
COLUMNS = (("late", "Late"), ("today", "Due today"), ("soon", "In the next 7 days"), ("later", "In the 3 weeks after"))


class Tile(NamedTuple):
    """A figure that stands by itself, with the way to its cases where there are any."""

    title: str
    number: int
    look: str
    href: str


def tiles(person: Person, scope: worklist.Scope, today: date) -> list[Tile]:
    """What a scope of the work list has to do first."""
    found = worklist.count(person, Wanted(scope=scope), today)
    there = (
        ("Late", found.late, "overdue", "late"),
        ("Due today", found.today, "today", "today"),
        ("Due in the 7 days after", found.soon, "soon", "soon"),
        ("Open complaints", found.open, "", ""),
    )
    list_ = reverse("work_list")
    return [
        Tile(title, n, look, f"{list_}?{urlencode({'scope': scope, 'due': due})}" if n else "")
        for title, n, look, due in there
    ]


@dataclass(frozen=True)
class Row:
    """A kind of duty with how many there are by when they are due, each with the list that shows them."""

    title: str
    counts: list[tuple[str, int, str]]


def owed(person: Person, scope: worklist.Scope, today: date) -> list[Row]:
    """How many duties a scope of the work list has, by kind and due date; kinds without any are left out."""
    duties = worklist.wanted(person, Wanted(scope=scope), today).filter(sorts_on__lte=today + LATER).order_by()
    found = _counted(duties, today)
    rows = []
    for kind, (title, _) in KINDS.items():
        counts = [(text, found.get((kind, due), 0), _list(scope, kind, due)) for due, text in COLUMNS]
        if any(count for _, count, _ in counts):
            rows.append(Row(title, counts))
    return rows


def _counted(duties: QuerySet[Duty], today: date) -> dict[tuple[str, str], int]:
    due = Choose(
        When(sorts_on__lt=today, then=Value("late")), When(sorts_on=today, then=Value("today")),
        When(sorts_on__lte=today + SOON, then=Value("soon")), default=Value("later"), output_field=CharField(),
    )  # fmt: skip
    kinds = [When(what, then=Value(kind)) for kind, (_, what) in KINDS.items()]
    kind = Choose(*kinds, default=Value(""), output_field=CharField())
    rows = duties.annotate(kind_=kind, due_=due).values_list("kind_", "due_").annotate(n=Count("pk"))
    return {(kind, due): n for kind, due, n in rows}


def _list(scope: str, kind: str, due: str) -> str:
    """Where the work list shows them; it has no list of the weeks after the next."""
    asked = {"scope": scope, "kind": kind, **({"due": due} if due != "later" else {})}
    return f"{reverse('work_list')}?{urlencode(asked)}"


@dataclass(frozen=True)
class Load:
    """How many cases somebody has. It shows where help is needed, and says nothing of how well anybody works."""

    name: str
    open: int
    soon: int
    href: str


def load(person: Person, scope: worklist.Scope, today: date) -> list[Load]:
    """The open cases of each handler whom this person answers for, by name; and those that nobody has."""
    cases = Case.objects.visible_to(person).filter(closed_on=None, kind="complaint")
    if scope == "team":
        cases = cases.filter(Q(handler__team=person.team_id) | Q(handler=person))
    soon = Q(next_due__lte=today + SOON)
    rows = cases.order_by("handler__name", "handler").values_list("handler", "handler__name")
    counted = rows.annotate(open=Count("pk"), soon=Count("pk", filter=soon))
    found = [Load(name or "Nobody yet", n, near, _of(scope, pk)) for pk, name, n, near in counted]
    return sorted(found, key=lambda one: (one.name == "Nobody yet", one.name.casefold()))


def _of(scope: str, pk: int | None) -> str:
    return f"{reverse('work_list')}?{urlencode({'scope': scope, 'handler': pk or 'nobody'})}"
