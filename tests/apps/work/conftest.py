"""The pages on Monday 30 March 2026, at noon."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import timezone


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 3, 30, 11, 0, tzinfo=UTC))


@pytest.fixture
def get(client, people):
    """`get(who, address)` as somebody."""

    def fetch(who, address="/"):
        client.force_login(who)
        return client.get(address)

    return fetch
