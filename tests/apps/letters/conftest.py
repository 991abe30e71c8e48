"""The four landlords with their own policies, and a complaint told up to each of its letters.

The story begins on Monday 1 June 2026. Letters go through the application's own actions; what leads up to them is
appended.
"""

from __future__ import annotations

import subprocess
from datetime import UTC, date, datetime, time
from types import SimpleNamespace

import pytest

from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework import log
from putright.apps.casework.models import Party
from putright.apps.letters.writing import actions
from putright.apps.letters.writing.drafting import Draft
from putright.core import events as e

MONDAY, MIDSUMMER = date(2026, 6, 1), date(2026, 6, 24)
HOUSES = {
    "willow-tree": ("manager", "senior_staff", None),
    "housing-services": ("complaint_handler", "business_manager", None),
    "housing-plus-group": ("service_manager", "executive_director", "wrekin"),
    "taunton-heritage-trust": ("support_officer", "chair", None),
}
POINTS = {
    "p1": "The roof over the bedroom has leaked since October.",
    "p2": "Nobody returned the telephone calls of January.",
}
TYPED = {
    "opening": "We know that this has been a hard winter for you.",
    "investigation": "We spoke with you on 4 June and read the repair log.",
    "apology": "We are sorry that you slept under a leaking roof.",
    "reason": "The roofer must open the roof first, and is coming on 12 June.",
    "progress": "We have read the log and spoken with the contractor.",
}


def at(day: date) -> datetime:
    return datetime.combine(day, time(9, 30), UTC)


def june(day: int) -> date:
    return date(2026, 6, day)


class House:
    """A landlord, its two people who matter, and one complaint."""

    def __init__(self, pack: str, **party) -> None:
        first, second, self.brand = HOUSES[pack]
        self.landlord = Landlord.objects.create(
            slug=pack, name=packs.data.load_policy(pack).pack.landlord.name, pack=pack, prefix="TST"
        )
        add = Person.objects.add
        self.first = add(self.landlord, f"one@{pack}.example", "Ines Okafor", roles=[first], trained=True)
        self.second = add(self.landlord, f"two@{pack}.example", "Tomasz Bell", roles=[second, "mrc"], trained=True)
        details = {"name": "Rosa Adeyemi", "address": "12 Mill Lane, Taunton, Somerset", "postcode": "TA1 2AB",
                   "email": "rosa@mail.example", **party}  # fmt: skip
        self.rosa = Party(key="p1", role=Party.As.COMPLAINANT, **details)

    def receive(self, **fields):
        told = {"channel": "phone", "from_": "tenant", "party": "p1", "text": "The roof leaks.", "brand": self.brand,
                "outcomes": ("Mend the roof", "A new bathroom"), "attainable": ("1",),
                "unattainable": {"2": "bathrooms are renewed in turn."}, **fields}  # fmt: skip
        opened = log.start(
            self.landlord, [e.Received(on=MONDAY, **told)], by=self.first, at=at(MONDAY), parties=[self.rosa]
        )
        self.reference = opened.case.reference
        return self

    def then(self, *happened, by=None):
        with log.open(self.landlord, self.reference) as opened:
            log.append(opened, happened, by=by or self.first, at=at(happened[-1].on))
        return self

    def define(self, day=2, points=None, **more):
        points = points or POINTS
        return self.then(
            e.Defined(on=june(day), points=points, outcomes=("Mend the roof",), **more),
            e.Assigned(on=june(day), to=self.first.key),
        )

    def decide(self, day=5, findings=None, **more):
        findings = findings or {
            "p1": e.Finding("upheld", "Three visits were booked and missed."),
            "p2": e.Finding("not_upheld", "Our record shows two calls back."),
        }
        remedies = {
            "r1": e.Remedy("work", "Mend the roof", june(30)),
            "r2": e.Remedy("payment", "For the damp", june(26), 150.0),
        }
        heard = e.PositionHeard(on=june(day), party="complainant")
        outstanding = more.pop("outstanding", ("A damp survey by 10 July 2026.",))
        return self.then(
            heard, e.Decided(on=june(day), findings=findings, remedies=remedies, outstanding=outstanding, **more)
        )

    def escalate(self, day=15):
        steps = [
            e.EscalationRequested(on=june(day)),
            e.Escalated(on=june(day)),
            e.Assigned(on=june(day), to=self.second.key),
        ]
        return self.then(*steps, by=self.second)

    def panel(self, day=16):
        members = (self.second.key,)
        return self.then(e.PanelConvened(on=june(day), members=members), e.PanelMet(on=june(day), members=members))

    def issue(self, event, channel="email", by=None, **typed):
        return actions.issue(
            by or self.first, self.reference, [event], Draft(self.rosa, channel, {**TYPED, **typed}), at=at(event.on)
        )

    def acknowledge(self, day=2, by=None, channel="email", **typed):
        return self.issue(e.Acknowledged(on=june(day), method=channel), channel, by, **typed)

    def extend(self, day=8, until=MIDSUMMER, **fields):
        return self.issue(e.Extended(on=june(day), until=until, reason=TYPED["reason"], agreed=True, **fields))

    def respond(self, day=8, by=None, channel="email", omits=(), **typed):
        by = by or self.first
        return self.issue(e.ResponseSent(on=june(day), method=channel, by=by.key, omits=omits), channel, by, **typed)

    def to_stage_2_answer(self):
        """The whole of stage 1, and stage 2 up to its answer."""
        self.receive().define().acknowledge()
        self.decide().respond()
        self.escalate().acknowledge(16, self.second)
        return self.panel(17).decide(18)


@pytest.fixture(params=HOUSES)
def house(request, db):
    return House(request.param)


@pytest.fixture
def willow(db):
    return House("willow-tree")


@pytest.fixture
def taunton(db):
    return House("taunton-heritage-trust")


@pytest.fixture(autouse=True)
def folders(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    return SimpleNamespace(outbox=tmp_path / "outbox", print=tmp_path / "print")


def words(text: str) -> str:
    """Text with single spaces, as letters are compared."""
    return " ".join(text.split())


def text_of(pdf: bytes) -> str:
    """The text of a PDF in the order of its content, which is that of its tags."""
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return words(done.stdout.decode())
