"""A landlord on a fixed day, somebody who keeps its registers, and short ways to fill them in."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from putright.apps.accounts.models import Person
from putright.apps.governance.warnings import warnings
from tests.apps.publishing.conftest import landlord_of

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def house(db):
    return landlord_of("willow-tree")


def person(house, name, *roles, **more):
    return Person.objects.add(house.landlord, f"{name}@x.example", name, roles=list(roles), **more)


def typed(**fields):
    """What is posted: dates in three parts."""
    found = {}
    for name, value in fields.items():
        if isinstance(value, date):
            found |= {f"{name}-day": value.day, f"{name}-month": value.month, f"{name}-year": value.year}
        else:
            found[name] = value
    return found


def add(client, slug, **fields):
    return client.post(reverse("governance_add", args=[slug]), typed(**fields))


def page(client, name="governance", *args):
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, answer
    return answer.content.decode()


def texts(house, today=TODAY):
    return [one.text for one in warnings(house.landlord, today)]


@pytest.fixture
def keeper(house, client):
    client.force_login(house.admin)
    return client
