"""Stage 2 for part of a complaint: its letters answer what was asked, and say what stands."""

from __future__ import annotations

import pytest

from putright.core import events as e
from putright.core.letters import blocks
from tests.apps.letters.conftest import POINTS, june

STANDS = "You did not ask us to review these points. Our answer of Monday 8 June 2026 stands:"


def escalate(house, *points):
    steps = [
        e.EscalationRequested(on=june(15), points=points),
        e.Escalated(on=june(15)),
        e.Assigned(on=june(15), to=house.second.key),
    ]
    return house.then(*steps, by=house.second)


def text(letter) -> str:
    return " ".join(said for block in blocks.thaw(letter.blocks).blocks for said in blocks.texts(block))


@pytest.mark.provision("C24-6.10", "MOD-22", "C20-B3.15")
def test_the_letters_of_stage_2_answer_the_points_asked_and_say_what_stands(house):
    house.receive().define().acknowledge()
    house.decide().respond()
    acknowledged = escalate(house, "p2").acknowledge(16, house.second)
    found = {"p2": e.Finding("upheld", "There is no record of a call back.")}
    response = house.panel(17).decide(18, found).respond(19, house.second)
    for letter in (acknowledged, response):
        said = text(letter)
        assert STANDS in said
        assert f"{POINTS['p1']}\nWe uphold this point." in said
    answered = text(response)
    assert "There is no record of a call back." in answered
    assert "Three visits were booked and missed." not in answered


def test_asked_for_all_of_it_nothing_is_said_to_stand(house):
    house.receive().define().acknowledge()
    house.decide().respond()
    assert "You did not ask us to review" not in text(escalate(house).acknowledge(16, house.second))
