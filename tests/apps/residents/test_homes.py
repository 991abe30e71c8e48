"""A complainant who is linked with the register: the case knows the home's tenure and area, and nothing more of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from putright.apps.casework import log
from putright.apps.residents import actions
from putright.apps.residents.models import Home, Resident, Stay
from putright.core import events as e
from tests.apps import cases

AT = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)


def home(landlord, **fields):
    return Home.objects.create(**{"landlord": landlord, "address": "2 Elm House", "postcode": "TF11 8AB", **fields})


@pytest.fixture
def rosa(landlord):
    return Resident.objects.create(landlord=landlord, name="Rosa Adeyemi")


@pytest.fixture
def told(landlord, people):
    return cases.start(landlord, people.ana)


def recorded(landlord, case):
    with log.open(landlord, case.reference, for_update=False) as opened:
        return [one for one in opened.events if isinstance(one, e.HomeRecorded)]


def test_linking_says_which_home_it_is_about_as_it_was_then(landlord, people, rosa, told):
    Stay.objects.create(resident=rosa, home=home(landlord, block="Oak House"), since=date(2026, 3, 31))
    elm = home(landlord, block="Elm House", tenure="shared_ownership", address="9 Elm House")
    Stay.objects.create(resident=rosa, home=elm, since=date(2020, 1, 1), until=date(2026, 3, 30))
    actions.link(people.ana, told.case, "1", rosa, AT)
    assert [(one.tenure, one.area, one.on) for one in recorded(landlord, told.case)] == [
        ("shared_ownership", "Elm House", date(2026, 4, 1))
    ]


def test_linking_again_says_nothing_twice(landlord, people, rosa, told):
    Stay.objects.create(resident=rosa, home=home(landlord))
    for _ in range(2):
        actions.link(None, told.case, "1", rosa, AT)
    assert [one.area for one in recorded(landlord, told.case)] == ["TF11"]


def test_without_a_home_nothing_is_said(landlord, people, rosa, told):
    actions.link(people.ana, told.case, "1", rosa, AT)
    assert recorded(landlord, told.case) == []


def test_a_form_opened_before_is_not_out_of_date_because_of_it(landlord, people, rosa, told):
    Stay.objects.create(resident=rosa, home=home(landlord))
    actions.link(people.ana, told.case, "1", rosa, AT)
    with log.open(landlord, told.case.reference, version=told.version) as opened:
        assert opened.version == told.version + 1
