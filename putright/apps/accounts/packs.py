"""The policies that landlords run, as the application needs them.

A landlord runs a shipped pack, or a version of its own that it adopted (`PackVersion`). A case keeps the version that
it was opened under.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

from django.utils import timezone

from putright import data
from putright.apps.accounts.models import Holidays, Landlord, PackVersion, Person
from putright.core.pack import Provision, Role
from putright.core.policy import Policy
from putright.core.workdays import Calendar


def policy(landlord: Landlord, pack: str, version: str) -> Policy:
    """A version of a policy that a landlord runs or ran, with the bank holidays it counts by.

    Raises `FileNotFoundError` where the version is not there.
    """
    return _counted(_loaded(landlord, pack, version), _calendar(landlord))


def current(landlord: Landlord) -> Policy:
    """The policy that a landlord runs now: new cases open under it."""
    return _counted(_current(landlord), _calendar(landlord))


def provisions(landlord: Landlord) -> Mapping[str, Provision]:
    """What the document of the policy that the landlord runs now asks."""
    return _current(landlord).provisions


def texts(landlord: Landlord) -> dict[str, str]:
    """The files of the policy that the landlord runs now."""
    runs = _runs(landlord)
    return dict(PackVersion.objects.get(pk=runs).files) if runs else data.pack_texts(landlord.pack)


def digest(landlord: Landlord) -> str:
    """Says by which rules a landlord's complaints run: another one where pack, Code, law or calendar have changed.

    A version of its own never changes, and a complaint keeps its version: an adoption changes nothing for those known.
    """
    shipped, own = data.digest(landlord.pack, landlord.division), landlord.calendar_id
    return sha256(f"{shipped} {own}".encode()).hexdigest()[:16] if own else shipped


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


def calendar(landlord: Landlord) -> Calendar:
    """The bank holidays that a landlord counts by: its own list, or the one that is shipped."""
    return _calendar(landlord)


def _runs(landlord: Landlord) -> int | None:
    adopted = landlord.adopts_on and landlord.adopts_on <= timezone.localdate()
    return landlord.adopts_id if adopted else landlord.runs_id


def _current(landlord: Landlord) -> data.Loaded:
    runs = _runs(landlord)
    return _adopted(runs) if runs else data.load_pack(landlord.pack)


def _loaded(landlord: Landlord, pack: str, version: str) -> data.Loaded:
    return _version(landlord.pk, landlord.pack, pack, version)


@lru_cache(maxsize=256)
def _version(landlord: int, runs: str, pack: str, version: str) -> data.Loaded:
    own = PackVersion.objects.filter(landlord=landlord, pack=pack, version=version).values_list("pk", flat=True).first()
    if own:
        return _adopted(own)
    name = pack if pack in data.pack_names() else runs
    found = data.load_pack(name)
    if version == found.policy.pack.version:
        return found
    return data.load_pack(str(_folder(name) / "versions" / version))


@lru_cache(maxsize=256)
def _adopted(version: int) -> data.Loaded:
    found = PackVersion.objects.get(pk=version)
    return data.read_pack(found.files, f"{found.pack} {found.version}")


def _folder(pack: str) -> Path:
    shipped = data.HERE / "packs" / pack
    return shipped if shipped.is_dir() else Path(pack)


@lru_cache(maxsize=256)
def _counted(loaded: data.Loaded, days: Calendar) -> Policy:
    return replace(loaded.policy, calendar=days)


def _calendar(landlord: Landlord) -> Calendar:
    held = landlord.calendar_id
    return _own(held, landlord.division) if held else data.load_calendar(landlord.division)


@cache
def _own(holidays: int, division: str) -> Calendar:
    """A list that a landlord took up, with those whose place it took: what was told stands by the list of its day."""
    found = Holidays.objects.get(pk=holidays)
    days = {date.fromisoformat(day): str(name) for day, name in found.days.items()}
    earlier = Holidays.objects.filter(landlord=found.landlord_id, pk__lt=found.pk).order_by("pk").last()
    before = _own(earlier.pk, division) if earlier else data.load_calendar(division)
    newer = Calendar(division, found.first, found.last, days, found.source)
    return before.followed_by(newer, timezone.localdate(found.at))
