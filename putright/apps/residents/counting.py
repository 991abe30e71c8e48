"""How many homes there are: what rates per 1,000 homes divide by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from django.db.models import Count, Q

from putright.apps.accounts.models import Landlord
from putright.apps.residents.models import Home


def homes_on(landlord: Landlord, day: date, brand: str | None = None) -> Mapping[str, int]:
    """The landlord's homes at the end of a day by tenure, of all its brands or of one.

    A home counts from the day it became the landlord's to the last day on which it was; one without dates always.

    Authority: the Tenant Satisfaction Measures count complaints per 1,000 homes of each tenure (CH01).
    """
    there = Home.objects.filter(Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gte=day), landlord=landlord)
    if brand is not None:
        there = there.filter(brand=brand)
    return Counter(dict(there.order_by().values_list("tenure").annotate(Count("pk"))))
