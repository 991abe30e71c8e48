"""A landlord with complaints that taught something. Today is Thursday 16 April 2026."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from putright.apps.casework.models import Party
from putright.apps.learning import following
from tests.apps import cases

NOW = datetime(2026, 4, 16, 10, 0, tzinfo=UTC)
TODAY = date(2026, 4, 16)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """Thursday 16 April 2026, ten o'clock."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return NOW


@pytest.fixture
def tell(landlord, people):
    """Tells a complaint of so many days ago, and what happened after it on its day; gives its case."""

    def telling(days: int, text: str, *more, who: str = "Rosa Adeyemi", address: str = "12 Mill Lane", **fields):
        on = TODAY - timedelta(days)
        happened = [cases.received(text, on, **fields), *(cases.event(kind, on, **said) for kind, said in more)]
        rosa = Party(key="1", role=Party.As.COMPLAINANT, name=who, address=address, postcode="TF11 8AB")
        return cases.log.start(landlord, happened, by=people.ana, at=NOW, parties=[rosa]).case

    return telling


@pytest.fixture
def learnt(tell, landlord, people):
    """A case of Ana's with a lesson and two actions: one of Ben's, late, and one that is done."""
    case = tell(
        60, "The visit was lost", ("assigned", {"to": people.ana.key}),
        ("lesson_recorded", {"id": "l1", "what": "Visits are lost when the diary is moved", "cause": "appointments",
                             "service": "property_condition", "failing": "delay"}),
        ("action_set", {"id": "a1", "what": "The diary warns", "by": "2026-04-01", "owner": people.ben.key,
                        "lesson": "l1"}),
        ("action_set", {"id": "a2", "what": "The planners are trained", "by": "2026-03-01", "owner": "manager"}),
        ("action_completed", {"id": "a2", "proof": "The register of training"}),
        ("support_offered", {"to": people.ben.key}),
    )  # fmt: skip
    following.follow_all(landlord)
    return case


@pytest.fixture
def una(client, people):
    """The browser of whoever oversees."""
    client.force_login(people.una)
    return client
