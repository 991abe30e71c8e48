"""Timings of a new bank holiday: looking through every open clock of a landlord, and writing into each case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from time import process_time

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord
from putright.apps.casework import chain
from putright.apps.casework.models import Duty
from putright.apps.workbench.holidays import actions, run
from putright.apps.workbench.holidays.models import Change
from putright.bench import many
from putright.bench.figures import Figure, seconds
from putright.core import bank_holidays

GOAL = 50_000
"""Open clocks that are to be worked out again within 30 seconds."""


def holidays(number: int, say: Callable[[str], None]) -> Iterator[Figure]:
    """A day is proclaimed to a landlord with many open complaints. The database is made, or found there."""
    call_command("migrate", verbosity=0)
    made = not Landlord.objects.exists()
    if made:
        cases = max(number * 22 // 100, 20)
        say(f"Writing {cases:,} open cases …")
        many.fill(many.landlord_with_people(), cases, cases, timezone.localdate())
    landlord, now = Landlord.objects.get(slug="bench"), timezone.now()
    known = packs.calendar(landlord)
    day = known.add_working_days(timezone.localdate() + timedelta(2), 1)
    clocks = Duty.objects.filter(landlord=landlord, done_on=None, due__isnull=False).count()
    change = actions.lay(landlord, bank_holidays.with_day(known, day, "Day of thanks", timezone.localdate()), None, now)
    yield _timed("looked through before it is taken up", change, clocks)
    actions.take_up(change, None, timezone.now())
    yield _timed("worked out again, with the log and the index", change, clocks)
    if made and chain.verify(landlord):  # copied events of the other groups are in no chain
        raise AssertionError("the log does not verify")


def _timed(what: str, change: Change, clocks: int) -> Figure:
    start = process_time()
    taken = seconds(lambda: run.run_once(timezone.now()))
    spent = process_time() - start
    change.refresh_from_db()
    if change.goes_on:
        raise AssertionError("the change was not gone through")
    note = f"{clocks:,} clocks of {change.done:,} cases in {taken:.1f} s, {spent:.1f} s of processor time; "
    note += f"{change.dates.count():,} dates move or stand"
    per = taken * GOAL / max(clocks, 1)
    group = f"Bank holidays, on {'SQLite' if connection.vendor == 'sqlite' else 'PostgreSQL'}"
    return Figure(group, f"{GOAL:,} open clocks {what}", per, "s", goal="30 s", note=note)
