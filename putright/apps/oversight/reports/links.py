"""What pages of reports lead to, and what they call things."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import NoReverseMatch, reverse

from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord, Person
from putright.apps.oversight.reports.models import Drawn
from putright.core.measures.question import Question
from putright.core.pack import Pack
from putright.core.promised import Report as Promised
from putright.core.reporting import html, periods
from putright.core.reporting.shapes import Report

EMPTY = Report(id="", title="", organisation="", since=date.min, until=date.min, blocks=())
OWN_PAGES = {
    "self_assessment": "self_assessment", "tenant_satisfaction_measures": "tsm", "feedback_sample": "samples",
    "learning_sample": "samples", "equality_report": "equality",
}  # fmt: skip
"""Reports of packs that have a page of their own: the name of its address."""


def cases(on: date) -> html.Link:
    """Where the cases behind a figure are listed, as they were known at the end of a day."""

    def link(question: Question) -> str:
        where = {f"where.{name}": value for name, value in sorted(question.where.items())}
        asked = {"measure": question.measure, "since": question.since, "until": question.until, "on": on}
        return address("figure_cases", urlencode(asked | where))

    return link


def address(name: str, query: str = "") -> str:
    """The address of a page by its name; empty where there is none."""
    try:
        return reverse(name) + (f"?{query}" if query else "")
    except NoReverseMatch:
        return ""


def elsewhere(pack: Pack) -> list[dict[str, Any]]:
    """The reports of a pack that are kept on pages of their own."""
    return [
        {"report": report, "href": address(OWN_PAGES.get(name, name))}
        for name, report in pack.reports.items() if not report.shows
    ]  # fmt: skip


def named(landlord: Landlord, to: Iterable[str]) -> str:
    """To whom a report goes: roles by their titles."""
    titles = packs.titles(landlord)
    return ", ".join(titles.get(one, one) for one in to)


def of_brands(person: Person, path: str = "") -> Q:
    """The reports that a person may read: of everything, and of the brands they work for."""
    return Q(**{f"{path}brand__in": ["", *person.brands]}) if person.brands else Q()


def definition(landlord: Landlord, drawn: Drawn) -> Promised | None:
    """The report's definition in the policy of today; None where it has it no more."""
    return packs.current(landlord).pack.reports.get(drawn.report)


def title(landlord: Landlord, drawn: Drawn) -> str:
    """What a report is called, with its landlord of the group where it is of one."""
    pack = packs.current(landlord).pack
    defined = pack.reports.get(drawn.report)
    called = defined.title if defined else drawn.report.replace("_", " ").capitalize()
    return f"{called}: {pack.brands[drawn.brand].name}" if drawn.brand in pack.brands else called


def heading(drawn: Drawn) -> dict[str, Any]:
    """The head of a report's page: its title, period, to whom it goes and why."""
    landlord, defined = drawn.landlord, definition(drawn.landlord, drawn)
    period = periods.short(defined.every, drawn.since, drawn.until) if defined else ""
    return {
        "title": title(landlord, drawn), "period": period, "defined": defined,
        "to": named(landlord, defined.to) if defined else "",
    }  # fmt: skip
