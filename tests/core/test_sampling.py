"""Samples: the same for all who have the seed, of the promised size, spread fairly, with the same chance for all."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from putright.core.sampling import digest, draw, in_order, instead, wanted

pytestmark = [pytest.mark.provision("WTP-30"), pytest.mark.provision("WTP-31")]
GROUPS = st.tuples(st.sampled_from(["wrekin", "care"]), st.sampled_from(["phone", "email", "letter"]))
ITEMS = st.dictionaries(st.text(min_size=1, max_size=12), GROUPS, max_size=60).map(lambda found: list(found.items()))
SEEDS = st.text(max_size=20)
TWENTY = [(f"WT-2026-{n:06}", ("wrekin" if n < 14 else "care",)) for n in range(20)]
KNOWN = ["WT-2026-000000", "WT-2026-000001", "WT-2026-000018", "WT-2026-000012"]


def test_a_known_seed_draws_what_it_has_always_drawn():
    """Whoever changes how it is drawn can no longer show an old sample to be the one that was drawn."""
    assert draw("putright", TWENTY, 4) == KNOWN
    assert digest(TWENTY) == digest(TWENTY[::-1])


def test_another_process_draws_the_same():
    code = f"from putright.core.sampling import draw; print(draw('putright', {TWENTY!r}, 4))"
    env = {"PYTHONHASHSEED": "7"}
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    assert said.stdout.strip() == str(KNOWN)


@given(SEEDS, ITEMS, st.integers(0, 70), st.randoms())
def test_it_does_not_matter_in_what_order_they_come(seed, items, number, random):
    shuffled = items[:]
    random.shuffle(shuffled)
    assert draw(seed, items, number) == draw(seed, shuffled, number)
    assert digest(items) == digest(shuffled)


@given(SEEDS, ITEMS, st.integers(0, 70))
def test_so_many_are_drawn_and_nobody_twice(seed, items, number):
    drawn = draw(seed, items, number)
    assert len(drawn) == len(set(drawn)) == min(number, len(items))
    assert set(drawn) <= {key for key, _ in items}


@given(st.integers(0, 5000), st.integers(1, 100))
def test_it_is_never_less_than_the_share(number, percent):
    found = wanted(number, percent)
    assert (found * 100 >= number * percent and (found - 1) * 100 < number * percent) or number == found == 0


@given(SEEDS, ITEMS, st.integers(0, 60))
def test_each_group_has_its_share_to_within_one(seed, items, number):
    number = min(number, len(items))
    drawn = set(draw(seed, items, number))
    for depth in (1, 2):
        of = Counter(groups[:depth] for _, groups in items)
        got = Counter(groups[:depth] for key, groups in items if key in drawn)
        for group, size in of.items():
            assert abs(got[group] - Fraction(size * number, len(items))) < 1


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 19), st.integers(0, 10**6))
def test_everybody_has_the_same_chance(number, first):
    """Over many seeds each is drawn about as often: six standard deviations are never seen."""
    times, rounds = Counter(), 400
    for n in range(rounds):
        times.update(draw(f"{first}-{n}", TWENTY, number))
    share = number / 20
    room = 6 * (rounds * share * (1 - share)) ** 0.5
    for key, _ in TWENTY:
        assert times[key] > 0 or rounds * share < room
        assert abs(times[key] - rounds * share) <= room


def test_a_lone_one_of_its_kind_can_be_drawn():
    items = [*((f"a{n}", ("wrekin",)) for n in range(30)), ("z", ("care",))]
    assert any("z" in draw(str(n), items, 3) for n in range(100))


def test_the_next_by_the_seed_who_is_alike_takes_a_place():
    drawn = draw("putright", TWENTY, 4)
    groups = dict(TWENTY)
    for one in drawn:
        other = instead("putright", TWENTY, drawn, one)
        assert other not in drawn
        assert groups[other] == groups[one]
        assert other == in_order("putright", [k for k, g in TWENTY if g == groups[one] and k not in drawn])[0]
    few = [("a", ("x",)), ("b", ("y",))]
    assert instead("s", few, ["a"], "a") == "b"
    assert instead("s", few, ["a", "b"], "a") == ""
    with pytest.raises(ValueError, match="not among"):
        instead("s", few, [], "c")


def test_what_stands_there_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        draw("s", [("a", ()), ("a", ("x",))], 1)
    with pytest.raises(ValueError, match="cannot be drawn"):
        draw("s", [], -1)
