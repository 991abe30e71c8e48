"""What is owed, by due date, to whoever may see it: pages of a list, walked by (date, id)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any, Literal

from django.db.models import Case as Choose
from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When

from putright.apps.accounts.models import Person
from putright.apps.casework.models import Case, Duty, Event, Message
from putright.apps.casework.visibility import excluded, visible

PAGE = 50
SOON = timedelta(days=7)
Place = tuple[date, int]
"""Where a page ended: `Duty.sorts_on` and `Duty.id`, or by receipt `Case.received_on` and `Case.id`."""
Scope = Literal["mine", "team", "all"]
Due = Literal["", "late", "today", "soon"]
Sort = Literal["due", "received"]

AFTERWARDS = ("survey", "survey.follow_up", "dispose", "review:restriction")
KINDS: dict[str, tuple[str, Q]] = {
    "acknowledge": ("Acknowledgements", Q(name__in=["stage1.acknowledge", "stage2.acknowledge"])),
    "respond": ("Answers", Q(name__in=["stage1.respond", "stage2.respond"])),
    "update": ("Updates", Q(name="update")),
    "promise": ("Promises", Q(name__startswith="promise:")),
    "message": ("What people wrote", Q(name__startswith="message:")),
    "remedy": ("Remedies", Q(name__startswith="remedy:")),
    "safety": ("Safety and candour", Q(name__startswith="safety.alert:") | Q(name="candour.notify")),
    "hazard": ("Hazards in the home", Q(name__startswith="hazard:")),
    "procedure": ("Other procedures", Q(name__startswith="procedure:")),
    "request": ("Information asked for", Q(name__startswith="request:")),
    "action": ("What was learnt", Q(name__startswith="action:")),
    "detriment": ("Treated worse for complaining", Q(name__startswith="detriment:")),
    "registers": ("Requests, comments and praise", Q(name__in=["service_request", "answer", "share"])),
    "ombudsman": (
        "For the Ombudsman",
        Q(name__startswith="evidence:") | Q(name__startswith="order:") | Q(name__startswith="notice:"),
    ),
    "after": ("Afterwards", Q(name__in=AFTERWARDS) | Q(name__startswith="hold:")),
}
"""Kinds of duty, as lists narrow by them."""
LETTERS = {"acknowledge": "acknowledged", "respond": "response_sent"}
"""By the end of a duty's name, the kind of message that meets it."""


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
    """How many duties are late, due today or in the next seven days, and how many complaints are open.

    `unsorted`: those that nobody has asked about what they are, narrowed by nothing.
    """

    late: int
    today: int
    soon: int
    open: int
    unsorted: int


def owed(person: Person, *, mine: bool = False) -> QuerySet[Duty]:
    """The duties still owed on cases this person may see, or only on those they handle; the earliest first."""
    duties = Duty.objects.filter(visible(person, "case"), done_on=None, window=False)
    return (duties.filter(handler=person) if mine else duties).order_by("sorts_on", "id")


def asked_of(person: Person, *, answered: bool = False) -> QuerySet[Duty]:
    """What is asked of a person on cases of which they may see nothing else; the earliest first.

    A case that is kept from them asks nothing of them. With `answered`, also what they have answered.
    """
    duties = Duty.objects.filter(asked_of=person, landlord=person.landlord_id)
    duties = duties if answered else duties.filter(done_on=None)
    return duties.exclude(case__in=excluded(person)).select_related("case").order_by("sorts_on", "id")


def wanted(person: Person, want: Wanted, today: date) -> QuerySet[Duty]:
    """The duties a person asked to see, the earliest first."""
    return owed(person).filter(_what(want, today), _whose(person, want, "case__"))


def _what(want: Wanted, today: date) -> Q:
    """Which duties, of those owed on a case.

    A clock that has not started is left out unless `waiting`; `safety.alert` stands for its recipients, who are listed.
    """
    started = Q() if want.waiting else Q(Q(waits_until=None) | Q(waits_until__lt=today), waiting=False)
    kind = KINDS[want.kind][1] if want.kind in KINDS else ~Q(name="safety.alert")
    return started & _due(want.due, today) & kind


def _whose(person: Person, want: Wanted, case: str = "") -> Q:
    """Whose cases, and which, of cases or of duties, whose way to their case is then `case__`: both have a handler."""
    asked = {f"{case}stage": want.stage, f"{case}brand": want.brand}
    chosen = Q(**{name: value for name, value in asked.items() if value})
    if want.handler == "nobody":
        chosen &= Q(handler=None)
    elif want.handler.isascii() and want.handler.isdigit():
        chosen &= Q(handler=int(want.handler))
    if want.scope == "all":
        return chosen
    if want.scope == "mine" or not person.team_id:
        return chosen & Q(handler=person)
    return chosen & Q(handler__in=Person.objects.filter(team=person.team_id).values("pk"))


def count(person: Person, want: Wanted, today: date) -> Counts:
    """The numbers above a list, narrowed as it is but for the due date: one statement."""
    duties = wanted(person, replace(want, due=""), today).filter(sorts_on__lte=today + SOON).order_by()
    due = Choose(
        When(_due("late", today), then=Value("late")), When(_due("today", today), then=Value("today")),
        default=Value("soon"), output_field=CharField(),
    )  # fmt: skip
    cases = Case.objects.visible_to(person).filter(_whose(person, want), closed_on=None, kind="complaint")
    by_due = duties.annotate(what=due).values_list("what").annotate(n=Count("pk"))
    found = dict(by_due.union(_number(cases, "open"), _number(unsorted(person), "unsorted"), all=True))
    return Counts(**{one.name: found.get(one.name, 0) for one in fields(Counts)})


def _number(cases: QuerySet[Case], name: str) -> QuerySet[Any]:
    return cases.order_by().annotate(what=Value(name, CharField())).values_list("what").annotate(n=Count("pk"))


def _due(due: Due, today: date) -> Q:
    if due == "late":
        return Q(sorts_on__lt=today)
    if due == "today":
        return Q(sorts_on=today)
    return Q(sorts_on__gt=today, sorts_on__lte=today + SOON) if due == "soon" else Q()


def page(duties: QuerySet[Duty], after: Place | None = None, size: int = PAGE) -> Page:
    """One page of a list of duties, with their cases and handlers."""
    if after:
        # Rows as (a > x) OR (a = x AND b > y): PostgreSQL and SQLite both walk the index from "sorts_on >= x".
        duties = duties.filter(sorts_on__gte=after[0]).exclude(Q(sorts_on=after[0]) & Q(id__lte=after[1]))
    found = list(duties.select_related("case__handler").defer("case__search_text")[: size + 1])
    more = len(found) > size
    last = found[size - 1] if more else None
    return Page(found[:size], (last.sorts_on, last.pk) if last else None)


@dataclass(frozen=True)
class Marks:
    """What stands beside the duties of a page.

    `urgencies`: what the last assessment of a case said, by the case's id; cases without one are left out.
    `came_back`: the ids of the duties that are owed since the letter that met them did not arrive.
    """

    urgencies: dict[int, str]
    came_back: set[int]


def marks(duties: Iterable[Duty]) -> Marks:
    """The marks of a page: one statement."""
    shown = list(duties)
    cases = {duty.case_id for duty in shown}
    told = Event.objects.filter(case__in=cases, kind__in=("assessed", "reopened"))
    sent = Message.objects.filter(case__in=cases, kind__in=LETTERS.values())
    columns = "case", "id", "kind"
    rows = told.values_list(*columns, "data").union(sent.values_list(*columns, "state"), all=True)
    urgent: dict[int, str] = {}
    letters: dict[tuple[int, str], str] = {}
    for case, _, kind, said in sorted(rows):
        if kind in LETTERS.values():
            letters[case, kind] = said
        else:
            urgent[case] = json.loads(said).get("urgency", "")
    met = {duty.pk: letters.get((duty.case_id, LETTERS.get(duty.name.rpartition(".")[2], ""))) for duty in shown}
    return Marks(
        {case: urgency for case, urgency in urgent.items() if urgency},
        {pk for pk, state in met.items() if state == Message.State.BOUNCED},
    )


def page_by_receipt(
    person: Person, want: Wanted, today: date, after: Place | None = None, size: int = PAGE // 2
) -> Page:
    """The duties of so many open complaints, the newest complaint first; walked by complaint."""
    duties = Duty.objects.filter(_what(want, today), done_on=None, window=False)
    cases = Case.objects.visible_to(person).filter(_whose(person, want), closed_on=None)
    cases = cases.filter(Exists(duties.filter(case=OuterRef("pk"))))
    if after:
        cases = cases.filter(received_on__lte=after[0]).exclude(received_on=after[0], id__gte=after[1])
    found = list(cases.order_by("-received_on", "-id").values_list("received_on", "id")[: size + 1])
    rows = duties.filter(case__in=[pk for _, pk in found[:size]]).select_related("case__handler")
    shown = rows.defer("case__search_text").order_by("-case__received_on", "-case_id", "sorts_on", "id")
    return Page(list(shown), found[size - 1] if len(found) > size else None)


UNSORTED = ("staff", "online", "email", "survey", "social_media")
"""The ways in on which nobody was there to ask the person what they want."""
SORTED = ("triaged", "informal_attempted", "made_formal", "assessed", "defined", "acknowledged")


def unsorted(person: Person) -> QuerySet[Case]:
    """The complaints a person may see that nobody has asked about what they are, the oldest first."""
    waiting = Duty.objects.filter(case=OuterRef("pk"), name="stage1.acknowledge", done_on=None)
    seen_to = Event.objects.filter(case=OuterRef("pk"), kind__in=SORTED)
    found = Case.objects.visible_to(person).filter(kind="complaint", closed_on=None, channel__in=UNSORTED)
    return found.filter(Exists(waiting), ~Exists(seen_to)).order_by("received_on", "id")
