"""The worker's part: looks through the cases that a new list touches, and once it is taken up, writes into each.

Cases go in batches, each in one transaction with the place it came to: a worker that is killed loses a batch, and the
next goes on there. The list itself is in force from the moment it was taken up; what stood before was told stands.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from putright.apps.casework import index, log
from putright.apps.casework.models import Case
from putright.apps.casework.opened import load
from putright.apps.workbench.holidays.models import Change, Date
from putright.apps.workbench.holidays.recounting import Recounted, Recounting, calendars, touched
from putright.core import bank_holidays

LEASE = timedelta(minutes=5)
"""How long a batch may take before another worker takes over."""
AT_ONCE = 250
"""Cases in a batch."""
State = Change.State

logger = logging.getLogger("putright.holidays")


def run_once(now: datetime) -> bool:
    """Goes on with the change that has waited longest, to its end; False where none waits."""
    change = _claim(now)
    if change is None:
        return False
    try:
        go(change)
    except Exception:  # whatever it is, it is tried again
        logger.exception("Change %s of bank holidays broke off, try %s.", change.pk, change.attempts)
        wait = timedelta(minutes=min(change.attempts, 60))
        Change.objects.filter(pk=change.pk, attempts=change.attempts).update(next_try=now + wait)
    return True


def finish(change: Change) -> None:
    """Goes through a change at once, for whoever cannot wait for the worker; `change` is then as it is."""
    Change.objects.filter(pk=change.pk).update(attempts=F("attempts") + 1, next_try=timezone.now() + LEASE)
    go(Change.objects.select_related("landlord", "taken").get(pk=change.pk))
    change.refresh_from_db()


def _claim(now: datetime) -> Change | None:
    waiting = Change.objects.filter(state__in=(State.LOOKING, State.RUNNING), next_try__lte=now)
    first = waiting.order_by("next_try", "id").first()
    if first is None:
        return None
    same = Change.objects.filter(pk=first.pk, next_try=first.next_try, state=first.state)
    if not same.update(next_try=now + LEASE, attempts=F("attempts") + 1):
        return None
    return Change.objects.select_related("landlord", "taken").get(pk=first.pk)


def go(change: Change) -> None:
    """Looks through every case that a change touches; where it was taken up, writes into each what became of it."""
    old, new = calendars(change)
    recounting = Recounting(change.landlord, old, new)
    first = recounting.changed.first
    keys: list[int] = []
    if first:
        cases = touched(change.landlord, first).filter(pk__gt=change.cursor, pk__lte=change.until)
        keys = list(cases.values_list("pk", flat=True))
    of = change.done + len(keys)
    for start in range(0, len(keys), AT_ONCE):
        if not _batch(change, recounting, keys[start : start + AT_ONCE], of):
            return
    end = State.READY if change.state == State.LOOKING else State.DONE
    _mine(change).update(state=end, next_try=None, done=of, of=of)


def _mine(change: Change):  # type: ignore[no-untyped-def]
    return Change.objects.filter(pk=change.pk, attempts=change.attempts, state=change.state)


@transaction.atomic
def _batch(change: Change, recounting: Recounting, keys: Sequence[int], of: int) -> bool:
    """Some cases, and how far it is then; False where another worker has taken it up, or it was put away."""
    lease = timezone.now() + LEASE
    if not _mine(change).update(next_try=lease, cursor=keys[-1], done=F("done") + len(keys), of=of):
        return False
    running = change.state == State.RUNNING
    held = _hold(change, keys) if running else {}
    found = list(recounting.of(keys, change.seq if running else None))
    Date.objects.filter(change=change, case__in=list(keys)).delete()
    Date.objects.bulk_create(_date(change, one.pk, x) for one in found for x in one.found)
    if running:
        _write(change, recounting, held, found)
    return True


def _hold(change: Change, keys: Sequence[int]) -> dict[int, Case]:
    held = {one.pk: one for one in Case.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")}
    for case in held.values():
        case.landlord = change.landlord
    return held


def _date(change: Change, case: int, found: bank_holidays.Redated) -> Date:
    return Date(
        change=change, case_id=case, duty=found.duty, was=found.was, now=found.now, stands=found.stands,
        off=found.off, letter=found.letter,
    )  # fmt: skip


def _write(change: Change, recounting: Recounting, held: dict[int, Case], found: Sequence[Recounted]) -> None:
    """What became of their dates, into the log and the index of some cases."""
    at, of = timezone.now(), recounting.changed
    today = timezone.localdate(at)
    moved_on = {one.pk: load(held[one.pk]) for one in found if held[one.pk].version != one.version}
    noted = []
    for one in found:
        last = moved_on[one.pk].state.last if one.pk in moved_on else one.last
        if one.found:
            noted.append((held[one.pk], bank_holidays.event(one.found, of, max(today, last))))
    log.note(change.landlord, noted, at)
    index.redate([(held[one.pk], one.duties) for one in found if one.pk not in moved_on])
    for case in Case.objects.select_related("landlord").filter(pk__in=list(moved_on)):
        index.write(load(case))
