"""How many homes there were at a year's end: what rates per 1,000 homes divide by, as somebody entered it."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import PermissionDenied

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Landlord, Person
from putright.apps.measuring.models import Stock


def entered(landlord: Landlord, on: date, brand: str = "") -> dict[str, Stock]:
    """The entry that holds for each kind of home (`lcra`, `lcho`) at the end of a day; none where nobody made one."""
    rows = Stock.objects.filter(landlord=landlord, on=on, brand=brand).select_related("by").order_by("pk")
    return {row.kind: row for row in rows}


def enter(
    person: Person, on: date, homes: dict[str, int], at: datetime, *, brand: str = "", source: str = ""
) -> list[Stock]:
    """Keeps how many homes of each kind there were; what was entered before stays on record.

    Raises `PermissionDenied`, and `ValueError` for a kind that there is not or a number below nought.
    """
    if not permissions.may(person, permissions.ISSUE_REPORTS) or (person.brands and brand not in person.brands):
        raise PermissionDenied
    if unknown := [kind for kind in homes if kind not in Stock.Kind.values]:
        raise ValueError(f"homes are counted as {' or '.join(Stock.Kind.values)}, not as {unknown[0]}")
    if any(number < 0 for number in homes.values()):
        raise ValueError("there are no fewer homes than none")
    return [
        Stock.objects.create(landlord=person.landlord, brand=brand, on=on, kind=kind, homes=number, source=source[:200],
                             by=person, at=at)
        for kind, number in homes.items()
    ]  # fmt: skip
