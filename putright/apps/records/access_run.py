"""The worker's part of requests for one's own data: puts them together, and erases them when their time is over."""

from __future__ import annotations

import hashlib
import logging
from datetime import datetime, timedelta
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import F
from django.utils import timezone

from putright.apps.records import access, own_data
from putright.apps.records.models import Access

LEASE = timedelta(minutes=10)
AGAIN = timedelta(hours=1)
TRIES = 5
State = Access.State

logger = logging.getLogger("putright.records")


def run_once(now: datetime) -> bool:
    """Ends one request whose time is over, or puts one together; False where none is due."""
    over = Access.objects.select_related("landlord").filter(state=State.RELEASED, expires_at__lte=now)
    if first := over.order_by("expires_at", "pk").first():
        _end(first, now)
        return True
    job = _claim(now)
    if job is None:
        return False
    try:
        _make(job)
    except Exception as error:  # whatever it is, it is tried again
        logger.exception("Request %s was not put together, try %s.", job.pk, job.attempts)
        _try_again(job, now, error)
    return True


def _end(over: Access, now: datetime) -> None:
    """Ends one, or looks again in an hour: what cannot be ended keeps none of the others waiting."""
    try:
        access.end(over, None, now)
    except Exception:
        logger.exception("Request %s could not be ended.", over.pk)
        Access.objects.filter(pk=over.pk, state=State.RELEASED).update(expires_at=now + AGAIN)


def _claim(now: datetime) -> Access | None:
    first = Access.objects.filter(state=State.BUILDING, next_try__lte=now).order_by("next_try", "id").first()
    same = Access.objects.filter(pk=first.pk, next_try=first.next_try, state=State.BUILDING) if first else None
    if first is None or same is None or not same.update(next_try=now + LEASE, attempts=F("attempts") + 1):
        return None
    return Access.objects.select_related("landlord", "by").get(pk=first.pk)


def _make(job: Access) -> None:
    """Stores it whole, then says in one update that it is ready; what was stored before goes."""
    packed, before = own_data.build(job), job.stored
    place = default_storage.save(f"own-data/{uuid4().hex}.zip", ContentFile(packed))
    mine = Access.objects.filter(pk=job.pk, attempts=job.attempts, state=State.BUILDING)
    ready = mine.update(
        state=State.READY, next_try=None, stored=place, sha256=hashlib.sha256(packed).hexdigest(),
        built_at=timezone.now(), problem="",
    )  # fmt: skip
    if gone := before if ready else place:
        default_storage.delete(gone)


def _try_again(job: Access, now: datetime, error: Exception) -> None:
    over = job.attempts >= TRIES
    Access.objects.filter(pk=job.pk, attempts=job.attempts, state=State.BUILDING).update(
        state=State.FAILED if over else State.BUILDING,
        next_try=None if over else now + timedelta(minutes=job.attempts),
        problem=f"Putting it together failed ({type(error).__name__}).",
    )
