"""Replaying past complaints under another policy gives what asking every rule under both would give."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import msgspec
import pytest
from msgspec import structs

from putright.core import events as e
from putright.core.case import Case
from putright.core.decide import decide
from putright.core.duties import PARTS, obligations, stages
from putright.core.events import Event
from putright.core.guards import GUARDS, NAMES
from putright.core.pack import Pack
from putright.core.policy import Policy
from putright.core.reads import BESIDE, LABELS, differ, reads
from putright.core.reads import NAMES as PARTS_OF_A_POLICY
from putright.core.replay import NO_DEADLINE, Replay
from putright.core.state import fold, step_on
from putright.data import load_policy, pack_names
from tests.population.living import LAST, Life, born, live

LIVES = 60


@cache
def life(seed: int) -> Life:
    """A life of some forty steps, with whatever may happen in it."""
    found = born(seed)
    for _ in live(found, 40):
        pass
    return found


def drafts(policy: Policy) -> Iterator[tuple[str, Policy]]:
    """A policy with one thing changed at a time, and the other shipped ones."""
    pack, role = policy.pack, next(iter(policy.pack.roles))
    tighter = _each(pack.clocks, lambda one: {"within": one.within and "3 working days"})
    parts: dict[str, dict[str, Any]] = {
        "clocks": tighter,
        "roles": _each(pack.roles, lambda one: {"does": ("front_line",)}),
        "handling": _each(pack.handling, lambda one: {"roles": (role, *one.roles[1:])}),
        "guards": dict.fromkeys(NAMES, ("MOD-01",)),
        "extensions": _each(pack.extensions, lambda one: {"agreed": not one.agreed, "within": "1 working day"}),
        "grounds": {}, "closing_grounds": {}, "variation": {}, "safety": {}, "letters_approved": {},
    }  # fmt: skip
    for name, value in parts.items():
        yield name, _with(policy, **{name: value})
    for name in tighter:
        yield name, _with(policy, clocks=pack.clocks | {name: tighter[name]})
    yield "less", _with(policy, panel=None, candour=None, compensation=None, behaviour=None)
    yield "points", _with(policy, unrelated_points="apart")
    for other in pack_names():
        yield other, load_policy(other)


def _each(entries: dict[Any, Any], change: Any) -> dict[Any, Any]:
    return {key: structs.replace(one, **change(one)) for key, one in entries.items()}


def _with(policy: Policy, **what: Any) -> Policy:
    return replace(policy, pack=structs.replace(policy.pack, version="a draft", **what))


def barred(events: list[Event], old: Policy, new: Policy, people: Any) -> list[tuple[int, Any]]:
    """Every event put to `decide` under both policies: what the other alone refuses."""
    state, found = fold(events[:1]), []
    for n, event in enumerate(events[1:], 2):
        was, would = (decide(Case.of(state, policy, people), event) for policy in (old, new))
        if would and not was:
            found.append((n, would))
        step_on(state, event)
    return found


def late(policy: Policy, events: list[Event], people: Any) -> dict[str, tuple[Any, bool]]:
    """Every duty of a life that was never reopened, with its date and whether it was late on its last day."""
    found = {}
    for duty in obligations(Case.of(fold(events), policy, people)):
        counts = not duty.window and duty.name not in NO_DEADLINE
        found[duty.name] = duty.due_on(LAST), counts and duty.status(LAST) in ("overdue", "met_late")
    return found


@pytest.mark.parametrize("seed", range(LIVES))
def test_as_if_every_rule_had_been_asked_under_both(seed: int) -> None:
    one = life(seed)
    for _, new in drafts(one.policy):
        found = Replay(one.policy, new, one.people).run(one.events, LAST)
        assert [(x.n, x.reasons) for x in found.barred] == barred(one.events, one.policy, new, one.people)


def test_the_lives_meet_refusals_and_other_dates() -> None:
    """Otherwise the tests above and below would say little."""
    found = [Replay(life(n).policy, new, life(n).people).run(life(n).events, LAST)
             for n in range(LIVES) for _, new in drafts(life(n).policy)]  # fmt: skip
    assert sum(len(one.barred) for one in found) > 300
    assert sum(len(one.shifts) for one in found) > 500
    assert len({reason.rule for one in found for x in one.barred for reason in x.reasons}) >= 5


@pytest.mark.parametrize("seed", range(LIVES))
def test_dates_as_every_duty_would_have_them_under_both(seed: int) -> None:
    one = life(seed)
    if any(isinstance(event, e.Reopened) for event in one.events):
        pytest.skip("its rounds have dates of their own")
    for _, new in drafts(one.policy):
        was, would = (late(policy, one.events, one.people) for policy in (one.policy, new))
        nothing = (None, False)
        expected = {name: (was.get(name, nothing), would.get(name, nothing)) for name in {*was, *would}}
        found = Replay(one.policy, new, one.people).run(one.events, LAST).shifts
        seen = {x.name: ((x.due[0], x.late[0]), (x.due[1], x.late[1])) for x in found}
        assert seen == {name: pair for name, pair in expected.items() if pair[0] != pair[1]}


class Watched:
    """A pack or edition that notes by which names it is looked at."""

    def __init__(self, rules: Any, seen: set[str]) -> None:
        self.__dict__.update(_rules=rules, _seen=seen)

    def __getattr__(self, name: str) -> Any:
        self._seen.add(name)
        return getattr(self._rules, name)


class Uncited(Policy):
    """A policy that notes the same of itself, and gives no provisions: they never change an answer."""

    def __getattribute__(self, name: str) -> Any:
        if name in BESIDE:
            super().__getattribute__("__dict__")["seen"].add(name)
        return super().__getattribute__(name)

    def cites(self, rule: str) -> tuple[str, ...]:
        return ()


def watched(policy: Policy, seen: set[str]) -> Policy:
    values = {field.name: getattr(policy, field.name) for field in dataclasses.fields(policy)}
    editions = {key: Watched(one, seen) for key, one in policy.editions.items()}
    found = Uncited(**values | {"pack": Watched(policy.pack, seen), "editions": editions})
    found.__dict__["seen"] = seen
    return found


def test_no_rule_looks_at_more_of_a_policy_than_its_code_is_found_to_read() -> None:
    for seed in range(25):
        one = life(seed)
        state = fold(one.events[:1])
        for event in one.events[1:]:
            for rule in (*GUARDS.get(Event, ()), *GUARDS.get(type(event), ())):
                _looks(rule, one, state, lambda case, rule=rule, event=event: list(rule(case, event)))
            step_on(state, event)
        for part in PARTS:
            _looks(part.owed, one, state, lambda case, part=part: list(part.owed(case)))


def _looks(rule: Any, one: Life, state: Any, ask: Any) -> None:
    seen: set[str] = set()
    ask(Case.of(state, watched(one.policy.of(state.brand), seen), one.people))
    extra = seen & PARTS_OF_A_POLICY - reads(rule)
    assert not extra, f"{rule.__module__}.{rule.__name__}: {extra}"


def test_what_a_policy_is_called_is_read_by_no_rule() -> None:
    policy = load_policy("model-2024")
    named = _with(policy, pack="another", title="Another")
    assert differ(policy, named) == frozenset()
    assert differ(policy, policy) == frozenset()
    assert {field.name for field in msgspec.structs.fields(Pack)} - LABELS <= PARTS_OF_A_POLICY


def test_most_rules_read_little() -> None:
    """Otherwise nothing is gained by looking."""
    assert not reads(NAMES["reasons_given"])
    assert "clocks" not in reads(NAMES["handler_role"])
    assert "handling" in reads(NAMES["handler_role"])
    assert "clocks" in reads(NAMES["closing_waits"])
    assert "clocks" in reads(stages.owed)


def test_an_answer_that_a_shorter_time_makes_late() -> None:
    policy = load_policy("model-2024")
    shorter = _with(policy, clocks=policy.pack.clocks | {
        "stage1.respond": structs.replace(policy.pack.clocks["stage1.respond"], within="5 working days")
    })  # fmt: skip
    found = Replay(policy, shorter, {}).run(answered_after(12), date(2025, 6, 1))
    assert [(x.name, x.due, x.late) for x in found.shifts if x.name == "stage1.respond"] == [
        ("stage1.respond", (date(2025, 3, 18), date(2025, 3, 11)), (False, True))
    ]
    assert [x.becomes_late for x in found.shifts] == [True]
    back = Replay(shorter, policy, {}).run(answered_after(12), date(2025, 6, 1))
    assert [x.becomes_kept for x in back.shifts] == [True]
    assert found.answers[0].due == (date(2025, 3, 18), date(2025, 3, 11))


def test_a_round_that_was_reopened_is_judged_as_it_ended() -> None:
    policy = load_policy("model-2024")
    shorter = _with(policy, clocks=policy.pack.clocks | {
        "stage1.respond": structs.replace(policy.pack.clocks["stage1.respond"], within="5 working days")
    })  # fmt: skip
    events = [*answered_after(12), e.ComplainantSatisfied(on=date(2025, 3, 20)), e.Closed(on=date(2025, 3, 20)),
              e.Reopened(on=date(2025, 4, 1)), e.Acknowledged(on=date(2025, 4, 1))]  # fmt: skip
    found = Replay(policy, shorter, {}).run(events, date(2025, 6, 1))
    responding = [(x.round, x.late) for x in found.shifts if x.name == "stage1.respond"]
    assert responding == [(1, (False, True)), (2, (True, True))]
    assert [answer.opened for answer in found.answers] == [date(2025, 3, 3), date(2025, 4, 1)]


def answered_after(days: int) -> list[Event]:
    """A complaint received and acknowledged on 3 March 2025, a Monday, and answered so many days later."""
    day = date(2025, 3, 3)
    later = day + timedelta(days)
    found = {"p1": e.Finding(finding="upheld", reasons="It leaked.")}
    return [
        e.Received(on=day, channel="email", from_="tenant", text="The roof leaks."),
        e.Acknowledged(on=day + timedelta(1)),
        e.Defined(on=day + timedelta(1), points={"p1": "The roof leaks."}, outcomes=()),
        e.Decided(on=later, findings=found),
        e.ResponseSent(on=later, method="email"),
    ]
