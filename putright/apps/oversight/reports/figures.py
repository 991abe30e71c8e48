"""Answers to the questions of reports: from everything on record up to a place in the landlord's log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord
from putright.apps.measuring.population import population
from putright.apps.oversight.reports import added
from putright.core.measures import counting
from putright.core.measures.catalogue import DIMENSIONS
from putright.core.measures.facts import Facts
from putright.core.measures.question import Answer, Question
from putright.core.reporting import drawing, periods
from putright.core.reporting.asking import Asker
from putright.core.reporting.shapes import Report
from putright.core.workdays import said

MONTHS = ("", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip


class Counted:
    """A population as reports ask it: of a landlord, as it stood at the end of a day, up to a place in its log."""

    def __init__(self, landlord: Landlord, until: date, seq: int) -> None:
        self.facts: Sequence[Facts] = population(landlord, until, seq=seq)

    def answers(self, questions: Sequence[Question]) -> list[Answer]:
        """The answer to each question, in its place."""
        found = counting.ask_all(questions, self.facts)
        return [found[counting.key(question)] for question in questions]

    def values(self, dimension: str) -> Iterable[str]:
        """The values that cases have of a dimension."""
        if dimension == "finding":
            return {finding for fact in self.facts for *_, found in fact.determined for finding in found}
        of = DIMENSIONS[dimension].of
        return {value for fact in self.facts for value in of(fact)}


def draw(landlord: Landlord, name: str, brand: str, span: periods.Span, seq: int) -> drawing.Draft:
    """A report of a period drawn up. Raises `KeyError` where the policy has no such report any more."""
    policy = packs.current(landlord)
    defined, pack = policy.pack.reports[name], policy.pack
    counted = Counted(landlord, span[1], seq)
    asker = Asker(
        since=span[0], until=span[1], every=defined.every, policy=policy, wording=packs.current(landlord).wording,
        values_of=counted.values, brand=brand, begins=pack.landlord.year_begins,
    )  # fmt: skip
    head = Report(
        id=name, title=defined.title, organisation=pack.brands[brand].name if brand else landlord.name, since=span[0],
        until=span[1], blocks=(), brand=brand, seq=seq, said=_said(defined.every, pack.landlord.year_begins, seq, span),
    )  # fmt: skip
    return added.add(drawing.draw(defined.shows, asker, counted.answers, head), landlord)


def again(report: Report, landlord: Landlord, seq: int) -> list[drawing.Difference]:
    """Which figures of a report come out differently, counted up to a place in the log."""
    return drawing.differences(report, Counted(landlord, report.until, seq).answers)


def _said(every: str, begins: int, seq: int, span: periods.Span) -> tuple[str, ...]:
    year = f"The financial year is taken to begin in {MONTHS[begins]}; this is a setting."
    return (
        f"It counts what happened from {said(span[0])} to {said(span[1])}, as it was on record up to entry {seq} of "
        "the log.",
        *([year] if every in ("quarter", "year") else []),
        "A figure of what is open or late is how it stood at the end of the last day.",
    )
