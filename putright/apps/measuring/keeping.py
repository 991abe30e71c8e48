"""The worker's part: keeps the facts of each case beside the log, batch by batch.

It goes through the log in its order. What it has gone through is marked with the facts in one transaction, so whoever
goes on after a killed worker begins where that one wrote last; two at once do the same work, and one of them writes.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date, datetime

import msgspec
from django.db import transaction
from django.db.models import F

from putright.apps.accounts import rounds
from putright.apps.accounts.models import Landlord
from putright.apps.casework.models import Event, Head
from putright.apps.measuring.folding import Folder, Recorded, rules
from putright.apps.measuring.models import Kept, Mark
from putright.core.measures.reach import settled_on

BATCH = 1000
"""Events gone through at a time."""

logger = logging.getLogger("putright.measuring")


def run_once(now: datetime) -> bool:
    """Goes on with each landlord whose log is ahead of what is kept; False where there is none."""
    return rounds.each(_go_on)


def progress(landlord: Landlord) -> tuple[int, int]:
    """How much of the log is kept as facts, and how much there is, in events."""
    head = Head.objects.filter(landlord=landlord).values_list("seq", flat=True).first() or 0
    mark = Mark.objects.filter(landlord=landlord, rules=rules(landlord)).values_list("seq", flat=True).first() or 0
    return min(mark, head), head


def _go_on(landlord: Landlord) -> bool:
    done, of = progress(landlord)
    if done == of:
        return False
    by = rules(landlord)
    mark, _ = Mark.objects.get_or_create(landlord=landlord, defaults={"rules": by})
    begun = mark.seq if mark.rules == by else 0
    happened = Event.objects.filter(landlord=landlord, seq__gt=begun).order_by("seq")
    batch = list(happened.values_list("seq", "case")[:BATCH])
    rows = list(_kept(landlord, sorted({case for _, case in batch})))
    with transaction.atomic():
        mine = Mark.objects.filter(landlord=landlord, seq=mark.seq, rules=mark.rules)
        if not batch or not mine.update(seq=batch[-1][0], rules=by):
            return False
        Kept.objects.filter(case__in={row.case_id for row in rows}).delete()
        Kept.objects.bulk_create(rows, batch_size=100)
    return True


def _kept(landlord: Landlord, cases: list[int]) -> Iterator[Kept]:
    """The rows of those cases whose facts are not there yet as they should be."""
    fresh = Kept.objects.filter(case__in=cases, next_on=None, rules=rules(landlord), n=F("case__version"))
    there = set(fresh.values_list("case", flat=True))
    folder = Folder(landlord)
    for case in folder.recorded([case for case in cases if case not in there]):
        try:
            yield from _rows(folder, case)
        except Exception:
            # It is counted from the log each time it is asked about, and named there as one that cannot be.
            logger.exception("The facts of %s cannot be kept.", case.reference)


def _rows(folder: Folder, case: Recorded) -> list[Kept]:
    """One for each month in which something happened, and of the last event."""
    found, walk, by = [], folder.walk(case), rules(folder.landlord)
    for n, ((_, seq, on, _), event) in enumerate(zip(case.rows, case.events(), strict=True), 1):
        walk.go([event])
        after: date | None = case.rows[n][2] if n < len(case.rows) else None
        if after is None or (after.year, after.month) != (on.year, on.month):
            facts = walk.facts()
            found.append(Kept(
                landlord=folder.landlord, case_id=case.pk, n=n, rules=by, last_on=on, last_seq=seq, next_on=after,
                settled_on=settled_on(facts), data=msgspec.msgpack.encode(facts),
            ))  # fmt: skip
    return found
