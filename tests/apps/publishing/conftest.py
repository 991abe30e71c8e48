"""A landlord on a fixed day, with somebody who publishes and somebody who does not."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.utils import timezone

from putright import data
from putright.apps.accounts.models import Landlord, Person
from putright.apps.publishing import actions, making

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
TODAY = NOW.date()
ADMINS = {"willow-tree": "complaints_officer", "housing-plus-group": "executive_director"}


def landlord_of(pack, slug=None):
    policy = data.load_policy(pack)
    slug = slug or pack
    landlord = Landlord.objects.create(slug=slug, name=policy.pack.landlord.name, pack=pack, prefix=slug[:6].upper())
    admin = next(key for key, role in policy.pack.roles.items() if "administer" in role.does)
    add = Person.objects.add
    return SimpleNamespace(
        landlord=landlord,
        admin=add(landlord, f"admin@{slug}.example", "Ada", roles=[admin]),
        desk=add(landlord, f"desk@{slug}.example", "Flo", roles=["front_line"]),
    )


@pytest.fixture(autouse=True)
def day(monkeypatch):
    """Monday 23 November 2026."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def house(db):
    return landlord_of("willow-tree")


@pytest.fixture
def group(db):
    return landlord_of("housing-plus-group", "housing-plus")


def publish(house, kind="policy_website", brand="", on=TODAY, **more):
    return actions.publish(house.admin, kind, brand, on=on, at=NOW, **{"draw": making.pdf, **more})
