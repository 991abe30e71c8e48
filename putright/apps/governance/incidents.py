"""Something exceptional that keeps a landlord from what the Code asks (C24-8.5): what it touches, who is owed notice.

The clocks run on meanwhile: nothing here moves a date.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.models import Case
from putright.apps.governance.models import Incident

AFTER = timedelta(days=14)
"""For how long after its end the public notice says that it is over."""


def current(landlord: Landlord) -> QuerySet[Incident]:
    """Every incident on record, the latest first."""
    return Incident.objects.current().filter(landlord=landlord).order_by("-since", "-id")  # type: ignore[attr-defined, no-any-return]


def touched(incident: Incident, person: Person) -> int:
    """How many cases that this person may see it touches: open while it lasts, of its brands."""
    open_then = Q(closed_on=None) | Q(closed_on__gte=incident.since)
    found = Case.objects.visible_to(person).filter(open_then, landlord=incident.landlord_id)  # type: ignore[attr-defined]
    if incident.ended_on:
        found = found.filter(received_on__lte=incident.ended_on)
    if incident.brands:
        found = found.filter(brand__in=["", *incident.brands])
    return int(found.count())


def showing(landlord: Landlord, brand: str, on: date) -> list[Incident]:
    """The incidents that everybody is told of on a day: of one brand, or without one of all."""
    found = current(landlord).filter(announced_on__lte=on).exclude(ended_on__lt=on - AFTER)
    return [one for one in found[:10] if not (brand and one.brands and brand not in one.brands)]
