"""Landlords that run the shipped packs, with a person for each role, and complaints told as short stories.

Every story begins on Friday 27 March 2026, a week before Easter.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace

from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework import log
from putright.apps.casework.models import Party
from putright.core import events

FRIDAY = date(2026, 3, 27)
AT = datetime(2026, 3, 27, 9, 12, tzinfo=UTC)
NAMES = [
    "Ines Okafor",
    "Tomasz Bell",
    "Priya Lund",
    "Gwen Farrow",
    "Owen Castell",
    "Mina Dray",
    "Karl Voss",
    "Leila Marsh",
]
TEXT = "The bedroom wall has been wet since October.\nTwo visits were booked and nobody came. <b>My son coughs.</b>"
HANDLER = {
    "willow-tree": "manager",
    "housing-services": "complaint_handler",
    "housing-plus-group": "customer_advocacy_officer",
    "taunton-heritage-trust": "support_officer",
    "model-2024": "complaints_officer",
}


def settle(pack: str) -> SimpleNamespace:
    """A landlord with a pack: `who` has two people for every role, `role` and `role_2`."""
    prefix = "".join(word[0] for word in pack.split("-")).upper()
    landlord = Landlord.objects.create(slug=pack, name=pack.replace("-", " ").title(), pack=pack, prefix=prefix)
    who = {}
    for n, role in enumerate(packs.roles(landlord)):
        for more in ("", "_2"):
            name = f"{NAMES[(n + 3 * bool(more)) % 8]} {role.replace('_', ' ').title()}"
            email = f"{role}{more}@{pack}.example"
            who[role + more] = Person.objects.add(
                landlord, email, name, "correct horse battery", roles=[role], trained=True
            )
    return SimpleNamespace(landlord=landlord, pack=pack, who=who, handler=who[HANDLER[pack]])


def event(kind: str, on: date = FRIDAY, **fields):
    plain = {key.rstrip("_"): value for key, value in fields.items()}
    return events.decode({"event": kind, "on": on.isoformat(), **plain})


def told(world, *more, by=None, **fields):
    """A case: one received (with a brand where the pack has brands), and what happened after it. Its reference."""
    brands = packs.current(world.landlord).pack.brands
    brand = {"brand": "homes-plus"} if brands else {}
    first = event("received", **{"channel": "phone", "from_": "tenant", "party": "p1", "text": TEXT, **brand, **fields})
    rosa = Party(
        key="p1", role=Party.As.COMPLAINANT, name="Rosa Adeyemi", address="12 Mill Lane, Shifnal", postcode="TF11 8AB",
        phone="01952 555 019", email="rosa@mail.example", adjustments="Large print",
    )  # fmt: skip
    opened = log.start(world.landlord, [first, *more], by=by or world.handler, at=AT, parties=[rosa])
    return opened.case.reference


def defined(on: date = FRIDAY, **fields):
    points = {
        "p1": "The damp was reported in October and not treated",
        "p2": "The contractor was rude on the telephone",
    }
    return event("defined", on, **{"points": points, "outcomes": ["The wall treated", "£5,000"], **fields})


def decided(on: date, *keys: str, **fields):
    found = {
        key: {"finding": "upheld", "reasons": "Two visits were booked and neither was kept."}
        for key in keys or ("p1", "p2")
    }
    remedies = {"r1": {"kind": "repair", "what": "The wall will be treated", "by": "2026-06-01"}}
    return event("decided", on, **{"findings": found, "remedies": remedies, **fields})


def answered(world):
    """What happens up to the answer at stage 1."""
    day = date(2026, 4, 8)
    return [
        event("assigned", to=world.handler.key), event("acknowledged", method="email"), defined(),
        event("position_heard", day, party="complainant"), decided(day), event("response_sent", day, method="email"),
    ]  # fmt: skip


def asked(world):
    """What happens up to the request for stage 2."""
    return [*answered(world), event("escalation_requested", date(2026, 4, 13), reason="Still wet.")]


def accepted(world):
    """What happens up to the acceptance of the request."""
    return [*asked(world), event("escalated", date(2026, 4, 14))]


def restricted(world, **fields):
    """What happens up to a restriction on contact, decided by somebody who may."""
    decides = packs.current(world.landlord).pack.behaviour.decides[-1]
    given = {"what": "Letters only", "contact": "By post", "decided_by": world.who[decides].key, "evidence": ["b1"]}
    return [
        event("behaviour_recorded", id="b1", what="Abuse by telephone"),
        event("restriction_set", **{**given, "review_on": "2026-07-01", **fields}),
    ]
