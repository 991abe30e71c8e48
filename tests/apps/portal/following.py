"""Somebody who follows their complaint: a landlord, a complaint told up to where a test wants it, and their browser.

The story begins on Friday 27 March 2026; the day is Thursday 16 April.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.utils import timezone

from putright.apps.casework import keys, log
from putright.apps.casework.models import Case, Party
from putright.apps.casework.opened import load
from tests.apps.case import stories

TODAY = date(2026, 4, 16)
NOW = datetime(2026, 4, 16, 10, 0, tzinfo=UTC)
REP = {"key": "p2", "role": Party.As.REPRESENTATIVE, "name": "Sam Oduya", "email": "sam@advice.example"}


class World:
    """A landlord that runs a shipped pack, and browsers of nobody who works there."""

    def __init__(self, pack: str = "willow-tree") -> None:
        self.house = stories.settle(pack)
        self.landlord = self.house.landlord
        self.root = f"/r/{self.landlord.slug}/"

    def told(self, *more, **fields) -> Case:
        """A complaint of Rosa Adeyemi, with what happened on it."""
        return Case.objects.get(reference=stories.told(self.house, *more, **fields))

    def add(self, case: Case, *happened, parties=()) -> Case:
        with log.open(case.landlord, case.reference) as opened:
            log.append(opened, happened, by=self.house.handler, at=NOW, parties=parties)
        return case

    def door(self, case: Case, party: str = "p1", **typed):
        """What Rosa, or another party, types to get in."""
        return {"reference": case.reference, "code": keys.code(case, party), "fact": "TF11 8AB"} | typed

    def enter(self, case: Case, party: str = "p1", client: Client | None = None, **typed) -> Client:
        """A browser that follows the complaint."""
        client = client or Client()
        answer = client.post(f"{self.root}follow", self.door(case, party, **typed))
        assert answer.status_code == 302, answer.content.decode()
        return client

    def page(self, client: Client) -> str:
        """The complaint as its browser shows it."""
        answer = client.get(f"{self.root}follow/complaint")
        assert answer.status_code == 200, answer
        return answer.content.decode()


def events_of(case: Case) -> list:
    """What happened on a case."""
    return list(load(Case.objects.select_related("landlord").get(pk=case.pk)).events)


def post(client: Client, path: str, **typed):
    """Posts a form as its page drew it, with these fields filled in."""
    shown = client.get(path)
    assert shown.status_code == 200, shown
    return client.post(path, {"token": shown.context["form"]["token"].value(), **typed})


@pytest.fixture
def april(monkeypatch):
    """Thursday 16 April 2026, ten o'clock."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def world(db, april):
    return World()
