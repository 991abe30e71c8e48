"""Every measure, for any period, day and part of the cases, against a second count from the raw events."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from random import Random

import msgspec
import pytest
from msgspec.structs import replace

from putright.core.measures import counting
from putright.core.measures.catalogue import DIMENSIONS, MEASURES
from putright.core.measures.facts import Facts, Owed, Spell, Staged
from putright.core.measures.question import Question
from putright.core.measures.reach import settled_on, within
from tests.measures.lives import facts_of, told, up_to
from tests.measures.recount import CH02, OF_THE_CODE, SHARES, STANDING, Told, cases_behind, recount

LIVES = (*range(160), *range(199, 234), 378)
BEGINNING = date(2024, 1, 1)
VALUES = {
    "stage": ("1", "2"), "outcome": ("upheld", "partly_upheld", "not_upheld", ""), "channel": ("email", "phone"),
    "tenure": ("rented", ""), "homes": ("lcra", "lcho", "lcra_or_unknown", "other"), "apart": ("yes", "no"),
    "category": ("repairs", ""), "service": ("charges", ""), "area": ("TA1", ""), "source": ("tenant", "anonymous"),
    "flag": ("recurring", ""), "brand": ("wrekin", ""), "ground": ("too_old", "out_of_time"), "cause": ("records", ""),
    "failing": ("delay", ""), "finding": ("maladministration", "service_failure"), "helped": ("yes", "no"),
    "body": ("lgsco", "housing-ombudsman"), "kind": ("complaint", "payment", "order", "failure_order"),
    "subject": ("housing", "care_service"),
}  # fmt: skip


@cache
def population(until: date | None) -> tuple[list[Facts], list[Told]]:
    """All lives as they were at the end of a day."""
    known = [case if until is None else up_to(case, until) for case in map(told, LIVES)]
    there = [case for case in known if case]
    return [facts_of(case) for case in there], there


def asked(random: Random, until: date) -> list[Question]:
    """Every measure, over random periods, of random parts of the cases."""
    found = []
    for measure in MEASURES.values():
        names = [name for name in VALUES if name in measure.by or DIMENSIONS[name].of(told_facts()) or name == "tenure"]
        for n in range(4):
            end = until - timedelta(random.choice((0, 0, 3, 30, 200)))
            where = {name: random.choice(VALUES[name]) for name in random.sample(names, min(n, 2))}
            since = end - timedelta(random.choice((0, 13, 91, 365, 900)))
            found.append(Question(measure=measure.id, since=since, until=end, where=where))
    return found


@cache
def told_facts() -> Facts:
    return Facts(reference="", received=BEGINNING, last=BEGINNING, brand="b", channel="c", source="s", area="a",
                 categories=("c",), services=("s",), flags=("f",), tenure="t")  # fmt: skip


@pytest.mark.provision("C20-B6.6")
@pytest.mark.parametrize("seed", range(8))
def test_every_figure_is_that_of_the_raw_events(seed):
    random = Random(seed)
    until = date(2024, 4, 2) + timedelta(random.randrange(1000)) if seed else date(2027, 6, 30)
    facts, cases = population(until)
    questions = asked(random, until)
    answers = counting.ask_all(questions, facts)
    for question in questions:
        answer, again = answers[counting.key(question)], recount(question, cases)

        assert (answer.counted, answer.of, answer.sum) == (again.counted, again.of, again.sum), question
        assert answer == counting.ask(question, facts)
        assert answer.rule == f"{question.measure}@{MEASURES[question.measure].version}"


@pytest.mark.parametrize("seed", range(3))
def test_every_figure_opens_to_the_cases_behind_it(seed):
    facts, cases = population(None)
    for question in asked(Random(100 + seed), date(2027, 6, 30)):
        behind = [one.reference for one in counting.behind(question, facts)]

        assert behind == cases_behind(question, cases), question
        whole = counting.behind(question, facts, whole=True)
        assert set(behind) <= {one.reference for one in whole}


def test_the_lives_have_something_of_everything():
    facts, _ = population(None)
    days = [date(2025, 6, 1), date(2027, 6, 30)]
    found = counting.ask_all(
        (Question(measure=name, since=BEGINNING, until=day) for name in MEASURES for day in days), facts
    )
    nothing = {key[0] for key, one in found.items() if not one.counted} - {
        key[0] for key, one in found.items() if one.counted
    }

    seldom = {"service_requests", "service_requests_in_time", "comments", "enquiries", "compliments", "orders_in_time"}
    assert nothing <= seldom


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: measure.id)
def test_both_counts_are_of_the_same_kind(measure):
    assert measure.share == (measure.id in SHARES | {*CH02})
    assert measure.stock == (measure.id in STANDING)
    assert measure.code == (measure.id in OF_THE_CODE | {*CH02})


def test_what_a_thing_is_by_itself_is_said_by_its_measure():
    facts, _ = population(None)
    for measure in MEASURES.values():
        for item in (item for one in facts for item in measure.items(one)):
            assert {name for name, values in item.dims if values} <= set(measure.by), measure.id


def test_without_the_fact_that_it_needs_nothing_counts():
    facts, _ = population(None)
    for measure in MEASURES.values():
        assert not [one for one in facts if not getattr(one, measure.needs) and [*measure.items(one)]], measure.id


def test_facts_are_kept_as_they_are():
    facts, _ = population(None)
    for one in facts:
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(one), type=Facts) == one


def outside(one: Facts) -> list[str]:
    """Measures by which something of a case counts on a day on which it would be skipped."""
    first, last = within(one)
    days = [
        (measure.id, item.on, item.off or (date.max if measure.stock else item.on))
        for measure in MEASURES.values() for item in measure.items(one)
    ]  # fmt: skip
    return [name for name, on, until in days if on < first or until > last]


@pytest.mark.parametrize("until", [date(2024, 9, 30), date(2025, 3, 31), date(2026, 1, 15), None])
def test_a_case_is_skipped_only_where_nothing_of_it_counts(until):
    facts, _ = population(until)

    assert [one for one in facts if within(one)[1] < date.max]
    assert not {one.reference: found for one in facts if (found := outside(one))}


SENT, LATER = BEGINNING + timedelta(5), BEGINNING + timedelta(30)
STAGE = Staged(number=1, opened=BEGINNING, answered=SENT)


@pytest.mark.parametrize("has", [
    {"stages": (replace(STAGE, acknowledge_due=LATER, acknowledged=SENT),)},
    {"stages": (replace(STAGE, due=LATER, last_due=LATER),)},
    {"stages": (replace(STAGE, code_due=LATER),)},
    {"stages": (replace(STAGE, answered=None, last_due=SENT),)},
    {"spells": (Spell(since=BEGINNING, until=None, stage=1, answered=True),)},
    {"owed": (Owed(of="remedy", key="r1", since=BEGINNING, due=LATER, done=SENT),)},
    {"owed": (Owed(of="order", key="o1", since=BEGINNING, due=SENT),)},
    {"updates": ((LATER, True),)},
    {"entry": "service_request", "answered": SENT, "answer_due": LATER},
])  # fmt: skip
def test_what_falls_due_after_the_last_event_is_not_skipped(has):
    one = Facts(reference="", received=BEGINNING, last=SENT, formal=BEGINNING, **has)

    assert within(one)[1] >= LATER
    assert not outside(one)


def test_nothing_counts_after_the_day_on_which_a_case_is_settled():
    facts, _ = population(None)
    settled = [(one, day) for one in facts if (day := settled_on(one))]
    after = [Question(measure=name, since=date.min, until=date.max) for name in MEASURES]

    assert settled
    for one, day in settled:
        for question in after:
            later = Question(measure=question.measure, since=day + timedelta(1), until=date.max)
            assert counting.ask(later, [one]).of in (None, 0)
            assert counting.ask(later, [one]).counted == 0
