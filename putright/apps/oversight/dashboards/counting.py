"""Figures as a person may see them: of their brands, and without any trace of what they must keep away from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from django.utils.html import format_html
from msgspec.structs import replace

from putright.apps.accounts import packs
from putright.apps.accounts.models import Person
from putright.apps.measuring.population import seen_by
from putright.apps.oversight.dashboards.asked import Wanted, cases_address
from putright.apps.oversight.dashboards.boards import Board
from putright.apps.oversight.dashboards.parts import NOW, Part
from putright.apps.oversight.dashboards.work import Tile
from putright.apps.oversight.reports.figures import Counted
from putright.core.measures.question import Answer, Question
from putright.core.reporting import drawing, periods
from putright.core.reporting.asking import Asker
from putright.core.reporting.shapes import Cell, Report, Table
from putright.core.workdays import add_months

WEEKS = 6
DAY = timedelta(days=1)


class Seen(Counted):
    """A population as a person may see it, at the end of a day."""

    def __init__(self, person: Person, on: date, *, brand: str = "", since: date | None = None) -> None:
        self.facts = seen_by(person, on, brand=brand, since=since)
        self._values = cache(lambda dimension: frozenset(Counted.values(self, dimension)))

    def values(self, dimension: str) -> Iterable[str]:
        """The values that cases have of a dimension."""
        return self._values(dimension)


class Page(NamedTuple):
    """A part of a page of figures: what stands, what is late and will be (each where it shows it), its sections."""

    tiles: list[Tile]
    ahead: Report | None
    drawn: drawing.Draft


def page(board: Board, part: Part, wanted: Wanted, person: Person) -> Page:
    """The figures of a part of a page; nothing else is counted.

    Raises `measuring.population.Counting` while the worker has still to count.
    """
    landlord, (since, until) = person.landlord, wanted.span
    policy = packs.current(landlord)
    seen = Seen(person, wanted.on, brand=wanted.brand, since=add_months(since, -part.back))
    asker = Asker(
        since=since, until=until, every=wanted.every, policy=policy, wording=packs.current(landlord).wording,
        values_of=seen.values, brand=wanted.brand, begins=wanted.begins,
    )  # fmt: skip
    named = policy.pack.brands[wanted.brand].name if wanted.brand else landlord.name
    head = Report(
        id=board.key, title=board.title, organisation=named, since=since, until=until, blocks=(), brand=wanted.brand
    )
    shows = tuple(name for name in part.shows if name != "brands" or (policy.pack.brands and not wanted.brand))
    now = part.key == NOW.key
    coming = replace(head, blocks=(ahead(seen, wanted),)) if now and board.ahead else None
    return Page(
        tiles(seen, wanted) if now and not board.work else [], coming, drawing.draw(shows, asker, seen.answers, head)
    )


STANDING = (
    ("late", "Answers late", "overdue"),
    ("due_soon", "Answers due within a week", "soon"),
    ("unacknowledged", "Not acknowledged yet", ""),
    ("open", "Open complaints", ""),
    ("remedies_late", "Remedies late", "overdue"),
    ("orders_open", "Ombudsman’s orders open", ""),
    ("actions_late", "Actions late", "overdue"),
)
"""What stands at the end of a day, with the look of its tile where there is any of it."""


def tiles(seen: Seen, wanted: Wanted) -> list[Tile]:
    """What stands at the end of the day: it is to be seen before anybody asks."""
    where = {"brand": wanted.brand} if wanted.brand else {}
    asked = [Question(measure=name, since=wanted.on, until=wanted.on, where=where) for name, *_ in STANDING]
    answers = zip(STANDING, asked, seen.answers(asked), strict=True)
    return [
        Tile(title, answer.counted, look, cases_address(question, wanted.on, back=wanted.back))
        if answer.counted
        else Tile(title, 0, "", "")
        for (_, title, look), question, answer in answers
    ]


KINDS = (
    ("answers_due", "late", "Answers", ""),
    ("acknowledged_in_time", "", "Acknowledgements", "see what is due"),
    ("remedies_in_time", "remedies_late", "Remedies", ""),
    ("orders_in_time", "", "Ombudsman’s orders", "see the orders"),
)
"""What falls due: by the measure of its dates, and that of what is late, or where that is to be seen."""


def ahead(seen: Seen, wanted: Wanted) -> Table:
    """What is late, and what falls due in each of the coming weeks."""
    on, where = wanted.on, {"brand": wanted.brand} if wanted.brand else {}
    spans = [(on + DAY + timedelta(weeks=n), on + timedelta(weeks=n + 1)) for n in range(WEEKS)]
    questions = [Question(measure=late, since=on, until=on, where=where) for _, late, *_ in KINDS if late]
    for since, until in spans:
        questions += [Question(measure=due, since=since, until=until, where=where) for due, *_ in KINDS]
    answers = iter(zip(questions, seen.answers(questions), strict=True))
    cells = [
        Cell(value="Late"),
        *(_late(*next(answers)) if late else Cell(unit="count", note=there) for _, late, _, there in KINDS),
    ]
    rows = [tuple(cells)]
    for since, until in spans:
        rows.append((Cell(value=periods.short("week", since, until)), *(_due(*next(answers)) for _ in KINDS)))
    caption = "Late, and falling due week by week: what is not done yet"
    heads = ("When", *(name for _, _, name, _ in KINDS))
    return Table(id="ahead", caption=caption, head=heads, rows=tuple(rows))


def _late(question: Question, answer: Answer) -> Cell:
    return Cell(value=answer.counted, unit="count", asks=question, counted=answer.counted)


def _due(question: Question, answer: Answer) -> Cell:
    """What falls due and is not done: of a share of dates kept, what is not kept yet."""
    left = (answer.of or 0) - answer.counted
    return Cell(value=left, unit="count", asks=question, counted=left)


def progress(percent: int) -> str:
    """How far counting is, as a bar that says it in words too."""
    return format_html('<progress class="pr-counting" max="100" value="{}">{} %</progress>', percent, percent)
