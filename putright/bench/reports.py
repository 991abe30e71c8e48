"""Timings of counting: keeping the facts of many cases, whole reports, a page of figures, and every measure at once."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from time import process_time

from django.db import connection
from django.utils import timezone

from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord, Person
from putright.apps.measuring import keeping
from putright.apps.measuring.models import Kept
from putright.apps.measuring.population import population, seq_now
from putright.apps.oversight.dashboards import parts
from putright.apps.oversight.dashboards.asked import Wanted
from putright.apps.oversight.dashboards.boards import BOARDS
from putright.apps.oversight.dashboards.counting import page
from putright.apps.oversight.reports import figures
from putright.bench.figures import Figure, seconds
from putright.bench.pages import database
from putright.core.measures import counting
from putright.core.measures.catalogue import MEASURES
from putright.core.measures.facts import Facts
from putright.core.measures.question import Question
from putright.core.reporting import periods

PARTS = {
    "channel": ("phone", "email", "letter", "online"), "stage": ("1", "2"), "source": ("tenant", "leaseholder"),
    "outcome": ("upheld", "partly_upheld", "not_upheld"), "category": ("repairs", "noise", "staff", "charges"),
    "tenure": ("rented", "shared_ownership", ""),
}  # fmt: skip
PAPERS = ("mrc_insight", "governing_body_report", "annual_report")
PAGES = ("now", "about", "trends")
LOOKED_AT = ("complaints", "answered", "answered_in_time", "answered_in_code", "escalation_rate", "upheld")
"""Measures of which every part is asked for too."""


def reports(number: int, say: Callable[[str], None]) -> Iterator[Figure]:
    """Reports and a page of figures as they are drawn up; then every measure there is, on one day and another."""
    for figure in database(number, say):
        yield replace(figure, group=_group(), what="cases on record")
    landlord = Landlord.objects.get(slug="bench")
    yield _keeping(timezone.now(), say)
    yield from _papers(landlord, timezone.localdate())
    yield from _pages(landlord, timezone.localdate())
    end = _quarter_before(timezone.localdate())
    questions = list(_questions(end))
    year_ago = timedelta(365)
    for what, until, since in (
        ("every measure of a quarter and of twelve months", end, end - year_ago),
        ("the same a year before, as it was then", end - year_ago, end - 2 * year_ago),
        ("the same from every case there ever was", end, None),
    ):
        yield _asked(landlord, questions, what, until, since)


def _papers(landlord: Landlord, today: date) -> Iterator[Figure]:
    """Reports as they are drawn up, of the last period that is over: from all cases, up to the log's end."""
    pack, seq = packs.current(landlord).pack, seq_now(landlord)
    for name in PAPERS:
        defined, begins = pack.reports[name], pack.landlord.year_begins
        span = periods.before(defined.every, periods.span(defined.every, today, begins)[0], begins)
        what = f"{defined.title}: {periods.short(defined.every, *span)}"
        yield _timed(what, lambda name=name, span=span: len(figures.draw(landlord, name, "", span, seq).figures))


def _pages(landlord: Landlord, today: date) -> Iterator[Figure]:
    """The parts of the complaints officer's page of figures, each as it is opened."""
    officer = Person.objects.get(landlord=landlord, email="officer@bench.example")
    board, begins = BOARDS["officer"], packs.current(landlord).pack.landlord.year_begins
    for part in parts.of(board):
        if part.key in PAGES:
            wanted = Wanted(page=board.key, part=part.key, every="quarter", on=today, brand="", begins=begins)
            yield _timed(
                f"page of figures, the part “{part.title}”",
                lambda part=part, wanted=wanted: len(page(board, part, wanted, officer).drawn.figures),
            )


def _timed(what: str, draw: Callable[[], int]) -> Figure:
    """How long something with so many figures takes to draw up."""
    gc.collect()
    start, shown = process_time(), []
    taken = seconds(lambda: shown.append(draw()))
    note = f"{shown[0]:,} figures; {process_time() - start:.1f} s of processor time"
    return Figure(_group(), what, taken, "s", goal="within seconds", note=note)


def _group() -> str:
    return f"Reports, on {'SQLite' if connection.vendor == 'sqlite' else 'PostgreSQL'}"


def _keeping(now: datetime, say: Callable[[str], None]) -> Figure:
    say("Keeping facts …")
    before = Kept.objects.count()

    def keep() -> None:
        while keeping.run_once(now):
            pass

    taken = seconds(keep)
    made = Kept.objects.count() - before
    note = f"{made:,} rows, {taken / made * 1000:.2f} ms each; by the worker, in batches" if made else "there already"
    return Figure(_group(), "facts of every case kept", taken, "s", note=note)


def _asked(landlord: Landlord, questions: list[Question], what: str, until: date, since: date | None) -> Figure:
    facts: list[Facts] = []
    gc.collect()
    start = process_time()
    reading = seconds(lambda: facts.extend(population(landlord, until, since=since)))
    counting_ = seconds(lambda: counting.ask_all(questions, facts))
    note = f"{len(facts):,} cases read in {reading:.1f} s, {len(questions):,} figures counted in "
    note += f"{counting_:.1f} s; {process_time() - start:.1f} s of processor time"
    return Figure(_group(), what, reading + counting_, "s", goal="within seconds", note=note)


def _questions(end: date) -> Iterator[Question]:
    """Every measure in the quarter and in each of the twelve months before its end; some by each part of the cases."""
    months = _months_to(end)
    for name in MEASURES:
        yield Question(measure=name, since=months[-3][0], until=end)
        yield from (Question(measure=name, since=first, until=last) for first, last in months)
    for name in LOOKED_AT:
        for part, values in PARTS.items():
            for value in values:
                yield Question(measure=name, since=months[-3][0], until=end, where={part: value})


def _months_to(end: date) -> list[tuple[date, date]]:
    found, last = [], end
    for _ in range(12):
        found.append((last.replace(day=1), last))
        last = last.replace(day=1) - timedelta(1)
    return found[::-1]


def _quarter_before(today: date) -> date:
    return date(today.year, (today.month - 1) // 3 * 3 + 1, 1) - timedelta(1)
