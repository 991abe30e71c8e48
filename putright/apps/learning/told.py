"""Who was told what was learnt, when and how: one list, whoever told them."""

from __future__ import annotations

from datetime import date, datetime

from putright.apps.accounts.models import Landlord, Person
from putright.apps.learning.models import Theme, Told


def record(
    landlord: Landlord,
    whom: str,
    *,
    on: date,
    how: str,
    what: str,
    at: datetime,
    by: Person | None = None,
    theme: Theme | None = None,
    href: str = "",
) -> Told:
    """Puts on record that `whom` (of `Told.Whom`) was told something learnt.

    `how` is the way, such as "quarterly report"; `href` where it can be read; `by` None where the program sent it.
    Raises `ValueError` for people there is no word for.
    """
    if whom not in Told.Whom.values:
        raise ValueError(f"there is nobody to tell called {whom!r}; there are {', '.join(Told.Whom.values)}")
    return Told.objects.create(
        landlord=landlord, whom=whom, on=on, how=how[:200], what=what, at=at, by=by, theme=theme, href=href[:300]
    )
