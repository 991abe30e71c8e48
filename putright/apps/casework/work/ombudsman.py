"""What the Ombudsman made of us, across complaints: failure orders counted by quarter, concerns, severe findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from putright.apps.accounts import packs, permissions
from putright.apps.accounts.models import Person
from putright.apps.casework.case.bodies import failure_title
from putright.apps.casework.models import Case, Event, Involvement
from putright.apps.casework.opened import decode
from putright.apps.casework.visibility import excluded
from putright.core import events as e

KINDS = ("failure_order_made", "concern_raised", "determined")
SEVERE = "severe_maladministration"


@require_GET
def ombudsman(request: HttpRequest) -> HttpResponse:
    """The page, for the board and for those who oversee; without the cases that a person keeps away from."""
    person = request.user
    if not permissions.may(person, permissions.SEE_OMBUDSMAN):
        raise PermissionDenied("This page needs the permission 'see_ombudsman'.")
    found = record(person)
    seen = set(Case.objects.visible_to(person).filter(pk__in={row.case_id for row, _ in found}).values_list("pk"))
    lines = [{"row": row, "event": event, "linked": (row.case_id,) in seen} for row, event in found]
    failures = [line | {"type": failure_title(line["event"].kind_)} for line in lines if _is(line, e.FailureOrderMade)]
    return render(request, "casework/ombudsman.html", {
        "failures": failures,
        "quarters": quarters(line["row"] for line in failures),
        "concerns": [
            line | {"to": line["event"].with_.replace("_", " ")} for line in lines if _is(line, e.ConcernRaised)
        ],
        "severe": [line for line in lines if _is(line, e.Determined)],
    })  # fmt: skip


def _is(line: dict[str, Any], kind: type[e.Event]) -> bool:
    return isinstance(line["event"], kind)


def record(person: Person) -> list[tuple[Event, Any]]:
    """Every failure order, concern and severe finding of the landlord, the latest first."""
    roles = [key for key, role in packs.roles(person.landlord).items() if "board" in role.does]
    brands = Q(case__brand__in=["", *person.brands]) if person.brands else Q()
    tied = Involvement.objects.filter(brands, role__in=roles, tie=Involvement.As.BOARD, case__landlord=person.landlord)
    cases = tied.exclude(case__in=excluded(person)).values("case")
    rows = Event.objects.filter(case__in=cases, kind__in=KINDS).select_related("case").prefetch_related("rows")
    told = [(row, _told(row)) for row in rows.order_by("-on", "-seq")]
    return [(row, event) for row, event in told if not isinstance(event, e.Determined) or is_severe(event)]


def _told(row: Event) -> Any:
    return decode(row, {text.place: text.body for text in row.rows.all()})


def is_severe(event: e.Determined) -> bool:
    """Whether a determination found severe maladministration, on the whole or on a point."""
    return SEVERE in (event.finding, *event.findings.values())


def quarters(rows: Iterable[Event]) -> list[tuple[str, int]]:
    """How many in each quarter of the calendar, as the Ombudsman publishes them; the latest first."""
    counted = Counter((row.on.year, (row.on.month - 1) // 3) for row in rows)
    names = ("January to March", "April to June", "July to September", "October to December")
    return [(f"{names[quarter]} {year}", n) for (year, quarter), n in sorted(counted.items(), reverse=True)]
