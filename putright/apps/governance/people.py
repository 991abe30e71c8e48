"""Who holds which role of the policy, whom complaint handling asks to be trained, and which offices stand empty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord, Person, RoleHeld
from putright.core.pack import Pack, Role

ANSWERS = {"board", "oversee", "approve"}
"""What those do who answer for complaints."""


@dataclass(frozen=True)
class Staff:
    """Everybody who works for a landlord now, read once."""

    landlord: Landlord
    people: Sequence[Person]

    @classmethod
    def of(cls, landlord: Landlord) -> Staff:
        """Those who have not left, by name."""
        found = Person.objects.filter(landlord=landlord, is_active=True).only("id", "name", "roles", "trained")
        return cls(landlord, list(found.order_by("name", "id")))

    @property
    def pack(self) -> Pack:
        return packs.current(self.landlord).pack

    def holding(self, role: str) -> list[Person]:
        """Those who hold a role."""
        return [one for one in self.people if role in one.roles]

    def with_any(self, roles: Iterable[str]) -> list[Person]:
        """Those who hold any of these roles."""
        wanted = set(roles)
        return [one for one in self.people if wanted & set(one.roles)]

    def vacant(self) -> dict[str, Role]:
        """The roles of the policy that nobody holds, by id."""
        held = {role for one in self.people for role in one.roles}
        return {key: role for key, role in self.pack.roles.items() if key not in held}


def handling(pack: Pack) -> set[str]:
    """The roles whose holders handle or review complaints: they must be trained for it."""
    named = {role for rule in pack.handling.values() for role in rule.roles}
    named |= {role for brand in pack.brands.values() for role in (*brand.handlers, *brand.reviewers)}
    return named | {key for key, role in pack.roles.items() if {"handle", "review"} & set(role.does)}


def relevant(pack: Pack) -> set[str]:
    """The roles whose holders need an objective on complaints: all that deal with them, from the front line up."""
    return {key for key, role in pack.roles.items() if {"front_line", "handle", "review", "oversee"} & set(role.does)}


def answering(pack: Pack) -> dict[str, Role]:
    """The roles that answer for complaints, the governing body's own first."""
    found = {key: role for key, role in pack.roles.items() if ANSWERS & set(role.does)}
    return dict(sorted(found.items(), key=lambda one: (one[0] != "mrc", "board" not in one[1].does)))


def since(people: Iterable[Person]) -> dict[tuple[int, str], RoleHeld]:
    """Since when each of these people holds each of their roles, where it was kept."""
    found = RoleHeld.objects.filter(person__in=[one.pk for one in people], until=None)
    return {(one.person_id, one.role): one for one in found}
