"""The worker draws the figures of each year once, when they are due."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone

from putright.apps.accounts.models import Landlord
from putright.apps.equality.models import Answer, Drawn
from putright.apps.equality.report import draw, year_of
from putright.apps.measuring.population import Counting, population


def run_once(now: datetime) -> bool:
    """Draws the figures that are due for one landlord; says whether it did. Who was told nothing has none
    to draw; while cases are still being counted, it waits.
    """
    today = timezone.localdate(now)
    since, until = year_of(today)
    there = Drawn.objects.filter(landlord=OuterRef("pk"), until=until)
    told = Answer.objects.filter(landlord=OuterRef("pk"))
    for landlord in Landlord.objects.filter(~Exists(there), Exists(told)).order_by("pk"):
        try:
            cases = population(landlord, today)
        except Counting:
            continue
        draw(landlord, since, until, cases, now)
        return True
    return False
