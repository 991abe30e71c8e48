"""A complaint with everything needed to judge it: its state, the policy it runs under, and its people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from putright.core.policy import People, Person, Policy
from putright.core.state import State


@dataclass(frozen=True, slots=True)
class Case:
    """What guards, duties, warnings and letters all look at. `policy` is that of the case's brand."""

    state: State
    policy: Policy
    people: People
    known: dict[int, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    """The duties by the state's version: asked for again and again, they are worked out once."""

    @classmethod
    def of(cls, state: State, policy: Policy, people: People) -> Case:
        """The case of a state, under the policy as it applies to the state's brand."""
        return cls(state, policy.of(state.brand), people)

    def roles_of(self, name: str) -> frozenset[str]:
        """The roles of the person with this id; a name that is no person's is taken for a role."""
        person = self.people.get(name)
        return person.roles if person else frozenset([name])

    def called(self, name: str) -> str:
        """What texts call whom an event names by id or role, or the complainant."""
        if name == "complainant":
            return "the complainant"
        person, role = self.people.get(name), self.policy.pack.roles.get(name)
        return person.called if person else f"the {role.title}" if role else name

    def titles(self, roles: Iterable[str]) -> str:
        """What texts call some roles, of which any will do."""
        known = self.policy.pack.roles
        return " or ".join(known[role].title if role in known else role for role in roles)

    def same(self, name: str, other: str) -> bool:
        """Whether two names, each an id or a role, may mean the same person."""
        return name == other or (name not in self.people and name in self.roles_of(other)) or (
            other not in self.people and other in self.roles_of(name)
        )  # fmt: skip

    def complained_of(self, person: Person) -> bool:
        """Whether the complaint is about this person, by id or by role."""
        return any(self.same(name, person.id) for name in self.state.about)

    def involved_with_role(self, role: str) -> Iterator[str]:
        """Those involved at stage 1 or before who hold a role."""
        return (name for name in sorted(self.state.involved) if role in self.roles_of(name))

    def required(self, role: str) -> str:
        """The role that acts in place of this one, where the procedure was varied."""
        return self.state.variations.get(role, role)
