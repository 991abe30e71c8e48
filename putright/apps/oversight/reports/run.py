"""The worker's part: draws up each report whose period is over, once, and counts issued ones again when asked.

A report is claimed for ten minutes at a time; one that a killed worker had begun is drawn up by the next.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

import msgspec
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from putright.apps.accounts import packs, rounds
from putright.apps.accounts.models import Landlord
from putright.apps.measuring.population import Counting, seq_now
from putright.apps.oversight.reports import figures, rhythms
from putright.apps.oversight.reports.models import Drawn, Recount
from putright.core.reporting import drawing, scales

LEASE = timedelta(minutes=10)
TRIES = 5
WAIT = timedelta(minutes=1)
State = Drawn.State

logger = logging.getLogger("putright.reports")


def run_once(now: datetime) -> bool:
    """Asks for what is due, then draws up one report or counts one again; False where there was nothing to do."""
    asked = catch_up(now)
    return _draw_one(now) or _recount_one(now) or asked


def catch_up(now: datetime) -> bool:
    """Asks for every report whose period is over, of every landlord; whether there was one."""

    def ask(landlord: Landlord) -> bool:
        asked = [ask_for(landlord, one, now) for one in rhythms.missing(landlord, timezone.localdate(now))]
        return any(asked)

    return rounds.each(ask)


def ask_for(landlord: Landlord, wanted: rhythms.Wanted, now: datetime) -> bool:
    """Has a report drawn up; False where it has been asked for before."""
    try:
        with transaction.atomic():
            Drawn.objects.create(landlord=landlord, next_try=now, **wanted._asdict())
    except IntegrityError:
        return False
    return True


def _draw_one(now: datetime) -> bool:
    drawn = _claim(now)
    if drawn is None:
        return False
    try:
        draw(drawn, now)
    except Counting as behind:  # the worker has still to count: no try is lost
        _settle(drawn, state=State.QUEUED, attempts=drawn.attempts - 1, next_try=now + WAIT, problem=_behind(behind))
    except KeyError:
        _settle(drawn, state=State.FAILED, next_try=None, problem="The policy has no such report any more.")
    except Exception as error:  # whatever it is, the report is tried again
        logger.exception("Report %s was not drawn up, try %s.", drawn.pk, drawn.attempts)
        _settle(drawn, **_after(error, drawn.attempts, now), state=State.QUEUED)
    return True


def _claim(now: datetime) -> Drawn | None:
    """The next report, now the caller's to draw up; one that was tried too often is given up."""
    while drawn := Drawn.objects.filter(next_try__lte=now).order_by("next_try", "id").first():
        same = Drawn.objects.filter(pk=drawn.pk, next_try=drawn.next_try)
        if not same.update(state=State.DRAWING, attempts=F("attempts") + 1, next_try=now + LEASE):
            continue
        mine = Drawn.objects.select_related("landlord").get(pk=drawn.pk)
        if mine.attempts <= TRIES:
            return mine
        problem = mine.problem or "Drawing it up broke off again and again."
        _settle(mine, state=State.FAILED, next_try=None, problem=problem)
    return None


def draw(drawn: Drawn, now: datetime) -> None:
    """Draws up a report from all that is on record now."""
    landlord = drawn.landlord
    seq = seq_now(landlord)
    draft = figures.draw(landlord, drawn.report, drawn.brand, (drawn.since, drawn.until), seq)
    version = packs.current(landlord).pack.version
    _settle(drawn, state=State.DRAFT, next_try=None, problem="", seq=seq, draft=drawing.freeze(draft), drawn_at=now,
            pack_version=version)  # fmt: skip


def _settle(drawn: Drawn, **what: Any) -> None:
    """Writes what became of a report, as long as it is this worker's: otherwise another has drawn it up."""
    Drawn.objects.filter(pk=drawn.pk, attempts=drawn.attempts, state=State.DRAWING).update(**what)


def _after(error: Exception, attempts: int, now: datetime) -> dict[str, Any]:
    return {"next_try": now + timedelta(minutes=attempts), "problem": f"It broke off ({type(error).__name__})."}


def _behind(behind: Counting) -> str:
    far = f"{behind.percent} per cent of the log is counted so far; it is drawn up once all of it is."
    return behind.problem or far


# ---- counting again -------------------------------------------------------------------------


def _recount_one(now: datetime) -> bool:
    again = Recount.objects.filter(next_try__lte=now).order_by("next_try", "id").first()
    if again is None:
        return False
    mine = Recount.objects.filter(pk=again.pk, next_try=again.next_try)
    if not mine.update(attempts=F("attempts") + 1, next_try=now + LEASE):
        return True
    again = Recount.objects.select_related("issue__landlord", "issue__drawn").get(pk=again.pk)
    try:
        recount(again, now)
    except Counting as behind:
        Recount.objects.filter(pk=again.pk, done_at=None).update(
            attempts=again.attempts - 1, next_try=now + WAIT, problem=_behind(behind)
        )
    except Exception as error:  # whatever it is, it is tried again
        logger.exception("Report %s was not counted again, try %s.", again.issue_id, again.attempts)
        tried = _after(error, again.attempts, now)
        Recount.objects.filter(pk=again.pk, done_at=None).update(
            **(tried if again.attempts < TRIES else tried | {"next_try": None})
        )
    return True


def recount(again: Recount, now: datetime) -> None:
    """Asks every question of an issued report anew: up to where it counted then, and up to today."""
    report, landlord = again.issue.thawed, again.issue.landlord
    seq = seq_now(landlord)
    same = not figures.again(report, landlord, report.seq)
    found = [_told(one) for one in figures.again(report, landlord, seq)]
    found += [{"table": "How it is counted", "row": title, "column": "Rule", "was": was, "now": rule}
              for title, was, rule in drawing.rules_changed(report)]  # fmt: skip
    Recount.objects.filter(pk=again.pk, done_at=None).update(
        same=same, seq=seq, differences=msgspec.json.encode(found).decode(), done_at=now, next_try=None, problem=""
    )


def _told(one: drawing.Difference) -> dict[str, str]:
    return {"table": one.table, "row": one.row, "column": one.column, "was": _figure(one.was), "now": _figure(one.now)}


def _figure(cell: Any) -> str:
    return f"{scales.written(cell)}{f' ({cell.counted} of {cell.of})' if cell.of else ''}"
