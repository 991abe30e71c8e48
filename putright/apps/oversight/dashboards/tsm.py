"""The Tenant Satisfaction Measures of a year: counted, with the homes they are divided by, and how they were read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied

from putright.apps.accounts import packs, permissions
from putright.apps.accounts.models import Landlord, Person
from putright.apps.measuring.stock import entered
from putright.apps.oversight.dashboards.counting import Seen
from putright.apps.oversight.dashboards.models import Chosen
from putright.apps.oversight.samples import waves as surveys
from putright.apps.residents.counting import homes_on
from putright.core.measures import counting, tsm
from putright.core.measures.tsm_items import HOMES
from putright.core.reporting.shapes import Cell, Heading, Report, Table, Words
from putright.core.workdays import said

FIRST = 2023
"""The year the measures began in."""
HEAD = ("Measure", "Homes", "Stage", "Figure", "Counted", "Of", "Rule")
CH01 = "CH01: complaints received, per 1,000 homes"
CH02 = "CH02: answered within the Code’s timescales"
TP09 = "TP09: satisfied with how their complaint was dealt with"


@dataclass(frozen=True)
class Year:
    """A year of the return: from 1 April to 31 March."""

    begins: int

    @property
    def since(self) -> date:
        """Its first day."""
        return date(self.begins, 4, 1)

    @property
    def until(self) -> date:
        """Its last day."""
        return date(self.begins + 1, 3, 31)

    def __str__(self) -> str:
        return f"1 April {self.begins} to 31 March {self.begins + 1}"


def years(today: date) -> list[Year]:
    """The years that can be asked for, the latest first; the one that runs among them."""
    running = today.year if today.month >= 4 else today.year - 1
    return [Year(begins) for begins in range(running, FIRST - 1, -1)]


def year_of(text: str, today: date) -> Year:
    """The year that an address asks for; the last one that is over where it asks for none."""
    offered = years(today)
    over = next((one for one in offered if one.until < today), offered[0])
    return next((one for one in offered if str(one.begins) == text), over)


def choices(landlord: Landlord) -> dict[str, Chosen]:
    """The choice that holds under each name, as far as any was made."""
    rows = Chosen.objects.filter(landlord=landlord).select_related("by").order_by("id")
    return {row.name: row for row in rows if row.name in tsm.CHOICES and row.value in tsm.CHOICES[row.name].options}


def choose(person: Person, name: str, value: str, why: str, at: datetime) -> Chosen:
    """Keeps how a point is read from now on. Raises `PermissionDenied`, and `ValueError` for no such choice."""
    if not permissions.may(person, permissions.ISSUE_REPORTS):
        raise PermissionDenied(f"This needs the permission {permissions.ISSUE_REPORTS!r}.")
    tsm.settled({name: value})
    return Chosen.objects.create(landlord=person.landlord, name=name, value=value, why=why, by=person, at=at)


def stock(landlord: Landlord, year: Year, brand: str) -> dict[str, int]:
    """How many homes of each kind there were at the end of the year, as entered."""
    return {kind: row.homes for kind, row in entered(landlord, year.until, brand).items()}


def known_homes(landlord: Landlord, year: Year, brand: str) -> dict[str, int]:
    """How many the register of homes has at the end of the year: what a form is filled with at first."""
    by_tenure = homes_on(landlord, year.until, brand or None)
    return {
        kind: sum(count for tenure, count in by_tenure.items() if kind in HOMES.get(tenure, ())) for kind in tsm.HOMES
    }


def lines(person: Person, year: Year, on: date, brand: str) -> list[tsm.Line]:
    """CH01 and CH02 of a year as known at the end of `on`. Raises `measuring.population.Counting`."""
    made = {name: row.value for name, row in choices(person.landlord).items()}
    asked = tsm.questions(year.since, min(year.until, on), made, brand)
    answers = counting.ask_all(asked, Seen(person, on, brand=brand, since=year.since).facts)
    homes = stock(person.landlord, year, brand)
    return tsm.lines(answers, year.since, min(year.until, on), homes, made, brand)


def report(person: Person, year: Year, on: date, brand: str) -> Report:
    """The return's table, as pages and files draw it. Raises `measuring.population.Counting`."""
    landlord = person.landlord
    made = {name: row.value for name, row in choices(landlord).items()}
    counted = lines(person, year, on, brand)
    rows = [_row(line) for line in counted] + list(_surveyed(landlord, year))
    table = Table(id="tsm", caption=f"Tenant Satisfaction Measures, {year}", head=HEAD, rows=tuple(rows))
    named = packs.current(landlord).pack.brands[brand].name if brand else landlord.name
    return Report(
        id="tenant_satisfaction_measures", title="Tenant Satisfaction Measures about complaints", organisation=named,
        since=year.since, until=year.until, brand=brand, said=(*tsm.said(year.until, made), _known(on)),
        blocks=(Heading(text="The return"), Words(lines=(_about(year, on),)), table),
    )  # fmt: skip


def _about(year: Year, on: date) -> str:
    so_far = ", so far" if on < year.until else ""
    return f"The year from {year}{so_far}. {tsm.rules_on(year.until).title}."


def _known(on: date) -> str:
    return f"It counts what was known at the end of {said(on)}."


def _row(line: tsm.Line) -> tuple[Cell, ...]:
    value: int | float | None = line.value
    missing = "homes not entered" if line.id == "CH01" else "nothing to count"
    figure = Cell(value=value, unit="rate", note="" if value is not None else missing)
    shown = f"{value:.1f}%" if line.id == "CH02" and value is not None else None
    return (
        Cell(value=CH01 if line.id == "CH01" else CH02),
        Cell(value=tsm.TITLES[line.homes]),
        Cell(value=f"Stage {line.stage}"),
        Cell(value=shown) if shown else figure,
        Cell(value=line.counted, unit="count", asks=line.asks, counted=line.counted),
        Cell(value=line.of, unit="count", note="" if line.of is not None else "not entered"),
        Cell(value=line.rule),
    )


def _surveyed(landlord: Landlord, year: Year) -> Iterator[tuple[Cell, ...]]:
    """TP09 of each kind of homes: counted from the survey of the year; a line that says so where there is none."""
    found = surveys.tp09(landlord, year.begins)
    for homes in tsm.HOMES:
        line = found.get(homes)
        value = f"{line.value:.1f}%" if line and line.value is not None else None
        yield (
            Cell(value=TP09),
            Cell(value=tsm.TITLES[homes]),
            Cell(value=""),
            Cell(value=value, note="" if value else "no survey entered"),
            Cell(value=line.counted if line else None, unit="count"),
            Cell(value=line.of if line else None, unit="count"),
            Cell(value=line.rule if line else ""),
        )
