"""What several complaints have in common, and what became of a cause: small numbers worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from putright.core import effect, themes
from putright.core.measures.facts import Facts, Learnt

BEFORE = [themes.terms(f"The tap drips in flat {n}, the kitchen") for n in range(40)]


def told(*texts: str) -> dict[int, frozenset[str]]:
    return {n: themes.terms(text) for n, text in enumerate(texts)}


@pytest.mark.provision("HPG-34", "C24-9.2")
def test_words_that_come_up_far_more_often_than_they_used_to() -> None:
    boilers = ["The boiler broke", "No hot water: boilers", "BOILER again", "a boiler, cold", "boiler out"]
    found = themes.by_words(told(*boilers, *["The tap drips"] * 8), BEFORE)
    assert [one.of for one in found] == [("boiler",)]
    assert found[0].cases == frozenset(range(5))
    assert found[0].usual == pytest.approx(0.5 / 41 * 13)


def test_what_is_usual_is_not_found() -> None:
    assert themes.by_words(told(*["The tap drips"] * 8, *["Rats"] * 9), BEFORE) == themes.by_words(
        told(*["The tap drips"] * 8, *["Rats"] * 9), BEFORE
    )
    assert all("tap" not in one.of for one in themes.by_words(told(*["The tap drips"] * 8, "Rats", "Ants"), BEFORE))


def test_three_are_no_theme_yet() -> None:
    assert themes.by_words(told("boiler", "boiler", "boiler", *["x"] * 9), BEFORE) == []


def test_words_of_the_same_complaints_are_one_thing() -> None:
    several = ["Damp and mould", "damp, mould", "mould; damp", "Mould! Damp!"]
    found = themes.by_words(told(*several, *["tap"] * 9), BEFORE)
    assert [sorted(one.of) for one in found] == [["damp", "mould"]]


def test_values_against_what_is_usual_in_as_many_days() -> None:
    now = {"Elm House": {1, 2, 3, 4, 5}, "Oak House": {6, 7, 8, 9}, "": {10, 11, 12, 13}}
    found = themes.by_value(now, {"Elm House": 4, "Oak House": 40}, 90, 360)
    assert [(one.of, one.usual) for one in found] == [(("Elm House",), 1.0)]
    assert themes.shared_word({1, 2, 3}, told("", "damp wall", "damp", "paint")) == "damp"


# ---- effect ---------------------------------------------------------------------------------

DONE, TODAY = date(2026, 1, 10), date(2026, 6, 10)


def complaints(on: date, counted: int, of: int) -> list[Facts]:
    lesson = Learnt(key="l1", on=on, cause="records", service="charges")
    return [
        Facts(reference=f"T-{on}-{n}", received=on, last=on, formal=on, lessons=(lesson,) if n < counted else ())
        for n in range(of)
    ]


def of(before: tuple[int, int], after: tuple[int, int], today: date = TODAY) -> effect.Effect:
    one, two = complaints(DONE - timedelta(9), *before), complaints(DONE + timedelta(9), *after)
    return effect.effect(DONE, today, [*one, *two, *complaints(DONE, 50, 50)], cause="records")


def test_a_service_counts_by_lesson_or_as_it_was_sorted() -> None:
    sorted_ = Facts(reference="T-1", received=TODAY, last=TODAY, formal=TODAY, services=("charges",))
    apart = Facts(reference="T-2", received=TODAY, last=TODAY, formal=TODAY, services=("charges",), apart=True)
    found = effect.effect(DONE, TODAY, [*complaints(TODAY, 2, 4), sorted_, apart], service="charges")
    assert (found.after.counted, found.after.of) == (3, 5)


def test_both_periods_are_equally_long_and_leave_the_day_itself_out() -> None:
    found = of((10, 100), (5, 100))
    assert (found.before.since, found.before.until) == (date(2025, 8, 12), date(2026, 1, 9))
    assert (found.after.since, found.after.until) == (date(2026, 1, 11), TODAY)
    assert found.before.days == found.after.days == 151
    assert found.before.per_100 == 10.0


def test_no_period_is_longer_than_a_year() -> None:
    found = of((10, 100), (5, 100), DONE + timedelta(900))
    assert found.before.days == found.after.days == 365


@pytest.mark.parametrize(("before", "after", "said"), [
    ((40, 100), (10, 100), "less often"), ((10, 100), (40, 100), "more often"),
    ((10, 100), (8, 100), "may be chance"), ((8, 19), (0, 100), "Too few"),
])  # fmt: skip
def test_what_can_be_said(before: tuple[int, int], after: tuple[int, int], said: str) -> None:
    assert said in of(before, after).verdict


def test_it_may_be_too_early() -> None:
    assert of((40, 100), (0, 100), DONE + timedelta(30)).verdict.startswith("Too early to say: 30 days")


def test_intervals_as_published() -> None:
    """Newcombe 1998, method 10: 56 of 70 against 48 of 80 gives 0.0524 to 0.3339."""
    one = effect.Rate(DONE, DONE, 48, 80), effect.Rate(DONE, DONE, 56, 70)
    assert [round(end, 4) for end in effect.difference(*one)] == [0.0524, 0.3339]
    assert [round(end, 4) for end in effect.wilson(15, 148)] == [0.0624, 0.1605]
