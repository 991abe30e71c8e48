"""The worker's part: disposes of what was approved, record by record, and draws up the certificate.

Each record goes in one transaction: the event, every word, and the search that finds nothing any more. Its files are
deleted after that from a list kept beforehand, so that a worker that is killed at any point leaves nothing half done
that the next one does not finish.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from putright.apps.casework import actions as casework
from putright.apps.casework import chain, log, needles
from putright.apps.casework.models import Case, Head
from putright.apps.records import due, erasing, traces
from putright.apps.records.certificate import draw_up
from putright.apps.records.models import Disposal, Item
from putright.core import events as e

LEASE = timedelta(minutes=5)
VERIFYING = timedelta(hours=2)
CHUNK = 20
State, Kind = Disposal.State, Disposal.Kind

logger = logging.getLogger("putright.records")


class Left(Exception):
    """Words about the person were still found after erasing: nothing was erased. The text names the tables."""


def run_once(now: datetime) -> bool:
    """Goes on with the disposal that has waited longest; False where none is due."""
    disposal = _claim(now)
    if disposal is None:
        return False
    try:
        if not _some(disposal):
            _finish(disposal)
        else:
            _again(disposal, timezone.now())
    except Exception:  # whatever it is, it is tried again
        logger.exception("Disposal %s broke off, try %s.", disposal.pk, disposal.attempts)
        _again(disposal, now + timedelta(minutes=min(disposal.attempts, 60)))
    return True


def _claim(now: datetime) -> Disposal | None:
    first = Disposal.objects.filter(state=State.RUNNING, next_try__lte=now).order_by("next_try", "id").first()
    if first is None:
        return None
    same = Disposal.objects.filter(pk=first.pk, next_try=first.next_try, state=State.RUNNING)
    if not same.update(next_try=now + LEASE, attempts=F("attempts") + 1):
        return None
    found = Disposal.objects.select_related("landlord", "prepared_by", "decided_by").get(pk=first.pk)
    if not found.before:
        head = Head.objects.filter(landlord=found.landlord).first()
        found.before = head.hash if head else chain.GENESIS
        Disposal.objects.filter(pk=found.pk).update(before=found.before)
    return found


def _again(disposal: Disposal, at: datetime) -> bool:
    """Says when it is gone on with; False where another worker has taken it up meanwhile."""
    mine = Disposal.objects.filter(pk=disposal.pk, state=State.RUNNING, attempts=disposal.attempts)
    return bool(mine.update(next_try=at))


# ---- the records ----------------------------------------------------------------------------


def _some(disposal: Disposal) -> bool:
    """Disposes of some of its records; False where none is left to do."""
    open_items = disposal.items.filter(state__in=due.OPEN).order_by("id")
    rows = list(open_items.select_related("case__landlord")[:CHUNK])
    for item in rows:
        if not _again(disposal, timezone.now() + LEASE):
            break
        item.of = disposal
        if item.state == Item.State.WAITING:
            _erase(item)
        if item.state == Item.State.ERASED:
            _delete_files(item)
    return bool(rows)


def _erase(item: Item) -> None:
    """Erases one record whole, or says why it is kept."""
    now = timezone.now()
    try:
        if item.case is not None:
            _note_places(item)
            _erase_case(item, now)
        else:
            _erase_other(item, now)
    except casework.Refused as refused:
        _keep(item, "; ".join(reason.text for reason in refused.reasons))
    except Left as error:
        logger.error("Disposal %s, %s: %s", item.of, item.label, error)
        _keep(item, str(error))
    except (ValueError, LookupError, FileNotFoundError):  # the others of the disposal do not wait for it
        logger.exception("Disposal %s, %s: the record cannot be read.", item.of, item.label)
        _keep(item, "Its record cannot be read. Whoever runs the site finds the reason in the worker’s log.")


def _note_places(item: Item) -> None:
    """Keeps where its files lie, before anything of it goes."""
    if item.case and not item.places:
        item.places = erasing.places(item.case)
        item.save(update_fields=["places"])


@transaction.atomic
def _erase_case(item: Item, now: datetime) -> None:
    case = item.case
    assert case is not None  # noqa: S101 (said by its caller)
    with log.open(case.landlord, case.reference) as opened:
        happened = [e.Disposed(on=max(timezone.localdate(now), opened.state.last))]
        casework.judge(opened, happened)
        wanted = needles.of(opened.case)
        item.counts, item.elsewhere = erasing.holdings(opened.case), traces.elsewhere(opened.case)
        after = log.append(opened, happened, by=item.of.decided_by, at=now)
        erasing.erase_case(after, now)
        left, item.searched = traces.left(Case.objects.get(pk=case.pk), wanted)
    if left:
        raise Left("Words about them would have stayed in " + ", ".join(sorted(left)) + ". Nothing was erased.")
    _settle(item, Item.State.ERASED, now)


@transaction.atomic
def _erase_other(item: Item, now: datetime) -> None:
    kind, pk = item.of.kind, item.pk_of or 0
    if not due.still_due(item.of.landlord, kind, pk, timezone.localdate(now)):
        _keep(item, "Something came of it meanwhile.")
        return
    (erasing.erase_mail if kind == Kind.MAIL else erasing.erase_resident)(pk, now)
    item.counts = {"e-mails" if kind == Kind.MAIL else "people": 1}
    _settle(item, Item.State.ERASED, now)


def _delete_files(item: Item) -> None:
    for place in item.places:
        default_storage.delete(place)
    item.counts = {**item.counts, **({"stored files": len(item.places)} if item.places else {})}
    item.places = []
    _settle(item, Item.State.DONE, item.at or timezone.now())


def _settle(item: Item, state: Item.State, at: datetime) -> None:
    item.state, item.at = state, at
    item.save()


def _keep(item: Item, why: str) -> None:
    Item.objects.filter(pk=item.pk, state=Item.State.WAITING).update(state=Item.State.KEPT, why=why[:400], places=[])
    item.state = Item.State.KEPT


# ---- the end --------------------------------------------------------------------------------


def _finish(disposal: Disposal) -> None:
    """Sweeps what the database still has of it, verifies the log, and freezes the certificate."""
    sweep()
    if not _again(disposal, timezone.now() + VERIFYING):
        return
    faults = chain.verify(disposal.landlord)
    head = Head.objects.filter(landlord=disposal.landlord).first()
    now = timezone.now()
    disposal.certificate = draw_up(disposal, head.hash if head else chain.GENESIS, len(faults), now)
    disposal.state, disposal.next_try, disposal.done_at = State.DONE, None, now
    disposal.save()


def sweep() -> None:
    """Takes out of the database's own files what was erased: the search index's old words, and pages set free.

    SQLite overwrites what is deleted (secure_delete); its write-ahead log is emptied here. PostgreSQL keeps the old
    rows until they are vacuumed.
    """
    statements: Any = {
        "sqlite": ["INSERT INTO casework_search (casework_search) VALUES ('optimize')",
                   "PRAGMA wal_checkpoint(TRUNCATE)"],
        "postgresql": ["VACUUM"],
    }  # fmt: skip
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
