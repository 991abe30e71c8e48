"""A population of complaints: people who behave in every way the procedure leaves open, and staff who may be slow.

Each life is drawn from a seed. Nothing here knows what a pack allows: every step that needs deciding is put to
`decide`, and one that is refused did not happen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from putright.core import events as e
from putright.core.case import Case
from putright.core.decide import decide
from putright.core.events import VOCABULARY, Event
from putright.core.options import plain_forms
from putright.core.policy import Person, Policy
from putright.core.state import State, fold, step_on
from putright.data import load_policy, pack_names
from tests.population.staff import left_to_do, meet, next_steps

FIRST = date(2024, 4, 2)
LAST = date(2027, 6, 30)
"""Nobody lives past this day: the calendars end in 2028, and what is promised must still fall within them."""
PAUSES = (0, 0, 0, 0, 1, 1, 1, 2, 3, 5, 8, 13, 30)
"""Days between two steps."""
RARE = frozenset(
    {"complainant_satisfied", "withdrawn", "closed", "reopened", "refused", "interest_declared", "redirected"}
)
NEVER = frozenset({"received", "disposed"})
ANYTHING = tuple(kind for kind in VOCABULARY if kind not in NEVER for _ in range(1 if kind in RARE else 8))


@cache
def policy_of(pack: str) -> Policy:
    return load_policy(pack)


@cache
def staff_of(pack: str) -> dict[str, Person]:
    """Three people for each role: enough for a handler, a reviewer, and somebody uninvolved."""
    roles = policy_of(pack).pack.roles
    return {f"{role}{n}": Person(f"{role}{n}", frozenset([role])) for role in roles for n in (1, 2, 3)}


@dataclass
class Life:
    """One complaint: what happened to it, and the chance that drives it."""

    seed: int
    chance: Random
    policy: Policy
    people: dict[str, Person]
    events: list[Event]
    state: State
    today: date
    refused: int = 0
    watch: Callable[[Life, Event], None] = lambda life, event: None
    """Sees each event that may happen just before it does."""

    @property
    def case(self) -> Case:
        return Case.of(self.state, self.policy, self.people)

    def happen(self, event: Event) -> bool:
        """Let an event happen if it may; says whether it did."""
        if decide(self.case, event):
            self.refused += 1
            return False
        self.watch(self, event)
        step_on(self.state, event)
        self.events.append(event)
        return True


def born(seed: int) -> Life:
    """A complaint as it comes in: any pack, brand, channel and complainant, about anybody or nobody."""
    chance = Random(seed)
    pack = chance.choice(pack_names())
    policy = policy_of(pack)
    day = FIRST + timedelta(chance.randrange(600))
    roles = list(policy.pack.roles)
    first = e.Received(
        on=day, channel=chance.choice(get_args(e.Channel)), from_=_source(chance),
        brand=chance.choice([*policy.pack.brands] or [None]),
        about=tuple(f"{role}1" for role in chance.sample(roles, chance.choice((0, 0, 0, 1, 1, 2)))),
        occurred=day - timedelta(chance.choice((1, 20, 170, 400))),
        flags=tuple(chance.sample(get_args(e.Flag), chance.choice((0, 0, 0, 1, 2)))), text="What happened",
    )  # fmt: skip
    return Life(seed, chance, policy, staff_of(pack), [first], fold([first]), day)


def _source(chance: Random) -> str:
    return "tenant" if chance.random() < 0.6 else chance.choice(get_args(e.Source))


def settle(life: Life) -> list[str]:
    """Everything owed is done and the case closed, as far as the procedure lets it; gives what is left."""
    life.today = LAST
    for _ in range(120):
        if not any(life.happen(event) for event in _to_settle(life)):
            break
    return [duty.name for duty in left_to_do(life.case, life.today)]


def _to_settle(life: Life) -> Iterator[Event]:
    for duty in left_to_do(life.case, life.today):
        yield from meet(life.case, duty, life.today)
    if not life.state.closed:
        yield from next_steps(life.case, life.today)
        if not life.state.satisfied:
            yield e.ComplainantSatisfied(on=life.today)


def live(life: Life, steps: int) -> Iterator[Event]:
    """Some of what may happen, happens: most of the time what should come next, otherwise anything at all."""
    for _ in range(steps):
        life.today = min(LAST, life.today + timedelta(life.chance.choice(PAUSES)))
        for event in _tried(life):
            if life.happen(event):
                yield event
                break


def _tried(life: Life) -> list[Event]:
    if life.state.status == "answered" and life.state.stage == 1 and life.chance.random() < 0.3:
        return [e.EscalationRequested(on=life.today, reason="The damp is back")]
    if life.chance.random() < 0.65:
        found = [one for one in next_steps(life.case, life.today) if one.kind != "closed" or life.chance.random() < 0.1]
        if found:
            return found[: life.chance.choice((1, 1, 2, 3))]
    kind = life.chance.choice(ANYTHING)
    found = list(plain_forms(life.case, kind, life.today)) if not VOCABULARY[kind].is_fact else [fact(life, kind)]
    life.chance.shuffle(found)
    return found[:3]


# ---- what others cause ----------------------------------------------------------------------


def fact(life: Life, kind: str) -> Event:
    """A fact of a kind, with every key it needs and some that it may have."""
    cls = VOCABULARY[kind]
    hints = get_type_hints(cls)
    values = {
        field.name: _value(life, kind, field.name, hints[field.name])
        for field in msgspec.structs.fields(cls)
        if field.name not in ("on", "stage") and (field.required or life.chance.random() < 0.5)
    }
    return cls(on=life.today, **values)


def _value(life: Life, kind: str, name: str, hint: Any) -> Any:
    chance = life.chance
    if name == "time":
        return f"{chance.randrange(24):02}:{chance.randrange(60):02}"
    if name == "of":
        return chance.choice(("acknowledged", "extended", "response_sent"))
    if name == "id":
        return chance.choice(_known_ids(life, kind) or [f"{kind[0]}{chance.randrange(4)}"])
    return _of_type(life, hint)


def _known_ids(life: Life, kind: str) -> list[str]:
    """What a fact may be about that is on the case already."""
    state = life.state
    known = {"remedy_answered": state.remedies, "remedy_confirmed": state.remedies,
             "information_received": state.inquiry.requests}  # fmt: skip
    return list(known.get(kind, ()))


def _of_type(life: Life, hint: Any) -> Any:
    chance, kinds = life.chance, get_args(hint)
    if get_origin(hint) is Literal:
        return chance.choice(kinds)
    if get_origin(hint) in (Union, UnionType):
        return _of_type(life, chance.choice([one for one in kinds if one is not type(None)]))
    if hint is int:
        return chance.randrange(1, 6)
    simple: dict[Any, Any] = {
        date: life.today + timedelta(chance.choice((1, 5, 15, 40))),
        bool: chance.random() < 0.5,
        str: chance.choice(["complainant", *life.people]),
    }
    return simple[hint] if hint in simple else (get_origin(hint) or hint)()
