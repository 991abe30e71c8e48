"""TP09 from the surveys of all tenants, and the yearly satisfaction of those who complained."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from msgspec.structs import replace

from putright.apps.accounts.models import Landlord
from putright.apps.oversight.samples.models import Wave
from putright.core.measures import tsm

SCORES = dict(zip(Wave.ANSWERS, (5, 4, 3, 2, 1), strict=True))


def standing(landlord: Landlord, year: int | None = None) -> list[Wave]:
    """The surveys that hold, the latest year first: the last entered of each year and tenure."""
    found: dict[tuple[int, str], Wave] = {}
    rows = Wave.objects.filter(landlord=landlord, **({"year": year} if year is not None else {}))
    for one in rows.select_related("by").order_by("-year", "tenure", "-id"):
        found.setdefault((one.year, one.tenure), one)
    return list(found.values())


def tp09(landlord: Landlord, year: int) -> Mapping[str, tsm.Line]:
    """TP09 of the year that begins in April of `year`, for rented homes ("lcra") and shared ownership ("lcho").

    A tenure without a survey is left out: a gap is not a nought.
    """
    until = date(year + 1, 4, 1) - timedelta(1)
    lines = {one.tenure: tsm.tp09(scores(one), until) for one in standing(landlord, year)}
    return {tenure: replace(line, homes=tenure) for tenure, line in lines.items()}


def scores(wave: Wave) -> list[int]:
    """The answers one by one, as scores from 1 to 5."""
    return [score for name, score in SCORES.items() for _ in range(getattr(wave, name))]
