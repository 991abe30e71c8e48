"""Willow Tree on Tuesday 2 June 2026, with those who propose and approve a version, and a draft with another time."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from putright import data
from putright.apps.accounts.models import Person
from putright.apps.workbench.adoption import actions, standing
from putright.apps.workbench.drafts import actions as drafts
from putright.apps.workbench.drafts import texts
from putright.data.linting import findings
from tests.apps.letters.conftest import House, folders  # noqa: F401 (a fixture)

TUESDAY = date(2026, 6, 2)
PRINTED = "stage1.respond: {within: 10 working days, from: acknowledgement"


def version(number: str = "6", within: str = "7 working days") -> dict[str, str]:
    """Willow Tree's files with a number of their own and another time for the answer of stage 1."""
    files = data.pack_texts("willow-tree")
    pack = files["pack.yaml"].replace('version: "5"', f'version: "{number}"', 1)
    assert PRINTED in pack
    return {
        **files,
        "pack.yaml": pack.replace(PRINTED, f"stage1.respond: {{within: {within}, from: acknowledgement", 1),
    }


class Clock:
    """What time it is: noon of a day."""

    def __init__(self, monkeypatch) -> None:
        self.today = TUESDAY
        monkeypatch.setattr(timezone, "now", lambda: self.now)

    @property
    def now(self) -> datetime:
        return datetime(self.today.year, self.today.month, self.today.day, 11, 0, tzinfo=UTC)

    def to(self, day: date) -> None:
        self.today = day


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture
def house(db, clock):
    """Willow Tree with its officer, who administers, its director and two board members."""
    house = House("willow-tree")

    def add(name, *roles):
        email = f"{name}@willow-tree.example"
        return Person.objects.add(house.landlord, email, name.capitalize(), roles=list(roles), trained=True)

    house.officer = add("olive", "complaints_officer")
    house.director = add("dora", "operations_director")
    house.board, house.board2 = add("bert", "board_member"), add("bea", "board_member")
    house.mrc = add("mina", "mrc")
    return house


@pytest.fixture
def draft(house, clock):
    return drafts.start(house.officer, "A shorter time", "willow-tree 5", version(), clock.now)


def reasons(draft) -> dict[str, str]:
    """A reason for each conflict of a draft."""
    loaded, _ = texts.read(texts.latest(draft).files)
    return {standing.key(one): "The Board has weighed it." for one in findings(loaded)}


def propose(house, draft, since, clock):
    n = texts.latest(draft).n
    return actions.propose(house.officer, draft, n, since, reasons(draft), clock.now, clock.today)


def approve(one, by, seat, clock):
    return actions.answer(by, one, seat, clock.now, clock.today, approved=True, said="Minute 12")


def adopt(house, draft, since, clock):
    """Proposed, and approved by both whom the policy names."""
    one = propose(house, draft, since, clock)
    approve(one, house.director, 0, clock)
    return approve(one, house.board, 1, clock)
