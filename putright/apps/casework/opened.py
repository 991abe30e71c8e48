"""A case as it is read from the log: its events, what they add up to, and who they name."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.models import Case, Event, Text
from putright.core import case as core_case
from putright.core import duties, events
from putright.core.policy import Person as Named
from putright.core.policy import Policy
from putright.core.state import State, fold


@dataclass(frozen=True)
class Opened:
    """A case with everything that decisions and pages ask about.

    `rows` are the recorded events (who, when, place in the log) beside `events`, what they say.
    `judged` is what the engine's functions take. `token` names the form being acted on.
    """

    case: Case
    rows: Sequence[Event]
    events: Sequence[events.Event]
    policy: Policy
    people: Mapping[str, Named]
    token: str = ""

    @property
    def version(self) -> int:
        """How many events the case has: what a form shown now must still find when it comes back."""
        return len(self.events)

    @cached_property
    def state(self) -> State:
        """What the events add up to."""
        return fold(self.events)

    @cached_property
    def judged(self) -> core_case.Case:
        """The state with the policy of its brand and the people it names."""
        return core_case.Case.of(self.state, self.policy, self.people)

    @cached_property
    def duties(self) -> list[duties.Obligation]:
        """Everything owed or once owed on the case."""
        return duties.obligations(self.judged)


def load(case: Case, token: str = "") -> Opened:
    """Reads a case from the log: three queries, however long it is (events, texts, people)."""
    rows = list(Event.objects.filter(case=case).order_by("n"))
    texts: dict[int, dict[int, str | None]] = {}
    for text in Text.objects.filter(event__case=case):
        texts.setdefault(text.event_id, {})[text.place] = text.body
    decoded = [decode(row, texts.get(row.pk, {})) for row in rows]
    policy = packs.policy(case.pack, case.pack_version, case.landlord.division)
    return Opened(case, rows, decoded, policy, people_of(case.landlord), token)


def decode(row: Event, texts: Mapping[int, str | None]) -> events.Event:
    """The event of a row, with its texts by place put back in."""
    data: dict[str, Any] = json.loads(row.data)
    in_order = [texts.get(place) for place in range(len(json.loads(row.texts)))]
    return events.decode(events.join_texts(data, in_order))


def people_of(landlord: Landlord) -> dict[str, Named]:
    """Everyone who works, or worked, for a landlord, as the engine knows them: by `Person.key`."""
    people = Person.objects.filter(landlord=landlord).only("id", "roles", "trained", "team_id")
    return {person.key: _named(person) for person in people}


def _named(person: Person) -> Named:
    team = str(person.team_id) if person.team_id else None
    return Named(person.key, frozenset(person.roles), person.trained, team)
