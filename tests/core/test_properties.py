"""What holds for every life of a complaint under every pack."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from putright.core.case import Case
from putright.core.decide import decide
from putright.core.duties import obligations
from putright.core.events import VOCABULARY, decode, encode, join_texts, split_texts
from putright.core.explain import explain
from putright.core.guards import PLAIN
from putright.core.options import options, plain_forms
from putright.core.policy import Person
from putright.core.state import fold
from putright.data import load_policy, pack_names
from tests.core.driver import KINDS, Life, begin, everybody, facts, steps
from tests.core.invariants import (
    closed_when_it_may,
    complete_answers,
    extended_within_bounds,
    nothing_after_disposal,
    uninvolved_reviewers,
)

CHOICES = st.lists(
    st.tuples(st.integers(0, len(KINDS) - 1), st.integers(0, 11), st.sampled_from([0, 0, 0, 1, 1, 3, 5, 9, 15, 40])),
    min_size=20,
    max_size=70,
)
SOURCES = st.sampled_from(["tenant", "resident", "relative", "supplier", "anonymous", "former_customer"])
CHANNELS = st.sampled_from(["phone", "letter", "email"])
EACH_PACK = pytest.mark.parametrize("name", pack_names())
BOUNDED = settings(
    derandomize=True, max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
FEW = settings(BOUNDED, max_examples=8)


def a_life(name: str, source: str, channel: str, pick: int) -> Life:
    policy = load_policy(name)
    brands = [*policy.pack.brands] or [None]
    roles = list(policy.pack.roles)
    about = (f"{roles[pick % len(roles)]}1",) if pick % 2 else ()
    return begin(policy, source, channel, brands[pick % len(brands)], about)


def lived(name: str, source: str, channel: str, pick: int, choices: list[tuple[int, int, int]]) -> Life:
    life = a_life(name, source, channel, pick)
    for _ in steps(life, choices):
        pass
    return life


# ---- accepted events keep the invariants ----------------------------------------------------


@EACH_PACK
@BOUNDED
@given(source=SOURCES, channel=CHANNELS, pick=st.integers(0, 9), choices=CHOICES)
@pytest.mark.provision("WTL-09", "HPG-27", "C20-B3.14", "C20-B3.6", "C20-B3.11")
def test_no_accepted_event_breaks_an_invariant(
    name: str, source: str, channel: str, pick: int, choices: list[tuple[int, int, int]]
) -> None:
    life = a_life(name, source, channel, pick)
    before_stage_2: set[str] = set()
    for event, before in steps(life, choices):
        uninvolved_reviewers(event, before, before_stage_2)
        complete_answers(event, before)
        nothing_after_disposal(event, before)
        closed_when_it_may(event, before, life.policy, life.people)
        extended_within_bounds(event, before, life.policy, life.people)
        assert life.state.stage in ("informal", 1, 2)
        assert set(life.state.stages) <= {1, 2}


# ---- duties ---------------------------------------------------------------------------------


@EACH_PACK
@BOUNDED
@given(source=SOURCES, channel=CHANNELS, pick=st.integers(0, 9), choices=CHOICES)
def test_the_earliest_limit_is_the_due_date(
    name: str, source: str, channel: str, pick: int, choices: list[tuple[int, int, int]]
) -> None:
    for duty in obligations(lived(name, source, channel, pick, choices).case):
        dates = [d.due for d in duty.derivations if d.due and d.origin != "extension"]
        moved = [d.due for d in duty.derivations if d.origin == "extension"]
        theirs = duty.name.startswith("redress:")  # from when until when a body may be gone to: both are shown
        if duty.derivations and not theirs:
            assert duty.due == (moved[0] if moved else min(dates, default=None))


@EACH_PACK
@BOUNDED
@given(
    source=SOURCES, channel=CHANNELS, pick=st.integers(0, 9), choices=CHOICES,
    extra=st.lists(st.integers(0, 400), min_size=1, max_size=12),
)  # fmt: skip
def test_one_more_bank_holiday_makes_no_date_earlier(
    name: str, source: str, channel: str, pick: int, choices: list[tuple[int, int, int]], extra: list[int]
) -> None:
    life = lived(name, source, channel, pick, choices)
    policy = life.policy
    later = policy.calendar.with_holidays((date(2026, 3, 2) + timedelta(n), "proclaimed") for n in extra)
    moved = Case.of(life.state, replace(policy, calendar=later), life.people)
    for was, is_now in zip(obligations(life.case), obligations(moved), strict=True):
        assert was.name == is_now.name
        assert (was.due is None) == (is_now.due is None)
        assert not (was.due and is_now.due) or is_now.due >= was.due, (was, is_now)


# ---- refusals -------------------------------------------------------------------------------


@EACH_PACK
@BOUNDED
@given(source=SOURCES, channel=CHANNELS, pick=st.integers(0, 9), choices=CHOICES)
def test_every_refusal_is_a_plain_rule_or_names_a_provision(
    name: str, source: str, channel: str, pick: int, choices: list[tuple[int, int, int]]
) -> None:
    life = lived(name, source, channel, pick, choices)
    reasons = [r for _, found in life.refused for r in found]
    reasons += [r for found in options(life.case, life.state.last).values() for r in found]
    for reason in reasons:
        assert reason.text
        assert reason.rule in PLAIN or reason.cites, reason
        assert all(cite in life.policy.provisions for cite in reason.cites), reason


@EACH_PACK
@FEW
@given(source=SOURCES, channel=CHANNELS, pick=st.integers(0, 9), choices=CHOICES, n=st.integers(0, 11))
def test_facts_are_never_refused(
    name: str, source: str, channel: str, pick: int, choices: list[tuple[int, int, int]], n: int
) -> None:
    life = lived(name, source, channel, pick, choices)
    for kind, cls in VOCABULARY.items():
        if cls.is_fact and kind != "received":
            fact = facts(kind, life.state.last, n)
            assert decide(life.case, fact) == ()
            fold([*life.events, fact])


@EACH_PACK
@FEW
@given(source=SOURCES, channel=CHANNELS, pick=st.integers(0, 9), choices=CHOICES)
def test_what_may_happen_can_be_done(
    name: str, source: str, channel: str, pick: int, choices: list[tuple[int, int, int]]
) -> None:
    """With somebody new in every role, what `options` allows is accepted in a plain form, and what it denies is not."""
    life = lived(name, source, channel, pick, choices)
    assert set(life.people) == set(everybody(life.policy))
    new = {f"new {role}": Person(f"new {role}", frozenset([role])) for role in life.policy.pack.roles}
    case = Case.of(life.state, life.policy, {**life.people, **new})
    for kind, reasons in options(case, life.state.last).items():
        accepted = [f for f in plain_forms(case, kind, life.state.last) if not decide(case, f)]
        if kind not in ("refused", "closed"):
            assert bool(accepted) == (not reasons), kind
        for event in accepted:
            fold([*life.events, event])


# ---- folding --------------------------------------------------------------------------------


@EACH_PACK
@FEW
@given(source=SOURCES, channel=CHANNELS, pick=st.integers(0, 9), choices=CHOICES)
def test_folding_gives_the_same_every_time(
    name: str, source: str, channel: str, pick: int, choices: list[tuple[int, int, int]]
) -> None:
    life = lived(name, source, channel, pick, choices)
    written = [decode(encode(event)) for event in life.events]
    parted = [decode(join_texts(*split_texts(event))) for event in life.events]
    assert fold(life.events) == fold(written) == fold(parted) == life.state
    again = Case.of(fold(written), life.policy, life.people)
    assert explain(again, life.state.last) == explain(life.case, life.state.last)
