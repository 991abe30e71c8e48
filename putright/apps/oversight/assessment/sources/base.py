"""Evidence beyond figures and cases: what the policy, the people, the shelf of publications and their log say.

Each source gives sentences that can stand in the form, naming offices and never people. A source that finds nothing
gives nothing: the assessor is told so and writes their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord, Person
from putright.apps.publishing import shelf
from putright.apps.publishing.models import Edition as Published
from putright.apps.publishing.models import Entry
from putright.core.assessment.proposing import Found
from putright.core.pack import Ability, Edition
from putright.core.policy import Policy


@dataclass(frozen=True, eq=False)
class Looking:
    """For whom, against which edition and over which period evidence is looked for.

    `draft`: a policy that is looked at in the place of the one that runs.
    """

    landlord: Landlord
    edition: Edition
    since: date
    until: date
    today: date
    draft: Policy | None = None

    @cached_property
    def policy(self) -> Policy:
        """The policy it runs, or the draft."""
        return self.draft or packs.current(self.landlord)

    @cached_property
    def people(self) -> list[Person]:
        """Who works there."""
        return list(Person.objects.filter(landlord=self.landlord, is_active=True))

    def doing(self, *abilities: Ability) -> dict[str, list[Person]]:
        """Who holds each role that does one of these, by the role's title."""
        roles = {key: role for key, role in self.policy.pack.roles.items() if set(abilities) & set(role.does)}
        held = {role.title: [one for one in self.people if key in one.roles] for key, role in roles.items()}
        return {title: found for title, found in held.items() if found}

    @cached_property
    def shelf(self) -> dict[tuple[str, str], Published]:
        """The publications in force."""
        return shelf.in_force(shelf.editions(self.landlord, self.today))

    def put(self, *names: str) -> list[Entry]:
        """What the publication log has of these being put out or looked at since the period began, latest first."""
        found = Entry.objects.filter(
            landlord=self.landlord, what__in=(Entry.What.PUT, Entry.What.CHECKED), on__gte=self.since,
            on__lte=self.today,
        )  # fmt: skip
        return list((found.filter(name__in=names) if names else found).order_by("-on", "-id"))


Source = Callable[[Looking], Iterator[Found]]
SOURCES: dict[str, Source] = {}


def source(one: Source) -> Source:
    """Registers a source under its own name."""
    SOURCES[one.__name__] = one
    return one


def one_of(words: list[str]) -> str:
    """Words joined by "or"."""
    return _joined(words, "or")


def all_of(words: list[str]) -> str:
    """Words joined by "and"."""
    return _joined(words, "and")


def _joined(words: list[str], by: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {by} {words[-1]}" if words else ""
