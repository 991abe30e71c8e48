"""The rules in force for a case: a pack, the edition of the Code it is held to, and a calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from typing import Any

from putright.core.bodies import Window
from putright.core.events import Ground
from putright.core.law import NO_LAW, Law
from putright.core.pack import Brand, Clock, ClockName, Edition, Extension, GroundRule, Pack, Provision
from putright.core.workdays import Calendar, Period


@dataclass(frozen=True)
class Person:
    """Somebody an event names. `roles` are roles of the pack; `trained` is to handle complaints; `manager` an id.

    Whoever is not `active` has left.
    """

    id: str
    roles: frozenset[str]
    trained: bool = True
    team: str | None = None
    name: str = ""
    manager: str | None = None
    active: bool = True

    @property
    def called(self) -> str:
        """How texts name them: by name where it is known."""
        return self.name or self.id


People = Mapping[str, Person]


@dataclass(frozen=True, slots=True)
class Limit:
    """One document's limit for a duty: the landlord's own (`policy`) or its Code's (`code`)."""

    origin: str
    clock: Clock
    period: Period | None


@dataclass(frozen=True, eq=False)
class Policy:
    """A pack as it applies to one brand of the landlord (`brand` is None where the pack has no brands).

    `windows` says of each redress body from when until when it takes a complaint; `wording` how the pack words things.
    """

    pack: Pack
    editions: Mapping[str, Edition] = field(repr=False)
    calendar: Calendar = field(repr=False)
    provisions: Mapping[str, Provision] = field(repr=False)
    brand: str | None = None
    windows: Mapping[str, Window] = field(default_factory=dict, repr=False)
    law: Law = field(default=NO_LAW, repr=False)
    wording: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def of(self, brand: str | None) -> Policy:
        """The same policy as it applies to another brand."""
        if brand == self.brand or brand is None:
            return self
        if brand not in self._brands:
            self._brands[brand] = replace(self, brand=brand)
        return self._brands[brand]

    @cached_property
    def _brands(self) -> dict[str, Policy]:
        return {}

    @cached_property
    def branded(self) -> Brand | None:
        """The brand's own entry of the pack."""
        return self.pack.brands.get(self.brand) if self.brand else None

    @cached_property
    def edition(self) -> Edition:
        """The edition of the Code that binds this brand."""
        named = self.branded.edition if self.branded else None
        return self.editions[named or self.pack.edition]

    @cached_property
    def limits(self) -> Mapping[ClockName, tuple[Limit, ...]]:
        """For each clock the policy's limit and the Code's, where they set one."""
        sources = (("policy", self.pack.clocks), ("code", self.edition.clocks))
        names = {name: None for _, clocks in sources for name in clocks}
        return {name: tuple(_limit(origin, c[name]) for origin, c in sources if name in c) for name in names}

    def extension(self, stage: int) -> tuple[Extension, ...]:
        """What the policy and the Code ask of an extension at a stage."""
        found = (rules.extensions.get("1" if stage == 1 else "2") for rules in (self.pack, self.edition))
        return tuple(extension for extension in found if extension)

    def ground(self, ground: Ground, source: str) -> GroundRule | None:
        """The pack's rule for refusing a complaint on a ground, for a complaint from this source."""
        others = self.pack.others
        if others and source in others.sources and ground in others.grounds:
            return others.grounds[ground]
        return self.pack.grounds.get(ground)

    def letter_parts(self, letter: str, stage: int) -> Mapping[str, tuple[str, ...]]:
        """The parts that a letter of a kind must have at a stage, each with its provisions."""
        return self._parts.get((letter, stage), {})

    @cached_property
    def _parts(self) -> Mapping[tuple[str, int], Mapping[str, tuple[str, ...]]]:
        found: dict[tuple[str, int], dict[str, tuple[str, ...]]] = {}
        for rules in (self.pack, self.edition):
            for letter, by_stage in rules.letters.items():
                for at, asked in by_stage.items():
                    for stage in (1, 2) if at == "any" else (int(at),):
                        parts = found.setdefault((letter, stage), {})
                        for part, cites in asked.items():
                            parts[part] = parts.get(part, ()) + cites
        return found

    def cites(self, rule: str) -> tuple[str, ...]:
        """The provisions that a guard, warning, dateless duty or gate rule rests on, the policy's before the Code's."""
        return self._cites.get(rule, ())

    @cached_property
    def _cites(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for rules in (self.pack, self.edition):
            named = chain(rules.guards.items(), rules.warnings.items(), rules.duties.items(), rules.gate.items())
            for name, cites in named:
                found[name] = found.get(name, ()) + cites
        for name, cites in (*self.law.warnings.items(), *self.law.duties.items()):
            found[name] = found.get(name, ()) + cites
        return found

    @cached_property
    def unrelated_points_join(self) -> bool:
        """Whether a new point that is unrelated may join the complaint."""
        return (self.pack.unrelated_points or self.edition.unrelated_points or "join") == "join"


def _limit(origin: str, clock: Clock) -> Limit:
    return Limit(origin, clock, Period.parse(clock.within) if clock.within else None)
