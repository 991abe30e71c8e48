"""The policies that landlords run, as the application needs them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from putright import data
from putright.apps.accounts.models import Landlord, Person
from putright.core.pack import Role
from putright.core.policy import Policy


@cache
def policy(pack: str, version: str, division: str) -> Policy:
    """The policy of a pack in a version, with the bank holidays of a division.

    A pack that was replaced stays in `versions/<version>` of its folder for the cases opened under it.
    Raises `FileNotFoundError` where the version is not there.
    """
    found = data.load_policy(pack)
    if version != found.pack.version:
        found = data.load_policy(str(_folder(pack) / "versions" / version))
    return replace(found, calendar=data.load_calendar(division))


def current(landlord: Landlord) -> Policy:
    """The policy that a landlord runs now: new cases open under it."""
    return policy(landlord.pack, data.load_policy(landlord.pack).pack.version, landlord.division)


def roles(landlord: Landlord) -> dict[str, Role]:
    """The roles of a landlord's policy, by id."""
    return current(landlord).pack.roles


def titles(landlord: Landlord) -> dict[str, str]:
    """What the roles are called, by id, as they stand at the beginning of a line."""
    return {key: role.title[:1].upper() + role.title[1:] for key, role in roles(landlord).items()}


def brands(person: Person) -> list[tuple[str, str]]:
    """The landlords of the group that somebody works for, by id, with their names; none where it is no group."""
    known = current(person.landlord).pack.brands
    return [(key, brand.name) for key, brand in known.items() if not person.brands or key in person.brands]


def capabilities_of(landlord: Landlord, held: Iterable[str]) -> set[str]:
    """What people who hold these roles do. A role the policy no longer has counts for nothing."""
    known = roles(landlord)
    return {ability for role in held if role in known for ability in known[role].does}


def _folder(pack: str) -> Path:
    shipped = data.HERE / "packs" / pack
    return shipped if shipped.is_dir() else Path(pack)
