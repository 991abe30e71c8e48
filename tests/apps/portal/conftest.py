"""Landlords of shipped policies on a fixed day, and nobody signed in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from putright import data
from putright.apps.accounts.models import Landlord

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""Monday 23 November 2026."""


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def landlord_of(pack: str, slug: str = "") -> Landlord:
    """A landlord that runs a shipped policy."""
    name = data.load_policy(pack).pack.landlord.name
    return Landlord.objects.create(slug=slug or pack, name=name, pack=pack, prefix=pack[:3].upper())


@pytest.fixture
def willow(db):
    return landlord_of("willow-tree")


@pytest.fixture
def group(db):
    """A landlord with brands."""
    return landlord_of("housing-plus-group")
