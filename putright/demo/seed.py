"""Filling an empty demonstration."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import cycle

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from putright import data
from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord, Person, Team
from putright.demo import history, papers, published, register
from putright.demo.people import HOUSES, MATTERS, RESIDENTS, House
from putright.demo.stories import EXTRA, LEFT_OUT, STORIES, Story
from putright.demo.teller import Teller, working_days_before

BRANDS = ("homes-plus", "wrekin", "homes-plus", "care-plus", "wrekin", "choices", "county-town-homes")

PAST = 120
"""How many complaints, requests and comments of the last three years each landlord has, beside the stories."""


def main() -> int:
    """Makes the demonstration's landlords, people and complaints, unless they are there; 2 in any other mode."""
    if not settings.DEMO:
        sys.stderr.write("the demonstration exists only where PUTRIGHT_MODE=demo\n")
        return 2
    if not Landlord.objects.exists():
        sys.stdout.write("Making the demonstration; this takes about a minute.\n")
        with transaction.atomic():
            made = sum(fill(house) for house in HOUSES)
        sys.stdout.write(f"Made {made} complaints at {len(HOUSES)} landlords.\n")
    return 0


def fill(house: House) -> int:
    """One landlord with its people and complaints; gives how many complaints."""
    landlord = people_of(house)
    published.publish(landlord, timezone.now())
    history.tell(landlord, timezone.localdate(), PAST)
    told = PAST + tell(house)
    register.fill(landlord, timezone.now())
    papers.fill(landlord, timezone.now())
    return told


def people_of(house: House) -> Landlord:
    """One landlord with its teams and people, and no complaint yet."""
    policy = data.load_policy(house.pack)
    landlord = Landlord.objects.create(
        slug=house.slug, name=policy.pack.landlord.name, pack=house.pack, prefix=house.prefix,
        division=policy.pack.division,
    )  # fmt: skip
    names = dict.fromkeys(one.team for one in house.staff if one.team)
    teams = {name: Team.objects.create(landlord=landlord, name=name) for name in names}
    for one in house.staff:
        Person.objects.add(
            landlord, f"{one.key}@{house.slug}.example", one.name, roles=list(one.roles), brands=list(one.brands),
            team=teams.get(one.team), trained=one.trained,
        )  # fmt: skip
    return landlord


def tell(house: House) -> int:
    """Makes the complaints of a landlord whose people are there; gives how many."""
    landlord = Landlord.objects.get(slug=house.slug)
    people = {one.key: Person.objects.get(email=f"{one.key}@{house.slug}.example") for one in house.staff}
    policy, today = packs.current(landlord), timezone.localdate()
    brands = cycle(BRANDS if policy.pack.brands else (None,))
    stories = list(_stories(house.pack))
    for number, (ago, story) in enumerate(stories):
        story(Teller(
            landlord, people, policy, today, working_days_before(policy, today, ago),
            MATTERS[(number * 5 + len(house.slug)) % len(MATTERS)],
            RESIDENTS[(number * 7 + len(house.slug)) % len(RESIDENTS)], next(brands),
        ))  # fmt: skip
    return len(stories)


def _stories(pack: str) -> Iterator[tuple[int, Story]]:
    every = (*STORIES, *EXTRA.get(pack, ()))
    return ((ago, story) for ago, story in every if story not in LEFT_OUT.get(pack, ()))
