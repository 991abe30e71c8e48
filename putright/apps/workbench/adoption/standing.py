"""What stands for and against adopting a revision: faults, conflicts with its Code, people it leaves without a role."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from putright import data
from putright.apps.accounts import packs, permissions
from putright.apps.accounts.models import Landlord, PackVersion, Person
from putright.apps.casework.models import Case
from putright.apps.workbench.adoption.models import Adoption
from putright.core.lint.finding import Finding
from putright.core.pack import Pack
from putright.data.linting import findings

PACK = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}")


@dataclass(frozen=True)
class Seat:
    """An approval that the policy in force asks for: of somebody who holds one of these roles."""

    title: str
    roles: tuple[str, ...]

    def held_by(self, person: Person) -> bool:
        """Whether this person may give it."""
        return person.is_active and not set(self.roles).isdisjoint(person.roles)


def seats(landlord: Landlord) -> list[Seat]:
    """Whose approvals the policy in force asks for; where it does not say, of anybody who approves or governs."""
    pack = packs.current(landlord).pack
    if pack.adoption:
        titles = packs.titles(landlord)
        return [Seat(titles[role], (role,)) for role in pack.adoption.approves]
    roles = tuple(key for key, role in pack.roles.items() if {"approve", "board"} & set(role.does))
    return [Seat("Somebody who approves or sits on the governing body", roles)]


def asked(adoption: Adoption) -> list[Seat]:
    """Whose approvals a proposal asks for."""
    return [Seat(one["title"], tuple(one["roles"])) for one in adoption.asks]


def conflicts(landlord: Landlord, loaded: data.Loaded) -> tuple[list[Finding], list[Finding]]:
    """Where a policy breaks what the Code demands: what the version in force does not, and what it does as well."""
    found = [one for one in findings(loaded) if one.force == "must"]
    running = {key(one) for one in findings(data.read_pack(packs.texts(landlord)))}
    return [one for one in found if key(one) not in running], [one for one in found if key(one) in running]


def key(finding: Finding) -> str:
    """How a form names a finding."""
    return f"{finding.rule}_{sha256(finding.text.encode()).hexdigest()[:8]}"


def objections(landlord: Landlord, loaded: data.Loaded) -> Iterator[str]:
    """Why a policy cannot be adopted whatever anybody says of it: its name, its place, who would be left."""
    pack = loaded.policy.pack
    if not PACK.fullmatch(pack.pack):
        yield f"pack.yaml: pack is {pack.pack!r}: write small letters, digits and hyphens."
    if not VERSION.fullmatch(pack.version):
        yield f"pack.yaml: version is {pack.version!r}: write up to forty letters, digits, full stops and hyphens."
    elif _taken(landlord, pack):
        yield (f"pack.yaml: there is a version {pack.version} of {pack.pack} already. Complaints keep the version they "
               "began under, so each has a number of its own: change version.")  # fmt: skip
    if pack.division != landlord.division:
        yield f"pack.yaml: division is {pack.division}; {landlord.name} has the bank holidays of {landlord.division}."
    if not any(permissions.ADOPT_POLICY in _granted(pack, one) for one in _staff(landlord)):
        yield "Nobody who works here would hold a role that administers: nobody could put anything right again."


def left_without(landlord: Landlord, pack: Pack) -> list[tuple[str, list[str]]]:
    """Roles that people hold and that the policy does not have, each with their names."""
    titles, found = packs.titles(landlord), dict[str, list[str]]()
    for one in _staff(landlord):
        for role in one.roles:
            if role not in pack.roles:
                found.setdefault(titles.get(role, role), []).append(one.name)
    return sorted(found.items())


def unfilled(landlord: Landlord, wanted: Sequence[Seat], proposer: Person) -> str:
    """The first approval that nobody could give beside the proposer and those before; empty where all could be."""
    free = [one for one in _staff(landlord) if one.pk != proposer.pk]
    return next((seat.title for n, seat in enumerate(wanted) if not _fills(wanted[: n + 1], free)), "")


def _fills(wanted: Sequence[Seat], free: Sequence[Person]) -> bool:
    """Whether each of these can be another person."""
    if not wanted:
        return True
    first, rest = wanted[0], wanted[1:]
    return any(_fills(rest, [x for x in free if x.pk != one.pk]) for one in free if first.held_by(one))


def _staff(landlord: Landlord) -> list[Person]:
    return list(Person.objects.filter(landlord=landlord, is_active=True))


def _granted(pack: Pack, person: Person) -> frozenset[str]:
    held = [pack.roles[role].does for role in person.roles if role in pack.roles]
    return permissions.permissions_of({ability for does in held for ability in does})


def _taken(landlord: Landlord, pack: Pack) -> bool:
    own = PackVersion.objects.filter(landlord=landlord, pack=pack.pack, version=pack.version)
    kept = Case.objects.filter(landlord=landlord, pack=pack.pack, pack_version=pack.version)
    running = packs.current(landlord).pack
    ran = (running.pack, running.version) == (pack.pack, pack.version)
    return ran or pack.version in _shipped(pack.pack) or own.exists() or kept.exists()


def _shipped(pack: str) -> set[str]:
    if pack not in data.pack_names():
        return set()
    earlier = {path.name for path in (data.HERE / "packs" / pack / "versions").glob("*")}
    return {data.load_pack(pack).policy.pack.version, *earlier}


def reasons(found: Sequence[Finding], given: Mapping[str, str]) -> list[dict[str, Any]]:
    """What a proposal keeps of each conflict that must not be: where it stands and why it is taken all the same."""
    return [
        {"rule": one.rule, "code": list(one.code), "text": one.text, "reason": given.get(key(one), "").strip()}
        for one in found if one.force == "must"
    ]  # fmt: skip
