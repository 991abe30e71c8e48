"""What a survey asks, and what is owed to whoever is unhappy in it."""

from __future__ import annotations

from datetime import date

import pytest

from putright.core import events as e
from putright.core.case import Case
from putright.core.decide import decide
from putright.core.duties import find
from putright.core.state import fold
from putright.core.surveys import AGREEMENT, OVERALL, SATISFACTION, USUAL, asked
from putright.data import load_policy

DAY = date(2026, 3, 12)


def case(pack: str, *more: e.Event, source: str = "tenant") -> Case:
    received = e.Received(on=date(2026, 3, 2), channel="phone", from_=source)  # type: ignore[arg-type]
    return Case.of(fold([received, *more]), load_policy(pack), {})


def answer(**fields) -> e.SurveyAnswered:
    return e.SurveyAnswered(on=DAY, **fields)


def test_a_landlord_without_questions_of_its_own_asks_the_usual_ones_and_first_how_satisfied_they_are():
    found = asked({})
    assert [one.id for one in found] == [OVERALL, *(one.id for one in USUAL)]
    assert found[0].answers is SATISFACTION
    assert found[1].answers is AGREEMENT


def test_a_landlord_asks_its_own_and_how_satisfied_they_are_in_any_case():
    own = {
        "survey": [{"id": "fair", "text": "Fair?", "cites": ["WTP-30"]}, {"id": "more", "text": "?", "kind": "words"}]
    }
    assert [(one.id, one.kind) for one in asked(own)] == [(OVERALL, "score"), ("fair", "score"), ("more", "words")]
    its = {"survey": [{"id": "a", "text": "A?"}, {"id": OVERALL, "text": "All in all?"}]}
    assert [(one.id, one.text) for one in asked(its)] == [(OVERALL, "All in all?"), ("a", "A?")]


@pytest.mark.provision("WTP-17")
@pytest.mark.parametrize(("fields", "owed"), [
    ({"score": 1}, True), ({"score": 2}, True), ({"score": 3}, False), ({"score": 5}, False), ({}, False),
    ({"score": 5, "wants_contact": True}, True), ({"wants_contact": True}, True),
])  # fmt: skip
def test_whoever_is_dissatisfied_or_asks_for_it_is_spoken_with(fields, owed):
    duty = find(case("willow-tree", answer(**fields)), "survey.follow_up")
    assert bool(duty) is owed
    if duty:
        assert (duty.due, duty.status(DAY), duty.cites) == (date(2026, 3, 16), "open", ("WTP-17", "WTP-30"))


@pytest.mark.provision("HSP-33")
@pytest.mark.provision("HPG-37")
@pytest.mark.provision("MOD-24")
@pytest.mark.parametrize("pack", ["housing-services", "housing-plus-group", "model-2024"])
def test_every_policy_that_sends_a_survey_has_two_working_days_for_it(pack):
    duty = find(case(pack, answer(score=1)), "survey.follow_up")
    assert duty is not None
    assert duty.due == date(2026, 3, 16)
    assert "two working days" in " ".join(duty.derivations[0].reading.split())


def test_where_no_policy_sends_one_it_is_owed_without_a_date_and_says_why():
    duty = find(case("taunton-heritage-trust", answer(score=1)), "survey.follow_up")
    assert duty is not None
    assert (duty.due, duty.status(DAY)) == (None, "open")
    assert duty.cites


def test_nobody_is_owed_it_who_cannot_be_spoken_with():
    duty = find(case("model-2024", answer(score=1), source="anonymous"), "survey.follow_up")
    assert duty is not None
    assert duty.status(DAY) == "lapsed"


def test_it_is_followed_up_only_after_an_answer_and_with_what_came_of_it():
    spoke = e.SurveyFollowedUp(on=DAY, what="Rang her")
    assert decide(case("willow-tree"), spoke)
    assert not decide(case("willow-tree", answer(score=5)), spoke)
    assert decide(case("willow-tree", answer(score=1)), e.SurveyFollowedUp(on=DAY, what=" "))
    assert find(case("willow-tree", answer(score=1), spoke), "survey.follow_up").done == DAY
