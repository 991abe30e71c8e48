"""The equality figures: nothing held back follows from what is shown, and intervals are those of the literature."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from putright.core import equality
from putright.core.equality import FEWEST, MEASURES, TOGETHER, against, column, counts, difference, held_back, wilson
from putright.core.equality_questions import LONGEST, OWN, QUESTIONS, UNSAID, kept
from putright.core.equality_words import Told, in_blocks, nothing_yet
from putright.core.measures.facts import Facts, Staged, Surveyed, Verdicts
from putright.core.reporting.shapes import Heading, Table, Words

YEAR = (date(2025, 4, 1), date(2026, 3, 31))
LATER = date(2026, 7, 1)


# ---- chance ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("one", "low", "high"), [
    ((81, 263), 0.2553, 0.3662), ((15, 148), 0.0624, 0.1605), ((0, 20), 0.0, 0.1611), ((1, 29), 0.0061, 0.1718),
])  # fmt: skip
def test_wilsons_interval_is_the_one_of_newcombes_table(one, low, high):
    """R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3."""
    found = wilson(*one)
    assert found == pytest.approx((low, high), abs=0.0001)


@pytest.mark.parametrize(("one", "other", "low", "high"), [
    ((70, 56), (80, 48), 0.0524, 0.3339), ((10, 9), (10, 3), 0.1705, 0.8090), ((84, 10), (84, 10), -0.1, 0.1),
    ((56, 5), (29, 0), -0.0381, 0.1926), ((10, 10), (10, 0), 0.6075, 1.0), ((10, 10), (20, 0), 0.6791, 1.0),
])  # fmt: skip
def test_newcombes_interval_is_the_one_of_his_table(one, other, low, high):
    """R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, method 10."""
    found = difference(one, other)
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.0003 if one[0] != 84 else 0.02)


def test_chance_is_said_where_no_difference_lies_within():
    assert difference((20, 10), (200, 110)).chance
    assert not difference((60, 20), (200, 160)).chance
    assert against(5, 10, 0.5).chance
    assert not against(40, 100, 0.1).chance


# ---- what is held back ----------------------------------------------------------------------


ANY = settings(derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
COUNT = st.integers(0, 40).flatmap(lambda of: st.tuples(st.just(of), st.integers(0, of)))


@ANY
@given(st.lists(COUNT, min_size=1, max_size=6), COUNT, st.booleans())
def test_nothing_held_back_follows_from_the_totals(groups, unsaid, shares):
    back = held_back(groups, unsaid, shares)
    assert all(groups[n][0] >= FEWEST for n in range(len(groups)) if n not in back)
    if not back or len(back) == len(groups):
        return
    apart = [unsaid, *(groups[n] for n in back)]
    of, counted = sum(one[0] for one in apart), sum(one[1] for one in apart)
    assert of >= TOGETHER
    assert len(apart) >= 2
    if shares:
        assert 0 < counted < of


@ANY
@given(st.lists(COUNT, min_size=1, max_size=6), COUNT)
def test_what_is_shown_says_nothing_of_what_is_not(groups, unsaid):
    """Differences too: all of it follows from the groups that are shown."""
    named = {str(n): one for n, one in enumerate(groups)}
    shown = {key: one for key, one in column(named, unsaid).items() if one}
    assert column({key: named[key] for key in shown}, (1000, 500)) == shown


@pytest.mark.parametrize("groups", [1, 2, 3])
def test_even_who_knows_the_rule_cannot_tell_how_large_a_group_is(groups):
    """Every table with the same total, the same groups shown and the same held back: each of those has two sizes."""
    seen = defaultdict(list)
    for table in ((*of, rest) for of in product(range(14), repeat=groups) for rest in range(60)):
        back = held_back([(of, 0) for of in table[:-1]], (table[-1], 0), shares=False)
        if back:
            key = (sum(table), back, tuple(of for n, of in enumerate(table[:-1]) if n not in back))
            seen[key].append(table)
    for (total, back, _), tables in seen.items():
        if total == 0 or tables[0][-1] >= 30 or any(of > 12 for of in tables[0][:-1]):
            continue  # at the edge of what is gone through, or nobody complained at all
        for n in back:
            assert len({table[n] for table in tables}) > 1, tables


def test_one_small_group_among_large_ones_is_held_back_alone_behind_those_who_did_not_say():
    groups = [(50, 20), (60, 30), (3, 1)]
    assert held_back(groups, (40, 10)) == {2}
    assert held_back(groups, (0, 0)) == {0, 2}, "nobody who did not say: the total would tell"
    assert held_back(groups, (40, 0), shares=True) == {2}
    assert held_back([(50, 20), (60, 30), (3, 0)], (40, 0)) == {0, 2}, "none of them counted: the total would tell"
    assert held_back([(50, 20), (60, 30)], (40, 0)) == frozenset()
    assert held_back([(50, 20), (60, 30)], (4, 0)) == {0}, "how many did not say would follow"


# ---- questions ------------------------------------------------------------------------------


def test_every_question_can_be_left_out_and_declined():
    for asked in QUESTIONS.values():
        assert asked.choices[-1] == (UNSAID, "Prefer not to say")
        assert UNSAID not in asked.counted
    assert kept({}) == {}
    assert kept({"age": UNSAID, "sex": "", "religion": "nonsense"}) == {"age": UNSAID}


def test_own_words_are_kept_only_where_they_were_chosen():
    typed = {"religion": OWN, "religion_own": " Bahá’í " + "x" * 200, "sex": "male", "sex_own": "something"}
    assert kept(typed) == {"religion": OWN, "religion_own": ("Bahá’í " + "x" * 200)[:LONGEST], "sex": "male"}


# ---- figures --------------------------------------------------------------------------------


def case(n, *, late=False, stage2=False, score=0, upheld=True, **more):
    day = date(2025, 5, 1)
    found = Verdicts(upheld=1) if upheld else Verdicts(not_upheld=1)
    first = Staged(number=1, opened=day, due=date(2025, 5, 20), answered=date(2025, 5, 25 if late else 15),
                   verdicts=found)  # fmt: skip
    second = Staged(number=2, opened=date(2025, 6, 1), due=date(2025, 7, 1), answered=date(2025, 6, 20),
                    verdicts=Verdicts(not_upheld=1))  # fmt: skip
    return Facts(
        reference=f"T-{n}", received=day, last=day, stages=(first, *((second,) if stage2 else ())),
        surveys=(Surveyed(on=date(2025, 7, 1), score=score),) if score else (), **more,
    )  # fmt: skip


def told(cases, profiles=None):
    return Told(*YEAR, cases, profiles or {}, LATER)


@pytest.mark.provision("WTP-33")
def test_each_measure_counts_what_it_says():
    cases = [
        (case(1, stage2=True, score=2), {"age": "under_25"}), (case(2, late=True, score=5), {"age": "under_25"}),
        (case(3, upheld=False, refused=((date(2025, 5, 2), "too_old"),)), {"age": "under_25"}), (case(4), {}),
    ]  # fmt: skip
    found = {key: counts(cases, "age", measure, LATER)[0]["under_25"] for key, measure in MEASURES.items()}
    assert found == {"in_time": (3, 2), "upheld": (3, 1), "escalated": (3, 1), "refused": (3, 1), "satisfied": (2, 1)}
    assert counts(cases, "age", None, LATER)[0]["under_25"] == (3, 0)
    assert counts(cases, "age", MEASURES["in_time"], LATER)[1] == (1, 1)


def test_a_complaint_not_answered_counts_as_late_once_it_is():
    waiting = Facts(reference="T-1", received=date(2025, 5, 1), last=date(2025, 5, 1),
                    stages=(Staged(number=1, opened=date(2025, 5, 1), due=date(2025, 5, 20)),))  # fmt: skip
    measure = MEASURES["in_time"]
    assert measure.of(waiting, date(2025, 5, 21))
    assert not measure.counts(waiting, date(2025, 5, 21))
    assert not measure.of(waiting, date(2025, 5, 20))


def test_only_complaints_of_the_year_are_counted():
    inside, before = case(1), Facts(reference="T-2", received=date(2025, 3, 31), last=date(2025, 3, 31))
    request = Facts(reference="T-3", received=date(2025, 5, 1), last=date(2025, 5, 1), kind="service_request")
    assert equality.cohort([inside, before, request], *YEAR) == [inside]


def many(number, start, answers, **more):
    return [(case(start + n, **more), answers) for n in range(number)]


@pytest.mark.provision("WTP-33")
def test_a_difference_is_said_with_its_uncertainty_and_small_groups_are_not_shown():
    cases = [
        *many(20, 0, {"sex": "female"}, late=True), *many(20, 100, {"sex": "female"}),
        *many(40, 200, {"sex": "male"}), *many(3, 300, {"sex": OWN}, late=True), *many(30, 400, {}),
    ]  # fmt: skip
    blocks = in_blocks(told(cases, {"sex": {"female": 50, "male": 49}}))
    table = next(block for block in blocks if isinstance(block, Table))
    rows = {row[0].value: row[1:] for row in table.rows}
    assert table.head == ("Sex", "Complaints", "Of all residents", *(one.title for one in MEASURES.values()))
    assert rows["Female"][0].value == 40
    assert rows["Female"][2].value == 0.5
    assert "lower" in rows["Female"][2].note
    assert "unlikely to be chance" in rows["Female"][2].note
    assert all(cell.value is None for cell in rows["In their own words"][:1])
    assert [cell.note for cell in rows["In their own words"]] == ["not shown", "not known", *["not shown"] * 5]
    said = " ".join(line for block in blocks if isinstance(block, Words) for line in block.lines)
    assert "Sex, Female: answered in time 50% of 40, 50 points lower, from 3" in said
    assert "300" not in said


def test_too_few_show_nothing_and_no_year_says_so():
    blocks = in_blocks(told(many(5, 0, {"sex": "female"})))
    assert [type(block) for block in blocks] == [Heading, Words]
    assert "Too few people" in blocks[1].lines[0]
    assert "31 March 2026" in nothing_yet(*YEAR)[1].lines[0]


@ANY
@given(st.lists(st.sampled_from([*QUESTIONS["religion"].counted, UNSAID]), max_size=120), st.randoms())
def test_no_report_holds_a_number_of_fewer_than_ten(answers, chance):
    cases = [(case(n, late=chance.random() < 0.5), {"religion": one}) for n, one in enumerate(answers)]
    for table in (block for block in in_blocks(told(cases)) if isinstance(block, Table)):
        for row in table.rows:
            assert all(cell.of is None or cell.of >= FEWEST for cell in row)
            assert row[1].value is None or row[1].value >= FEWEST
