"""The figures: joined with the cases inside the program, drawn once for a year, given to reports as blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

import msgspec
from django.utils import timezone

from putright.apps.accounts.models import Landlord
from putright.apps.equality.answering import token
from putright.apps.equality.models import Answer, Drawn, Profile
from putright.core import equality
from putright.core.equality_words import Told, in_blocks, nothing_yet
from putright.core.measures.facts import Facts
from putright.core.reporting import shapes

GRACE = timedelta(days=92)
"""How long after a year's end its figures are drawn: by then almost all of its complaints have been answered."""
BLOCKS = msgspec.json.Decoder(tuple[shapes.Any, ...])


def year_of(on: date) -> tuple[date, date]:
    """The last financial year whose figures are due on a day."""
    last = on - GRACE
    end = date(last.year, 3, 31) if last >= date(last.year, 3, 31) else date(last.year - 1, 3, 31)
    return date(end.year - 1, 4, 1), end


def blocks(landlord: Landlord, since: date, until: date) -> tuple[shapes.Any, ...]:
    """The figures of the latest year that had ended by `until`, as they were once drawn, for a report on a period.

    Figures of parts of a year are never given: what changed from one day to the next would tell of one person.
    """
    found = Drawn.objects.filter(landlord=landlord, until__lte=until).order_by("-until").first()
    return BLOCKS.decode(found.blocks) if found else nothing_yet(since, until)


def draw(landlord: Landlord, since: date, until: date, population: Iterable[Facts], at: datetime) -> Drawn:
    """Draws the figures of a year and freezes them. `population`: the cases as they stand on the day of `at`."""
    cases = list(_joined(landlord, equality.cohort(population, since, until)))
    told = Told(since, until, cases, profiles(landlord), timezone.localdate(at))
    text = msgspec.json.encode(in_blocks(told), order="sorted").decode()
    drawn, _ = Drawn.objects.get_or_create(
        landlord=landlord, until=until, defaults={"since": since, "rule": equality.RULE, "blocks": text, "at": at}
    )
    return drawn


def profiles(landlord: Landlord) -> dict[str, Mapping[str, float]]:
    """The latest profile of the landlord's residents, by question."""
    found = Profile.objects.filter(landlord=landlord).order_by("question", "-id")
    return {one.question: one.shares for one in reversed(found)}


def _joined(landlord: Landlord, cases: Sequence[Facts]) -> Iterator[tuple[Facts, Mapping[str, str]]]:
    known = dict(Answer.objects.filter(landlord=landlord).values_list("token", "answers"))
    return ((one, known.get(token(landlord, one.reference), {})) for one in cases)
