"""What lies about when its time is over and belongs to no record: sessions with typed text kept in them, the cache."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import connection

MOST = 500


def forget_old(now: datetime) -> bool:
    """Deletes some sessions and cached values whose time is over; says whether there were any. For the worker."""
    over = Session.objects.filter(expire_date__lt=now).order_by("expire_date").values_list("pk", flat=True)
    sessions, _ = Session.objects.filter(pk__in=list(over[:MOST])).delete()
    with connection.cursor() as cursor:
        over_since = connection.ops.adapt_datetimefield_value(now.replace(microsecond=0))
        cursor.execute("DELETE FROM cache WHERE expires < %s", [over_since])
        return bool(sessions or cursor.rowcount > 0)
