"""What letters say is true in whatever state the complaint is: late, empty, refused, about somebody else's service."""

from __future__ import annotations

import re
from datetime import date

import pytest

from putright import data
from putright.core import events as e
from putright.core.case import Case
from putright.core.letters import compose
from putright.core.letters.material import Material
from putright.core.letters.text import to_text
from putright.core.letters.voice import Voice
from putright.core.policy import Person
from putright.core.state import fold
from tests.core.letters.stories import PACKS, POINTS, ROSA, june

CHAIR = {"chi": Person("chi", frozenset(["chair"]), name="Chi"), "bo": Person("bo", frozenset(["trustee"]), name="Bo")}


def said(pack, *happened: e.Event, brand=None, people=(), **fields) -> str:
    """The letter of the last event in running text, with nothing typed for it."""
    first = e.Received(on=june(1), **{"channel": "phone", "from_": "tenant", "brand": brand, "text": "", **fields})
    case = Case.of(fold([first, *happened]), data.load_policy(pack, brand), dict(people))
    voice = Voice(case, data.load_wording(pack))
    material = Material(case, voice, data.load_register(), ROSA, "T-1", case.policy.pack.landlord.name, happened[-1].on)
    return " ".join(to_text(compose.compose(material, happened[-1])).split())


def answered(on: date) -> list[e.Event]:
    found = {point: e.Finding("not_upheld", "The log shows it.") for point in POINTS}
    return [
        e.Defined(on=june(2), points=POINTS, outcomes=()),
        e.Acknowledged(on=june(3)),
        e.Decided(on=on, findings=found),
        e.ResponseSent(on=on, method="email"),
    ]


# ---- where to turn --------------------------------------------------------------------------


@pytest.mark.provision("HPG-39", "HPG-43")
@pytest.mark.parametrize(("brand", "named"), [("care-plus", "housing-ombudsman"), ("choices", "housing-ombudsman"),
                                              ("county-town-homes", "housing-ombudsman")])  # fmt: skip
def test_a_body_that_the_landlord_names_stands_there_with_how_to_reach_it(brand, named):
    text = said("housing-plus-group", e.Acknowledged(on=june(3)), brand=brand)
    assert "Name: Housing Ombudsman Service" in text
    assert "0300 111 3000" in text


@pytest.mark.provision("HPG-14")
@pytest.mark.parametrize("brand", ["care-plus", "choices"])
def test_letters_about_care_say_how_to_reach_the_care_quality_commission(brand):
    text = said("housing-plus-group", e.Acknowledged(on=june(3)), brand=brand)
    assert "Name: Care Quality Commission" in text
    assert "03000 616161" in text


@pytest.mark.provision("HPG-43")
def test_a_care_complaint_of_a_housing_brand_is_not_sent_to_the_housing_ombudsman():
    text = said("housing-plus-group", e.Acknowledged(on=june(3)), brand="homes-plus", flags=("care_service",))
    assert "You may contact the Local Government and Social Care Ombudsman at any time" in text
    assert "Housing Ombudsman" not in text


@pytest.mark.parametrize("pack", PACKS)
def test_no_other_body_stands_there_where_none_is_named(pack):
    brand = "wrekin" if pack == "housing-plus-group" else None
    assert said(pack, e.Acknowledged(on=june(3)), brand=brand).count("Name: ") == 1


@pytest.mark.provision("HPG-39")
def test_a_scheme_whose_details_nobody_filled_in_can_be_asked_for():
    text = said("housing-plus-group", e.Acknowledged(on=june(3)), brand="county-town-homes")
    assert "Name: The redress scheme of our consumer code Ask us for its name and address." in text
    assert "Ask us for its name" not in said("willow-tree", e.Acknowledged(on=june(3)))


@pytest.mark.provision("THT-40")
@pytest.mark.parametrize("people", [{}, CHAIR])
def test_the_chair_who_dealt_with_stage_1_does_not_promise_to_answer_the_review(people):
    by = [e.Assigned(on=june(2), to="chi")] if people else []
    text = said("taunton-heritage-trust", *by, *answered(june(8)), people=people)
    assert ("the Chair will answer within 20 working days" in text) == (not people)
    assert ("another member of the Board will" in text) == bool(people)


# ---- days that have passed, and words that are not there ------------------------------------


@pytest.mark.parametrize("pack", PACKS)
def test_an_acknowledgement_after_the_answer_was_due_promises_no_day_that_has_passed(pack):
    brand = "wrekin" if pack == "housing-plus-group" else None
    text = said(pack, e.Acknowledged(on=date(2026, 7, 20)), brand=brand)
    assert not re.search(r"You will have our full answer by \w+day", text)
    assert "You should have had our answer by" in text


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("event", [e.Acknowledged(on=june(3)), e.OwnAccountRequested(on=june(3))])
def test_nothing_is_announced_that_does_not_follow(pack, event):
    brand = "wrekin" if pack == "housing-plus-group" else None
    assert "You told us" not in said(pack, event, brand=brand).replace("as you told us", "")
    assert "You told us" in said(pack, event, brand=brand, text="The roof leaks.")


def test_points_without_words_are_not_set_out():
    text = said("willow-tree", e.Defined(on=june(2), points={"p1": " "}, outcomes=()), e.Acknowledged(on=june(3)))
    assert "This is what we understand your complaint to be" not in text
    assert "We will settle with you what exactly we look into." in text


@pytest.mark.parametrize("pack", PACKS)
def test_whoever_asked_for_stage_2_is_not_told_that_they_did_not(pack):
    brand = "wrekin" if pack == "housing-plus-group" else None
    done = answered(june(8))
    not_asked = said(pack, *done, e.Closed(on=date(2026, 8, 3)), brand=brand)
    refused = e.EscalationRefused(on=june(12), ground="legal_proceedings", explanation="A claim was filed.")
    asked = said(pack, *done, e.EscalationRequested(on=june(10)), refused, e.Closed(on=date(2026, 8, 3)), brand=brand)
    assert "You have not asked us to take it to stage 2." in not_asked
    assert "You have not asked us" not in asked


@pytest.mark.parametrize("pack", PACKS)
def test_only_a_closed_complaint_is_called_closed_in_a_survey(pack):
    brand = "wrekin" if pack == "housing-plus-group" else None
    done = answered(june(8))
    closed = e.Closed(on=date(2026, 8, 3))
    assert "Your complaint is closed" in said(pack, *done, closed, e.SurveySent(on=date(2026, 8, 4)), brand=brand)
    assert "Your complaint is closed" not in said(pack, *done, e.SurveySent(on=june(9)), brand=brand)


@pytest.mark.parametrize("pack", PACKS)
def test_a_letter_points_to_its_head_only_where_there_is_a_way_to_reach_us(pack):
    brand = "wrekin" if pack == "housing-plus-group" else None
    asked = e.EvidenceRequested(on=june(10), id="x", by=june(30))
    given = e.EvidenceProvided(on=june(12), id="x")
    text = said(pack, asked, given, brand=brand)
    assert ("at the top of this letter" in text) == (pack not in ("housing-services", "model-2024"))


@pytest.mark.provision("THT-32", "C20-B3.11")
def test_the_procedure_in_short_gives_every_limit_not_only_the_longer_one():
    text = said("taunton-heritage-trust", e.PolicyCopy(on=june(2), what="given"))
    assert "within 7 days of your request; within 5 working days of your request" in text
    assert "the one that ends first counts" in text
    assert "the one that ends first" not in said("housing-services", e.PolicyCopy(on=june(2), what="given"))
