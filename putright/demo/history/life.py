"""One complaint that takes its course: each step is put to the policy, and one that is refused did not happen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random

from putright.core import events as e
from putright.core.case import Case
from putright.core.decide import decide
from putright.core.events import Event
from putright.core.options import plain_forms
from putright.core.policy import Person, Policy
from putright.core.state import State, fold, step_on


@dataclass
class Life:
    """What has happened so far, up to `today`, after which nothing does."""

    policy: Policy
    people: Mapping[str, Person]
    chance: Random
    today: date
    first: e.Received
    events: list[Event] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.events.append(self.first)
        self.state: State = fold(self.events)

    @property
    def case(self) -> Case:
        """The case as the engine judges it."""
        return Case.of(self.state, self.policy, self.people)

    def do(self, *events: Event) -> bool:
        """Lets each of these happen that may and whose day has come; says whether all did."""
        happened = [self._happen(event) for event in events]
        return all(happened)

    def any(self, events: Iterable[Event]) -> bool:
        """Lets the first of these happen that may."""
        return any(self._happen(event) for event in events)

    def plainly(self, kind: str, on: date) -> bool:
        """Lets an event happen in the first plain form that may; people in an order of chance."""
        forms = list(plain_forms(self.case, kind, on))
        self.chance.shuffle(forms)
        return self.any(forms)

    def working_days(self, start: date, number: int) -> date:
        """The day so many working days after another."""
        return self.policy.calendar.add_working_days(start, number)

    def likely(self, percent: int) -> bool:
        """Whether something happens that does so in so many of a hundred cases."""
        return self.chance.randrange(100) < percent

    def _happen(self, event: Event) -> bool:
        if event.on > self.today or event.on < self.state.last or decide(self.case, event):
            return False
        step_on(self.state, event)
        self.events.append(event)
        return True
