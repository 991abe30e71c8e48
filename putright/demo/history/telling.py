"""The lives of one landlord's complaints, told in the order of their days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby
from operator import attrgetter
from random import Random

from putright.apps.accounts import packs, permissions
from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework import log
from putright.apps.casework.log import LONDON
from putright.apps.casework.models import Party
from putright.apps.casework.opened import Opened, people_of
from putright.core import events as e
from putright.demo.history.course import ABOUT, run
from putright.demo.history.life import Life
from putright.demo.people import MATTERS

GIVEN = ("Amina", "Bilal", "Carys", "Dele", "Elin", "Farah", "Gwen", "Hari", "Ines", "Joss", "Kemi", "Lowri", "Mina")
FAMILY = ("Abara", "Bexley", "Cadwell", "Ekholm", "Farrow", "Gethin", "Hallow", "Idle", "Jessop", "Kerrow", "Lomas")
PLACES = (
    ("Beacon Court", "TF9"), ("Harbour House", "PL8"), ("Tanyard Court", "PL8"), ("Riverside", "ST9"),
    ("Orchard Rise", "TA5"), ("Mill Lane", "TA5"), ("Station Road", "TF9"), ("Quarry View", "ST9"),
)  # fmt: skip
CHANNELS: tuple[e.Channel, ...] = ("phone", "phone", "phone", "email", "email", "online", "online", "letter",
                                   "in_person", "social_media")  # fmt: skip
SOURCES: tuple[e.Source, ...] = ("tenant",) * 15 + ("leaseholder", "leaseholder", "relative", "neighbour", "anonymous")
TENURES = ("rented",) * 7 + ("affordable_rent", "supported", "shared_ownership", "shared_ownership", "leasehold")
KINDS: tuple[e.Triage, ...] = ("complaint",) * 28 + (
    "service_request", "service_request", "service_request", "compliment", "compliment", "comment", "suggestion",
    "enquiry",
)  # fmt: skip


def tell(landlord: Landlord, today: date, number: int, years: int = 3, seed: str = "") -> int:
    """So many complaints, requests and comments of a landlord whose people are there, over the years up to a day.

    The same seed gives the same lives. Gives how many events were told.
    """
    chance = Random(f"{landlord.slug}{seed}")  # noqa: S311 (a fixed sequence)
    lives = [_life(landlord, chance, day, today) for day in _days(chance, today, number, years)]
    people = list(Person.objects.filter(landlord=landlord, is_active=True).order_by("id"))
    tellers = [one for one in people if permissions.may(one, permissions.WORK_CASE)] or people
    told: dict[int, Opened] = {}
    for day, n, happened in _in_order(lives):
        at = datetime.combine(day, time(9), LONDON) + timedelta(minutes=5 * (n % 90))
        by = tellers[n % len(tellers)]
        if n in told:
            told[n] = log.append(told[n], happened, by=by, at=at)
        else:
            told[n] = log.start(landlord, happened, by=by, at=at, parties=[_party(chance, lives[n], n)])
    return sum(len(life.events) for life in lives)


def _days(chance: Random, today: date, number: int, years: int) -> list[date]:
    """The days on which they begin: a few more each winter and each year, none in the last week."""
    span = years * 365 - 7
    days = [today - timedelta(7 + chance.randrange(span)) for _ in range(number * 2)]
    kept = [day for day in days if chance.random() < 0.4 + 0.35 * (day.month in (11, 12, 1, 2, 3))]
    return sorted((kept + days)[:number])


def _life(landlord: Landlord, chance: Random, day: date, today: date) -> Life:
    policy, n = packs.current(landlord), chance.randrange(len(MATTERS))
    source, kind = chance.choice(SOURCES), chance.choice(KINDS)
    received = e.Received(
        on=day, channel=chance.choice(CHANNELS), from_=source, text=MATTERS[n].told, party="p1", form="written",
        brand=chance.choice([*policy.pack.brands] or [None]), occurred=day - timedelta(chance.choice((3, 12, 40, 90))),
        flags=("high_risk",) if kind == "complaint" and chance.random() < 0.06 else (),
        categories=_categories(landlord, n) if kind == "complaint" else (),
    )  # fmt: skip
    life = Life(policy, people_of(landlord), chance, today, received)
    place, district = PLACES[n % len(PLACES)] if chance.random() < 0.5 else chance.choice(PLACES)
    tenure = "leasehold" if source == "leaseholder" else chance.choice(TENURES)
    if source != "anonymous":
        life.do(e.HomeRecorded(on=day, tenure=tenure, area=place if chance.random() < 0.6 else district))
    if kind == "complaint":
        run(life, MATTERS[n], ABOUT[n])
    else:
        _entered(life, kind)
    return life


def _categories(landlord: Landlord, n: int) -> tuple[str, ...]:
    """One of the landlord's own headings, always the same for the same matter."""
    known = [str(one["id"]) for one in packs.current(landlord).wording.get("categories", ())]
    return (known[n % len(known)],) if known else ()


def _entered(life: Life, kind: e.Triage) -> None:
    """What is no complaint: sorted, answered, and sometimes a complaint after all."""
    on = life.first.on
    life.do(e.Triaged(on=on, as_=kind, choice_offered=True))
    later = life.working_days(on, life.chance.choice((1, 3, 6, 12)))
    if kind == "service_request":
        life.do(e.RequestDated(on=on, by=life.working_days(on, 10), what="A visit is booked."))
        life.do(e.RequestCompleted(on=later, what="Done at the visit."))
    elif kind == "compliment":
        life.do(e.FeedbackShared(on=later, with_=(next(iter(life.people)),), what="Read out to the team."))
    else:
        life.do(e.FeedbackAnswered(on=later, what="Thank you; this is what we will do.", method="email"))


def _in_order(lives: Sequence[Life]) -> Iterator[tuple[date, int, list[e.Event]]]:
    """What happened, by day and life, in the order in which it would have been recorded."""
    told = [
        (day, n, list(events)) for n, life in enumerate(lives) for day, events in groupby(life.events, attrgetter("on"))
    ]
    return iter(sorted(told, key=lambda one: one[:2]))


def _party(chance: Random, life: Life, n: int) -> Party:
    if life.first.from_ == "anonymous":
        return Party(key="p1", role=Party.As.COMPLAINANT)
    home = life.state.learning.home
    place, district = next((one for one in PLACES if home and home.area in one), PLACES[0])
    given, family = chance.choice(GIVEN), chance.choice(FAMILY)
    email = f"{given.lower()}.{n}@mail.example"
    return Party(
        key="p1", role=Party.As.COMPLAINANT, name=f"{given} {family}", address=f"{n % 60 + 1} {place}",
        postcode=f"{district} {n % 9}ZZ", phone=f"01632 96{n % 1000 + 2000:04d}", email=email,
    )  # fmt: skip
