"""The worker draws the figures of each year once, when they are due."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from putright.apps.accounts import rounds
from putright.apps.accounts.models import Landlord
from putright.apps.equality.models import Answer, Drawn
from putright.apps.equality.report import draw, year_of
from putright.apps.measuring.population import Counting, population


def run_once(now: datetime) -> bool:
    """Draws the figures that are due; says whether any were. Who was told nothing has none to draw; while cases are
    still being counted, it waits.
    """
    today = timezone.localdate(now)
    since, until = year_of(today)

    def draw_due(landlord: Landlord) -> bool:
        told, there = (kind.objects.filter(landlord=landlord) for kind in (Answer, Drawn))
        if there.filter(until=until).exists() or not told.exists():
            return False
        try:
            cases = population(landlord, today)
        except Counting:
            return False
        draw(landlord, since, until, cases, now)
        return True

    return rounds.each(draw_due)
