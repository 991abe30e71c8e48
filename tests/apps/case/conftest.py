"""Clients signed in to landlords that run the shipped packs, on a day after the stories' last."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from tests.apps.case import stories

NOW = datetime(2026, 4, 16, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """Thursday 16 April 2026, ten o'clock."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return NOW


@pytest.fixture
def world(db, request):
    """A landlord with a pack; `@pytest.mark.parametrize("world", [...], indirect=True)` chooses another."""
    return stories.settle(getattr(request, "param", "willow-tree"))


@pytest.fixture
def desk(client, world):
    """The handler's browser."""
    client.force_login(world.handler)
    return client
