"""The worker's part: looks a file through, and takes it in once somebody has said so.

An import is claimed for five minutes at a time. Each batch is written with the results of its rows and how far it is,
all or nothing: what a killed worker has begun the next one goes on with.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from putright.apps.accounts import packs
from putright.apps.residents.importing import reading, wholly
from putright.apps.residents.importing.desk import PIECE, Desk, Result
from putright.apps.residents.models import Import, Resident, Row, Stay

LEASE = timedelta(minutes=5)
TRIES = 5
BATCH = 250
KEPT_FOR = timedelta(days=90)
"""How long what became of each row is kept; the counts of an import stay."""
LEFT_FOR = timedelta(days=7)
"""How long a file waits for somebody to say that it is to be taken in."""
State, Outcome = Import.State, Row.Outcome

logger = logging.getLogger("putright.residents")


class Lost(Exception):
    """Another worker has taken the import over, or somebody has stopped it."""


def run_once(now: datetime) -> bool:
    """Goes on with the import that has waited longest; False where none is due."""
    job = _claim(now)
    if job is None:
        return False
    try:
        _go_on(job)
    except Lost:
        logger.info("Import %s was taken over or stopped.", job.pk)
    except reading.Unreadable as error:
        _fail(job, str(error))
    except Exception as error:  # whatever it is, the import is tried again
        logger.exception("Import %s broke off, try %s.", job.pk, job.attempts)
        if job.attempts >= TRIES:
            _fail(job, f"It broke off again and again ({type(error).__name__}). Send the file in again.")
        else:
            _mine(job).update(next_try=now + timedelta(minutes=job.attempts))
    return True


def _claim(now: datetime) -> Import | None:
    """The next import, now the caller's to go on with; one that was tried too often is given up."""
    _sweep(now)
    while job := Import.objects.filter(next_try__lte=now).defer("content").order_by("next_try", "id").first():
        same = Import.objects.filter(pk=job.pk, next_try=job.next_try)
        if not same.update(attempts=F("attempts") + 1, next_try=now + LEASE):
            continue
        mine = Import.objects.select_related("landlord", "by").get(pk=job.pk)
        if mine.attempts <= TRIES:
            return mine
        _fail(mine, mine.problem or "It broke off again and again. Send the file in again.")
    return None


def _sweep(now: datetime) -> None:
    """Erases results that are old, and files that nobody has asked to take in."""
    left = Import.objects.filter(state=State.CHECKED, finished_at__lt=now - LEFT_FOR)
    left.update(state=State.FAILED, content=None, problem="Nobody asked to take it in. Send the file in again.")
    old = Import.objects.filter(at__lt=now - KEPT_FOR, next_try=None).values("pk")
    if rows := list(Row.objects.filter(of__in=old).values_list("pk", flat=True)[: PIECE * 20]):
        for start in range(0, len(rows), PIECE):
            Row.objects.filter(pk__in=rows[start : start + PIECE]).delete()


def _go_on(job: Import) -> None:
    table = reading.table(bytes(job.content or b""))
    lines = list(reading.lines(table))
    brands = packs.current(job.landlord).pack.brands
    wholly.compare(lines, {text.casefold(): key for key, one in brands.items() for text in (key, one.name)})
    if job.state == State.CHECKING:
        _look_through(job, lines)
    else:
        _take_in(job, lines)


def _look_through(job: Import, lines: Sequence[reading.Line]) -> None:
    """What would become of each row, without changing anything."""
    desk = Desk(job.landlord, lines, timezone.localdate())
    rows = [_row(job, desk.take(line)) for line in lines]
    with transaction.atomic():
        _settle(job, state=State.CHECKED, next_try=None, attempts=0, lines=len(lines), finished_at=timezone.now())
        job.rows.all().delete()
        Row.objects.bulk_create([*rows, *_missing(job, lines)], batch_size=PIECE)


def _take_in(job: Import, lines: Sequence[reading.Line]) -> None:
    for start in range(job.done, len(lines), BATCH):
        batch = lines[start : start + BATCH]
        with transaction.atomic():
            _settle(job, done=start + len(batch), next_try=timezone.now() + LEASE)
            desk = Desk(job.landlord, batch, timezone.localdate(), hold=True)
            rows = [_row(job, result) for result in map(desk.take, batch)]
            desk.write(job.by, timezone.now())
            _know(desk, rows)
            job.rows.filter(line__in=[line.n for line in batch]).delete()
            Row.objects.bulk_create(rows, batch_size=PIECE)
    with transaction.atomic():
        _settle(job, state=State.DONE, next_try=None, content=None, finished_at=timezone.now())
        job.rows.filter(line=None).delete()
        Row.objects.bulk_create(_missing(job, lines), batch_size=PIECE)


def _row(job: Import, result: Result) -> Row:
    number = result.line.values.get("person_number", "")
    resident = result.resident.pk if result.resident else None
    said = [list(one) for one in result.said]
    return Row(of=job, line=result.line.n, outcome=result.outcome, number=number, resident=resident, said=said)


def _know(desk: Desk, rows: list[Row]) -> None:
    """Puts the ids of those who are new on their rows."""
    for row in rows:
        if row.outcome != Outcome.INVALID and row.number and row.resident is None:
            row.resident = desk.people[row.number].pk


def _missing(job: Import, lines: Sequence[reading.Line]) -> Iterator[Row]:
    """Those who live in a home by the register and are in no row: of the landlords of the group the file is about."""
    there = {line.values.get("person_number") for line in lines} - {None}
    if not there:
        return
    today = timezone.localdate()
    living = Stay.objects.filter(Q(until=None) | Q(until__gte=today))
    if brands := {line.values["brand"] for line in lines if "brand" in line.values}:
        living = living.filter(home__brand__in=brands)
    known = Resident.objects.filter(landlord=job.landlord, pk__in=living.values("resident")).exclude(number="")
    for pk, number, name in known.order_by("name", "id").values_list("pk", "number", "name"):
        if number not in there:
            said = [
                ["person_number", f"{name} is in the register and not in the file.", "End their stay if they left."]
            ]
            yield Row(of=job, line=None, outcome=Outcome.MISSING, number=number, resident=pk, said=said)


def _mine(job: Import) -> Any:
    return Import.objects.filter(pk=job.pk, attempts=job.attempts, state=job.state)


def _settle(job: Import, **what: Any) -> None:
    """Keeps how far an import is, as long as it is this worker's. Raises `Lost`."""
    if not _mine(job).update(**what):
        raise Lost
    job.done = what.get("done", job.done)


def _fail(job: Import, problem: str) -> None:
    _mine(job).update(
        state=State.FAILED, next_try=None, content=None, problem=problem[:400], finished_at=timezone.now()
    )


def counts(job: Import) -> Counter[str]:
    """How many rows of an import became what."""
    return Counter(job.rows.order_by().values_list("outcome", flat=True))
