"""A case as it is read from the log: its events, what they add up to, and who they name."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import F

from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.models import Case, Event
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
    """Reads a case from the log: two queries, however long it is (events with their texts, people)."""
    rows: list[Event] = []
    texts: dict[int, dict[int, str | None]] = {}
    found = Event.objects.filter(case=case).annotate(place=F("rows__place"), body=F("rows__body")).order_by("n")
    for row in found:
        if not rows or rows[-1].pk != row.pk:
            rows.append(row)
        texts.setdefault(row.pk, {})[row.place] = row.body
    decoded = [decode(row, texts.get(row.pk, {})) for row in rows]
    policy = packs.policy(case.landlord, case.pack, case.pack_version)
    return Opened(case, rows, decoded, policy, people_of(case.landlord), token)


def decode(row: Event, texts: Mapping[int, str | None]) -> events.Event:
    """The event of a row, with its texts by place put back in."""
    data: dict[str, Any] = json.loads(row.data)
    in_order = [texts.get(place) for place in range(len(json.loads(row.texts)))]
    return events.decode(events.join_texts(data, in_order))


def people_of(landlord: Landlord) -> dict[str, Named]:
    """Everyone who works, or worked, for a landlord, as the engine knows them: by `Person.key`."""
    columns = ("id", "name", "roles", "trained", "team_id", "is_active", "line_manager_id")
    people = Person.objects.filter(landlord=landlord).order_by("name", "id").values_list(*columns)
    return {str(pk): _named(str(pk), *rest) for pk, *rest in people}


def _named(
    key: str, name: str, roles: list[str], trained: bool, team: int | None, active: bool, manager: int | None
) -> Named:
    above = str(manager) if manager else None
    return Named(key, frozenset(roles), trained, str(team) if team else None, name, above, active)
