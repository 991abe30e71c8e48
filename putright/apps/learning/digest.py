"""What was learnt, as a part of a report in words: what changed, what several complaints showed, who was told.

Reports count lessons and actions themselves; this is what figures do not say. It names nobody: changes are those that
are published, and themes are told by their titles, which name nobody either.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from putright.apps.accounts.models import Landlord
from putright.apps.learning.models import Change, Step, Told
from putright.core.reporting.shapes import Any, Heading, Words

MOST = 50


def blocks(landlord: Landlord, since: date, until: date, brand: str = "") -> list[Any]:
    """The part of a report on a period: published changes, themes opened, reviewed and closed, and who was told."""
    return [*_changes(landlord, since, until, brand), *_themes(landlord, since, until), *_told(landlord, since, until)]


def _changes(landlord: Landlord, since: date, until: date, brand: str) -> Iterator[Any]:
    found = Change.objects.filter(landlord=landlord, published_on__gte=since, published_on__lte=until)
    found = found.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=until))
    found = found.filter(brand__in=["", brand]) if brand else found
    found = found.exclude(did="")
    lines = tuple(f"You said: {one.said} We did: {one.did}" for one in found.order_by("published_on", "id")[:MOST])
    yield Heading(text="What changed because people complained", level=3, cites=("C20-B6.2", "C24-9.3"))
    yield Words(lines=lines or ("Nothing was published in this period.",), bullets=bool(lines))


KINDS = (Step.Kind.FOUND, Step.Kind.REVIEWED, Step.Kind.CLOSED)


def _themes(landlord: Landlord, since: date, until: date) -> Iterator[Any]:
    steps = Step.objects.filter(theme__landlord=landlord, on__gte=since, on__lte=until, kind__in=KINDS)
    lines = tuple(_line(one) for one in steps.select_related("theme").order_by("on", "id")[:MOST])
    yield Heading(text="Themes", level=3, cites=("C20-B6.7", "C24-9.4"))
    yield Words(lines=lines or ("No theme was opened, reviewed or closed in this period.",), bullets=bool(lines))


def _line(step: Step) -> str:
    by = f" ({step.who})" if step.who else ""
    said = f": {step.text}" if step.text and step.kind != Step.Kind.FOUND else ""
    return f"{step.theme.title}, {step.get_kind_display().lower()} on {step.on:%-d %B %Y}{by}{said}"


def _told(landlord: Landlord, since: date, until: date) -> Iterator[Any]:
    found = Told.objects.filter(landlord=landlord, on__gte=since, on__lte=until).order_by("on", "id")[:MOST]
    lines = tuple(
        f"{one.get_whom_display()}, {one.on:%-d %B %Y}, {one.how}{f': {one.what}' if one.what else ''}" for one in found
    )
    yield Heading(text="Who was told what was learnt", level=3, cites=("C20-B6.10", "C24-9.3"))
    yield Words(lines=lines or ("Nothing is on record.",), bullets=bool(lines))
