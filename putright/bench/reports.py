"""Timings of counting: keeping the facts of many cases, and every figure of a quarter's report with a year's trend."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from time import process_time

from django.db import connection
from django.utils import timezone

from putright.apps.accounts.models import Landlord
from putright.apps.measuring import keeping
from putright.apps.measuring.models import Kept
from putright.apps.measuring.population import population
from putright.bench.figures import Figure, seconds
from putright.bench.pages import database
from putright.core.measures import counting
from putright.core.measures.catalogue import MEASURES
from putright.core.measures.facts import Facts
from putright.core.measures.question import Question

GROUP = "Reports"
PARTS = {
    "channel": ("phone", "email", "letter", "online"), "stage": ("1", "2"), "source": ("tenant", "leaseholder"),
    "outcome": ("upheld", "partly_upheld", "not_upheld"), "category": ("repairs", "noise", "staff", "charges"),
    "tenure": ("rented", "shared_ownership", ""),
}  # fmt: skip
LOOKED_AT = ("complaints", "answered", "answered_in_time", "answered_in_code", "escalation_rate", "upheld")
"""Measures of which every part is asked for too."""


def reports(number: int, say: Callable[[str], None]) -> Iterator[Figure]:
    """A report on the last whole quarter, on another day, and of all there ever was."""
    for figure in database(number, say):
        say(f"  {figure}")
    landlord = Landlord.objects.get(slug="bench")
    yield _keeping(timezone.now(), say)
    end = _quarter_before(timezone.localdate())
    questions = list(_questions(end))
    year_ago = timedelta(365)
    for what, until, since in (
        ("a quarter's report with a year's trend", end, end - year_ago),
        ("the same a year before, as it was then", end - year_ago, end - 2 * year_ago),
        ("the same of every case there ever was", end, None),
    ):
        yield _drawn(landlord, questions, what, until, since)


def _keeping(now: datetime, say: Callable[[str], None]) -> Figure:
    say("Keeping facts …")
    before = Kept.objects.count()

    def keep() -> None:
        while keeping.run_once(now):
            pass

    taken = seconds(keep)
    made = Kept.objects.count() - before
    note = f"{made:,} rows, {taken / made * 1000:.2f} ms each; by the worker, in batches" if made else "there already"
    return Figure(GROUP, "facts of every case kept", taken, "s", note=note)


def _drawn(landlord: Landlord, questions: list[Question], what: str, until: date, since: date | None) -> Figure:
    facts: list[Facts] = []
    gc.collect()
    start = process_time()
    reading = seconds(lambda: facts.extend(population(landlord, until, since=since)))
    counting_ = seconds(lambda: counting.ask_all(questions, facts))
    note = f"{connection.vendor}; {len(facts):,} cases read in {reading:.1f} s, {len(questions):,} figures counted in "
    note += f"{counting_:.1f} s; {process_time() - start:.1f} s of processor time"
    return Figure(GROUP, what, reading + counting_, "s", goal="within seconds", note=note)


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
