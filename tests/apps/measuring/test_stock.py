"""How many homes there were at a year's end, as somebody entered it."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from putright.apps.measuring import stock
from putright.apps.measuring.models import Stock
from tests.apps.cases import AT


def test_the_last_entry_of_how_many_homes_there_were_holds(landlord, people):
    end = date(2026, 3, 31)
    stock.enter(people.una, end, {"lcra": 4000, "lcho": 310}, AT, source="The register of homes")
    stock.enter(people.una, end, {"lcra": 4012}, AT)

    assert {kind: row.homes for kind, row in stock.entered(landlord, end).items()} == {"lcra": 4012, "lcho": 310}
    assert stock.entered(landlord, date(2025, 3, 31)) == {}
    assert stock.entered(landlord, end, "north") == {}
    assert Stock.objects.count() == 3


@pytest.mark.parametrize("change", [lambda rows: rows.update(homes=1), lambda rows: rows.delete()])
def test_an_entry_stays_as_it_was_made(landlord, people, change):
    stock.enter(people.una, date(2026, 3, 31), {"lcra": 4000}, AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        change(Stock.objects.all())


def test_who_may_not_issue_reports_enters_no_homes(landlord, people):
    with pytest.raises(PermissionDenied):
        stock.enter(people.ana, date(2026, 3, 31), {"lcra": 1}, AT)
    with pytest.raises(ValueError, match="not as houses"):
        stock.enter(people.una, date(2026, 3, 31), {"houses": 1}, AT)
    with pytest.raises(ValueError, match="none"):
        stock.enter(people.una, date(2026, 3, 31), {"lcra": -1}, AT)
