"""A rehearsal written down from what happened on a case: nobody in it can be recognised.

Free texts, people and other cases are replaced by names that stand for them; dates, kinds and amounts stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec

from putright.core.duties import obligations
from putright.core.events import Event
from putright.core.events.codec import ERASED, join_texts, split_texts
from putright.core.pack import Role
from putright.core.policy import People, Person, Policy
from putright.core.redress import body_of, timeliness
from putright.core.rehearsal import NONE, Faulty, Player, Run, Script, run
from putright.core.workdays import said

_KEY = re.compile(r"[a-z][a-z0-9_.:/-]{0,60}|\d{4}-\d\d-\d\d|\d\d:\d\d|")
"""What is no typed text: keys of the vocabulary, of the pack and of a case's own parts, dates, hours, and nothing."""


@dataclass
class _Names:
    """Names that stand for people, texts and other cases, the same for the same one."""

    people: People
    roles: Mapping[str, Role]
    given: dict[str, str] = field(default_factory=dict)
    played: dict[str, Person] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def person(self, key: str) -> str:
        known = self.played.setdefault(key, self.people[key])
        return self._name(f"person:{key}", next(iter(self.held(known)), "somebody"))

    def held(self, person: Person) -> list[str]:
        """The roles somebody holds, the one that does most first."""
        held = [role for role in self.roles if role in person.roles]
        return sorted(held, key=lambda role: -len(self.roles[role].does))

    def text(self, words: str) -> str:
        return self._name(f"text:{words}", "words").replace("_", " ")

    def other(self, value: str) -> str:
        if value in self.people:
            return self.person(value)
        return value if _KEY.fullmatch(value) else self._name(f"other:{value}", "other")

    def _name(self, key: str, stem: str) -> str:
        if key not in self.given:
            self.counts[stem] = self.counts.get(stem, 0) + 1
            self.given[key] = f"{stem}_{self.counts[stem]}"
        return self.given[key]


def written_down(events: Sequence[Event], policy: Policy, people: People, proves: Sequence[str] = ()) -> Script:
    """The rehearsal of a case, with what follows from its policy on the day of its last event as expectations.

    `policy` is that of the case's brand. Events are put in the order of their dates. One that the policy refuses is
    marked so, as it is then left out of what follows. Raises `Faulty` where nothing happened.
    """
    if not events:
        raise Faulty("nothing happened on this case", ("events",))
    names = _Names(people, policy.pack.roles)
    raw = [_plain(event, names) for event in sorted(events, key=lambda event: event.on)]
    began = said(min(event.on for event in events))
    script = Script(
        rehearsal=f"As it happened from {began}", policy=policy.pack.pack, brand=policy.brand,
        people=_players(names), events=raw, proves=tuple(proves),
    )  # fmt: skip
    played = run(script, policy)
    refused = {int(one.path[1]) for one in played.results if not one.holds}
    marked = [one | {"expect": "refused"} if n in refused else one for n, one in enumerate(raw)]
    return msgspec.structs.replace(script, events=marked, expect=_expected(played))


def _plain(event: Event, names: _Names) -> dict[str, Any]:
    obj, texts = split_texts(event)
    kind, on = obj.pop("event"), obj.pop("on")
    masked = {key: _masked(value, names) for key, value in obj.items()}
    told = [ERASED if text == ERASED else names.text(text) for text in texts]
    whole = join_texts({"event": kind, **masked}, told)
    return {"at": on, **whole}


def _masked(value: Any, names: _Names) -> Any:
    if isinstance(value, dict):
        return {names.other(key): _masked(inner, names) for key, inner in value.items()}
    if isinstance(value, list):
        return [_masked(inner, names) for inner in value]
    if isinstance(value, str) and not value.startswith("\N{SECTION SIGN}"):
        return names.other(value)
    return value


def _players(names: _Names) -> dict[str, Player]:
    teams: dict[str, str] = {}
    known = {key: person for key, person in names.played.items() if person.roles & names.roles.keys()}
    found: dict[str, Player] = {}
    for key, person in known.items():
        role, *also = names.held(person)
        team = teams.setdefault(person.team, f"team_{len(teams) + 1}") if person.team else None
        manager = names.person(person.manager) if person.manager in known else None
        found[names.person(key)] = Player(
            role=role, also=tuple(also), trained=person.trained, team=team, manager=manager
        )  # fmt: skip
    return found


def _expected(played: Run) -> list[dict[str, Any]]:
    last = played.accepted[-1].on
    return [*_of_the_case(played, last), *_of_its_duties(played, last)]


def _of_the_case(played: Run, last: date) -> Iterator[dict[str, Any]]:
    case = played.case(last)
    yield {
        "as_of": last.isoformat(), "stage": str(case.state.stage), "status": case.state.status,
        "redress": body_of(case), "timeliness": timeliness(case),
    }  # fmt: skip


def _of_its_duties(played: Run, last: date) -> Iterator[dict[str, Any]]:
    for duty in obligations(played.case(last)):
        if duty.owed:
            due = duty.due_on(last)
            yield {"as_of": last.isoformat(), "duty": duty.name, "due": due.isoformat() if due else NONE,
                   "status": duty.status(last)}  # fmt: skip
