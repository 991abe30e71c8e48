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
from putright.demo.people import HOUSES, MATTERS, RESIDENTS, House
from putright.demo.stories import EXTRA, LEFT_OUT, STORIES, Story
from putright.demo.teller import Teller, working_days_before

BRANDS = ("homes-plus", "wrekin", "homes-plus", "care-plus", "wrekin", "choices", "county-town-homes")


def main() -> int:
    """Makes the demonstration's landlords, people and complaints, unless they are there; 2 in any other mode."""
    if not settings.DEMO:
        sys.stderr.write("the demonstration exists only where PUTRIGHT_MODE=demo\n")
        return 2
    if not Landlord.objects.exists():
        sys.stdout.write("Making the demonstration; this takes about half a minute.\n")
        with transaction.atomic():
            made = sum(fill(house) for house in HOUSES)
        sys.stdout.write(f"Made {made} complaints at {len(HOUSES)} landlords.\n")
    return 0


def fill(house: House) -> int:
    """One landlord with its people and complaints; gives how many complaints."""
    policy = data.load_policy(house.pack)
    landlord = Landlord.objects.create(
        slug=house.slug, name=policy.pack.landlord.name, pack=house.pack, prefix=house.prefix,
        division=policy.pack.division,
    )  # fmt: skip
    people = _people(landlord, house)
    stories = list(_stories(house.pack))
    brands = cycle(BRANDS if policy.pack.brands else (None,))
    today = timezone.localdate()
    for number, (ago, story) in enumerate(stories):
        story(Teller(
            landlord, people, packs.current(landlord), today, working_days_before(policy, today, ago),
            MATTERS[(number * 5 + len(house.slug)) % len(MATTERS)],
            RESIDENTS[(number * 7 + len(house.slug)) % len(RESIDENTS)], next(brands),
        ))  # fmt: skip
    return len(stories)


def _stories(pack: str) -> Iterator[tuple[int, Story]]:
    every = (*STORIES, *EXTRA.get(pack, ()))
    return ((ago, story) for ago, story in every if story not in LEFT_OUT.get(pack, ()))


def _people(landlord: Landlord, house: House) -> dict[str, Person]:
    teams = {name: Team.objects.create(landlord=landlord, name=name) for name in {s.team for s in house.staff} - {""}}
    return {
        one.key: Person.objects.add(
            landlord, f"{one.key}@{house.slug}.example", one.name, roles=list(one.roles), brands=list(one.brands),
            team=teams.get(one.team), trained=one.trained,
        )
        for one in house.staff
    }  # fmt: skip
