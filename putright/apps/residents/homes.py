"""The home a case is about, as it is then, put on the case for the figures: its tenure and area, and nothing else."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from putright.apps.accounts.models import Person
from putright.apps.casework import log
from putright.apps.casework.models import Case, Party
from putright.apps.residents.models import Home, Resident, Stay
from putright.core import events as e


def record(person: Person | None, case: Case, party: str, resident: Resident, at: datetime) -> None:
    """Says on the case which home the complainant had when it came in; nothing where the register knows none.

    Whoever else a case names, such as a representative, has a home that it is not about.
    """
    if not Party.objects.filter(case=case, key=party, role=Party.As.COMPLAINANT).exists():
        return
    home = home_of(resident, case.received_on)
    if home is None:
        return
    with log.open(case.landlord, case.reference) as opened:
        known, now = opened.state.learning.home, (home.tenure, area(home))
        if opened.state.disposed or (known and (known.tenure, known.area) == now):
            return
        on = max(timezone.localdate(at), opened.state.last)
        log.append(opened, [e.HomeRecorded(on=on, tenure=now[0], area=now[1])], by=person, at=at)


def home_of(resident: Resident, on: date) -> Home | None:
    """Where they lived on a day; else where they last did before it, or the only place that is known."""
    stays = Stay.objects.select_related("home").filter(resident=resident)
    begun = stays.filter(Q(since=None) | Q(since__lte=on)).order_by("-since", "-id")
    then = begun.filter(Q(until=None) | Q(until__gte=on)).first() or begun.first() or stays.first()
    return then.home if then else None


def area(home: Home) -> str:
    """The block or estate of a home, or else its postal district.

    >>> area(Home(block="", postcode="TF11 8AB")), area(Home(block=" Elm House", postcode="TF11 8AB"))
    ('TF11', 'Elm House')
    """
    outward, _, inward = home.postcode.strip().upper().partition(" ")
    return home.block.strip()[:100] or (outward[:-3] if not inward and len(outward) > 4 else outward)
