"""What an answer says of what went wrong, and that the Ombudsman stands open throughout."""

from __future__ import annotations

from datetime import date

import pytest

from putright.core import events as e
from putright.core.letters import blocks, text
from tests.apps.letters.conftest import TYPED, june, words


def said(letter) -> str:
    return words(text.to_text(blocks.thaw(letter.blocks)))


def answered(house):
    house.receive().define().acknowledge()
    remedies = {
        "r1": e.Remedy("apology", "Our manager apologises to you in person", june(12)),
        "r2": e.Remedy("change", "A missed visit is now rung the same day, so that nobody waits in vain", june(30)),
    }
    findings = {
        "p1": e.Finding("upheld", "Three visits were booked and missed, because the planner had left."),
        "p2": e.Finding("not_upheld", "Our record shows two calls back."),
    }
    heard = e.PositionHeard(on=june(5), party="complainant")
    house.then(heard, e.Decided(on=june(5), findings=findings, remedies=remedies))
    return house.respond()


@pytest.mark.provision("WTL-11", "C20-B5.2")
def test_what_went_wrong_is_owned_apologised_for_explained_and_prevented(house):
    letter = said(answered(house))
    for part in (
        "We uphold this point.", TYPED["apology"], "because the planner had left", "apologises to you in person",
        "A missed visit is now rung the same day",
    ):  # fmt: skip
        assert part in letter
    assert "We do not uphold this point." in letter
    assert "Our record shows two calls back." in letter


@pytest.mark.provision("WTL-16")
def test_every_letter_of_willow_tree_says_that_the_ombudsman_may_be_asked_at_any_time(willow):
    letters = [willow.receive().define().acknowledge(), willow.extend(3, june(20))]
    letters.append(willow.decide().respond())
    letters.append(willow.escalate().acknowledge(16, willow.second))
    letters.append(willow.panel(17).decide(18).respond(19, willow.second))
    for letter in letters:
        assert "You can contact the Housing Ombudsman for help at any time." in said(letter), letter.kind


@pytest.mark.provision("C20-B2.8")
def test_access_to_the_ombudsman_is_told_from_the_first_letter_to_the_last(taunton):
    letters = [taunton.receive().define().acknowledge(), taunton.extend(3, june(20))]
    letters.append(taunton.decide().respond())
    letters.append(taunton.escalate().acknowledge(16, taunton.second))
    letters.append(taunton.decide(18).respond(19, taunton.second))
    for letter in letters:
        assert "Housing Ombudsman Service" in said(letter), letter.kind
        assert "0300 111 3000" in said(letter), letter.kind


@pytest.mark.provision("C20-B4.10")
def test_a_refusal_says_what_discretion_was_weighed_and_by_whom(taunton):
    taunton.receive(occurred=date(2025, 1, 1)).define()
    event = e.Refused(
        on=june(3), ground="too_old", explanation="It happened in January 2025.", approved_by=(taunton.second.key,),
        discretion="We asked whether anything kept you from coming earlier.",
    )  # fmt: skip
    letter = said(taunton.issue(event))
    assert "Whether we could make an exception" in letter
    assert "We asked whether anything kept you from coming earlier." in letter
    assert "This decision was approved by the Chair." in letter
