"""Which reports a landlord's policy promises, for which periods, and how each stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Min

from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord
from putright.apps.casework.models import Case
from putright.apps.equality import report as equality
from putright.apps.oversight.reports.models import Drawn
from putright.core.promised import Report
from putright.core.reporting import periods

BACK = timedelta(days=460)
"""How far back reports are drawn up by themselves: a year and a quarter. Earlier ones are drawn up when asked for."""
ORDER = ("fortnight", "month", "quarter", "year")
RHYTHMS = {"fortnight": "Every fortnight", "month": "Every month", "quarter": "Every quarter", "year": "Every year"}
ISSUE_WITHIN = {"fortnight": 7, "month": 14, "quarter": 31, "year": 183}
"""Days after its period by which a report counts as late where it has not been issued. Our own choice: no document
says how soon after its period a report is due."""


class Wanted(NamedTuple):
    """A report of a period, for a brand or for all."""

    report: str
    brand: str
    since: date
    until: date


def definitions(landlord: Landlord) -> dict[str, Report]:
    """The reports of the landlord's policy that are drawn up here, by name, the most frequent first."""
    found = packs.current(landlord).pack.reports
    drawn = [(name, one) for name, one in found.items() if one.shows]
    return dict(sorted(drawn, key=lambda pair: ORDER.index(pair[1].every)))


def begins(landlord: Landlord) -> int:
    """The month that the landlord's financial year begins in."""
    return packs.current(landlord).pack.landlord.year_begins


def first_day(landlord: Landlord) -> date | None:
    """The day the first complaint on record was received; None where there is none."""
    found: date | None = Case.objects.filter(landlord=landlord).aggregate(first=Min("received_on"))["first"]
    return found


def missing(landlord: Landlord, today: date) -> Iterator[Wanted]:
    """Every report whose period is over and that has not been asked for yet, the earliest first."""
    defined, first = definitions(landlord), first_day(landlord)
    if not defined or not first:
        return
    there = set(Drawn.objects.filter(landlord=landlord).values_list("report", "brand", "since"))
    month = begins(landlord)
    for name, report in defined.items():
        for since, until in periods.ended(report.every, max(first, today - BACK), today, month):
            if "equality" in report.shows and today <= until + equality.GRACE:
                continue  # its figures are drawn by then
            for brand in report.brands or ("",):
                if (name, brand, since) not in there:
                    yield Wanted(name, brand, since, until)


@dataclass(frozen=True, slots=True)
class Standing:
    """A report of the policy for a brand or for all: the last of it, what waits to be issued, and when it is due."""

    name: str
    report: Report
    brand: str
    brand_name: str
    waiting: list[Drawn]
    issued: Drawn | None
    next_since: date
    next_until: date
    late: bool


def standing(landlord: Landlord, today: date) -> list[Standing]:
    """How each report stands on a day."""
    brands = packs.current(landlord).pack.brands
    rows: dict[tuple[str, str], list[Drawn]] = {}
    for drawn in Drawn.objects.filter(landlord=landlord, until__gte=today - 2 * BACK).order_by("since"):
        rows.setdefault((drawn.report, drawn.brand), []).append(drawn)
    found = []
    for name, report in definitions(landlord).items():
        for brand in report.brands or ("",):
            mine = rows.get((name, brand), [])
            waiting = [one for one in mine if one.state != Drawn.State.ISSUED]
            issued = next((one for one in reversed(mine) if one.state == Drawn.State.ISSUED), None)
            span = periods.span(report.every, today, begins(landlord))
            called = brands[brand].name if brand in brands else ""
            late = any(is_late(one, report.every, today) for one in waiting)
            found.append(Standing(name, report, brand, called, waiting, issued, *span, late))
    return found


def due(until: date, every: str) -> date:
    """By when a report of a period that ended on a day is to be issued."""
    return until + timedelta(days=ISSUE_WITHIN[every])


def is_late(drawn: Drawn, every: str, today: date) -> bool:
    """Whether a report should have been issued before today."""
    return drawn.state != Drawn.State.ISSUED and due(drawn.until, every) < today


def called(every: str, drawn: Drawn) -> str:
    """What the period of a report is called."""
    return periods.short(every, drawn.since, drawn.until)
