"""The cases behind a figure, as a person may see them: a list, and the same as a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from putright.apps.accounts import packs, permissions
from putright.apps.accounts.models import Person
from putright.apps.casework.case.kinds import KINDS
from putright.apps.casework.models import Case
from putright.apps.casework.work.forms import STATUSES
from putright.apps.measuring.population import seen_by
from putright.apps.oversight.room.readable import door, readable
from putright.core.measures import counting
from putright.core.measures.catalogue import DIMENSIONS, MEASURES
from putright.core.measures.facts import Facts
from putright.core.measures.question import Answer, Question
from putright.core.reporting import labels

NO_STAGE = ("not_a_complaint", "triage")


@dataclass(frozen=True)
class Behind:
    """The cases behind a figure: those that may be opened, the latest first, and how many more there are.

    `hits`: of a share, how many cases count, and `rest` how many do not.
    """

    facts: list[Facts]
    more: int
    answer: Answer
    hits: int
    rest: int
    opens: dict[str, str]


def behind(person: Person, question: Question, on: date, *, others: bool) -> Behind:
    """The cases of a question; `others`: of a share, those that do not count.

    Raises `measuring.population.Counting`.
    """
    share, stock = MEASURES[question.measure].share, MEASURES[question.measure].stock
    people = seen_by(person, on, since=min(question.until if stock else question.since, on))
    hits = counting.behind(question, people)
    whole = counting.behind(question, people, whole=True) if share else hits
    counted = {one.reference for one in hits}
    rest = [one for one in whole if one.reference not in counted]
    shown = rest if others else hits
    opens = openable(person)
    seen = sorted((one for one in shown if one.reference in opens), key=_latest, reverse=True)
    return Behind(seen, len(shown) - len(seen), counting.ask(question, people), len(hits), len(rest), opens)


def _latest(one: Facts) -> tuple[date, str]:
    return one.received, one.reference


def openable(person: Person) -> dict[str, str]:
    """The cases that a person may open, by reference: on their own page, or in the Member's room."""
    found = dict.fromkeys(Case.objects.visible_to(person).values_list("reference", flat=True), "case")
    if permissions.may(person, permissions.READ_WITH_REASON):
        read = dict.fromkeys(readable(person).values_list("reference", flat=True), "member_case")
        return found | read if door(person) == "member_case" else read | found
    return found


# ---- in words -------------------------------------------------------------------------------


class Words:
    """What the values of facts are called for a landlord."""

    def __init__(self, person: Person) -> None:
        policy, wording = packs.current(person.landlord), packs.current(person.landlord).wording
        self.known = {name: labels.known(name, policy, wording) for name in DIMENSIONS}

    def of(self, dimension: str, value: str) -> str:
        """A value in words."""
        return self.known.get(dimension, {}).get(value) or labels.words(value)

    def narrowed(self, question: Question) -> list[tuple[str, str]]:
        """Which part of the cases a question is about."""
        return [(DIMENSIONS[name].title, self.of(name, value)) for name, value in sorted(question.where.items())]

    def row(self, one: Facts) -> dict[str, Any]:
        """A case in a list."""
        return {
            "reference": one.reference,
            "received": one.received,
            "kind": KINDS.get(one.kind, "Complaint"),
            "stage": f"Stage {one.stage}" if one.stage.isdigit() and one.kind == "complaint" else "",
            "status": STATUSES.get(one.status, labels.words(one.status)),
            "brand": self.of("brand", one.brand) if one.brand else "",
            "channel": self.of("channel", one.channel) if one.channel else "",
            "categories": ", ".join(self.of("category", each) for each in one.categories),
            "services": ", ".join(self.of("service", each) for each in one.services),
            "area": one.area,
            "tenure": labels.words(one.tenure) if one.tenure else "",
        }


HEADS = {
    "reference": "Reference", "received": "Received", "kind": "Kind", "stage": "Stage", "status": "Status",
    "brand": "Landlord", "channel": "How it came", "categories": "About", "services": "Services", "area": "Area",
    "tenure": "Tenure",
}  # fmt: skip


def sheet(found: Behind, words: Words) -> Iterator[list[Any]]:
    """The same list as a sheet, with its headings first."""
    yield list(HEADS.values())
    for one in found.facts:
        row = words.row(one)
        yield [row[name].isoformat() if name == "received" else row[name] for name in HEADS]
