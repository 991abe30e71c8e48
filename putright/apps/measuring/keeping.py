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

from putright.apps.accounts.models import Landlord
from putright.apps.casework.models import Event, Head
from putright.apps.measuring.folding import Folder, Row
from putright.apps.measuring.models import Kept, Mark
from putright.core.measures.facts import RULES, Facts
from putright.core.measures.of import Walk
from putright.core.measures.reach import settled_on

BATCH = 1000
"""Events gone through at a time."""

logger = logging.getLogger("putright.measuring")


def run_once(now: datetime) -> bool:
    """Goes on with each landlord whose log is ahead of what is kept; False where there is none."""
    behind = Head.objects.exclude(landlord__mark__rules=RULES, landlord__mark__seq__gte=F("seq"))
    done = [_go_on(head) for head in behind.select_related("landlord").order_by("landlord")]
    return any(done)


def progress(landlord: Landlord) -> tuple[int, int]:
    """How much of the log is kept as facts, and how much there is, in events."""
    head = Head.objects.filter(landlord=landlord).values_list("seq", flat=True).first() or 0
    mark = Mark.objects.filter(landlord=landlord, rules=RULES).values_list("seq", flat=True).first() or 0
    return min(mark, head), head


def _go_on(head: Head) -> bool:
    mark, _ = Mark.objects.get_or_create(landlord=head.landlord, defaults={"rules": RULES})
    begun = mark.seq if mark.rules == RULES else 0
    happened = Event.objects.filter(landlord=head.landlord, seq__gt=begun).order_by("seq")
    batch = list(happened.values_list("seq", "case")[:BATCH])
    rows = list(_kept(head.landlord, sorted({case for _, case in batch})))
    with transaction.atomic():
        mine = Mark.objects.filter(landlord=head.landlord, seq=mark.seq, rules=mark.rules)
        if not batch or not mine.update(seq=batch[-1][0], rules=RULES):
            return False
        Kept.objects.filter(case__in={row.case_id for row in rows}).delete()
        Kept.objects.bulk_create(rows, batch_size=100)
    return True


def _kept(landlord: Landlord, cases: list[int]) -> Iterator[Kept]:
    """The rows of those cases whose facts are not there yet as they should be."""
    fresh = Kept.objects.filter(case__in=cases, next_on=None, rules=RULES, n=F("case__version"))
    there = set(fresh.values_list("case", flat=True))
    for walk, pk, rows in Folder(landlord).walks([case for case in cases if case not in there]):
        try:
            yield from _rows(landlord, walk, pk, rows)
        except ValueError:
            # It is counted from the log each time it is asked about, and shows there why it cannot be.
            logger.exception("The facts of case %s cannot be kept.", pk)


def _rows(landlord: Landlord, walk: Walk, pk: int, rows: list[Row]) -> list[Kept]:
    """One for each month in which something happened, and of the last event."""
    found = []
    for n, (_, seq, on, event) in enumerate(rows, 1):
        walk.go([event])
        after: date | None = rows[n][2] if n < len(rows) else None
        if after is None or (after.year, after.month) != (on.year, on.month):
            facts: Facts = walk.facts()
            found.append(Kept(
                landlord=landlord, case_id=pk, n=n, rules=RULES, last_on=on, last_seq=seq, next_on=after,
                settled_on=settled_on(facts), data=msgspec.msgpack.encode(facts),
            ))  # fmt: skip
    return found
