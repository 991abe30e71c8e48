"""A landlord on a fixed day, with somebody who drafts and somebody who does not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from putright import data
from putright.apps.accounts.models import Person
from putright.apps.workbench.drafts import actions
from tests.apps.publishing.conftest import landlord_of

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def house(db):
    return landlord_of("willow-tree")


@pytest.fixture
def other(db):
    return landlord_of("model-2024", "elsewhere")


@pytest.fixture
def una(house):
    return Person.objects.add(house.landlord, "una@x.example", "Una", roles=["operations_director"])


@pytest.fixture
def draft(house):
    return actions.start(house.admin, "Fifteen days", "willow-tree, version 5", data.pack_texts("willow-tree"), NOW)


@pytest.fixture
def drafter(house, client):
    client.force_login(house.admin)
    return client


def page(client, name="workbench", *args, status=200, **query):
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == status, answer
    return answer.content.decode()


def post(client, name, *args, **typed):
    return client.post(reverse(name, args=args), typed)
