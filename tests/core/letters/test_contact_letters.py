"""The letters that keep in touch, receive, redirect, close and ask: whole for every landlord, and true to the case."""

from __future__ import annotations

import re

import msgspec
import pytest

from putright import data
from putright.core import events as e
from putright.core.letters import blocks, compose, html, voice
from tests.core.letters.stories import (
    HOUSES,
    SECRET,
    Pseudo,
    at_stage_2,
    composed,
    june,
    lacking,
    told,
    untranslated,
    words,
)

LEFT = re.compile(r"\{\w*\}|\bNone\b|[<>]|\bp\d\b")
TYPED = {"next": "The roofer comes on 12 June.", "answer": "We have asked for a price.", "apology": "We are sorry.",
         "subject": "The scaffold", "more": "You need do nothing.", "opening": "We spoke of this on Monday.",
         "about": "What the ceiling looked like.", "reasons": "You asked for nothing more."}  # fmt: skip
ACKNOWLEDGED = e.Acknowledged(on=june(2), by="ines", method="email")
PROMISED = e.PromiseMade(on=june(3), id="w1", what="Ring you when the surveyor has been", by=june(10))
FOUND = {
    "p1": e.Finding("upheld", "Visits were missed."),
    "p2": e.Finding("not_upheld", "Two calls are on record."),
}
MEND = {"r1": e.Remedy("work", "Mend the roof", june(30), points=("p1",))}
ANSWERED = [
    ACKNOWLEDGED, e.PositionHeard(on=june(3), party="complainant"),
    e.Decided(on=june(5), findings=FOUND, remedies=MEND), e.ResponseSent(on=june(5), by="ines", method="email"),
]  # fmt: skip
UPDATE = e.UpdateSent(on=june(4), method="letter", what="We have read the repair log.")
MOVED = e.PromiseRevised(on=june(8), id="w1", until=june(15), agreed=True, reason="The surveyor is ill.")
REVISED = e.RemedyRevised(on=june(8), id="r1", by=june(29), reason="The slates come late.", agreed=False)
OPENED = e.ProcedureOpened(
    on=june(22), id="o1", procedure="data_protection", what="My letter was shown to a neighbour.", points=("p2",),
    received=june(22),
)  # fmt: skip
CLOSED = e.Closed(on=june(29))
INSTRUCTED = e.Reopened(on=june(30), instructed_by="housing-ombudsman", evidence="Its letter of today.")
STORIES = {
    "update": ([ACKNOWLEDGED, PROMISED], UPDATE),
    "update once answered": (ANSWERED, e.UpdateSent(on=june(8), method="letter", what="The slates are ordered.")),
    "letter": ([], e.Contacted(on=june(4), method="letter", what="The scaffold goes up on Monday.")),
    "new_date": ([PROMISED], MOVED), "new_date of a remedy": (ANSWERED, REVISED),
    **{f"receipt of a {kind}": ([], e.Triaged(on=june(2), as_=kind, choice_offered=True))
       for kind in ("compliment", "comment", "suggestion", "service_request", "enquiry", "petition",
                    "survey_feedback")},
    **{f"answer to a {kind}": ([e.Triaged(on=june(2), as_=kind)], e.FeedbackAnswered(on=june(4), what="We dim them."))
       for kind in ("comment", "suggestion", "service_request", "petition", "survey_feedback", "compliment")},
    "own_account": ([], e.OwnAccountRequested(on=june(2))),
    "policy_copy": ([], e.PolicyCopy(on=june(2))),
    "other_procedure": ([OPENED], e.ProcedureStep(on=june(22), id="o1", step="told")),
    "other_procedure concluded": (
        [OPENED], e.ProcedureStep(on=june(29), id="o1", step="concluded", what="It was an error.")
    ),
    "closing": (ANSWERED, CLOSED),
    "closing at stage 2": (at_stage_2(e.Withdrawn(on=june(9), evidence="She wrote.")), CLOSED),
    "reopening": ([*ANSWERED, CLOSED], INSTRUCTED),
    "survey": ([*ANSWERED, CLOSED], e.SurveySent(on=june(30), method="letter")),
}  # fmt: skip


@pytest.mark.parametrize("name", STORIES)
@pytest.mark.parametrize(("pack", "brand"), HOUSES)
def test_every_landlord_has_every_letter_whole(pack, brand, name):
    before, event = STORIES[name]
    letter = composed(pack, event, *before, brand=brand, typed=TYPED)
    assert letter.kind == name.split()[0]
    assert not LEFT.search(words(letter)), words(letter)
    assert not blocks.missing(letter, compose.required(told(pack, *before, event, brand=brand), event))
    assert isinstance(letter.blocks[-1], blocks.Signature)


@pytest.mark.parametrize("name", STORIES)
def test_every_fixed_text_can_be_translated(name):
    before, event = STORIES[name]
    assert not untranslated(composed("willow-tree", event, *before, typed=TYPED, tongue=Pseudo(code="xx")))


HOSTILE = "<script>alert(1)</script> {reference} {day} #set [x] $y$ &amp; ;--"


def hostile(event):
    """The event with everything that a person typed into it replaced by something hostile."""
    texts = ("what", "reason", "evidence")
    given = {name: HOSTILE for name in texts if isinstance(getattr(event, name, None), str) and name not in
             ("what",) * isinstance(event, e.PolicyCopy | e.OwnAccountRequested)}  # fmt: skip
    return msgspec.structs.replace(event, **given)


@pytest.mark.parametrize("name", STORIES)
def test_what_is_typed_is_only_ever_text(name):
    before, event = STORIES[name]
    typed = dict.fromkeys(TYPED, HOSTILE)
    letter = composed("willow-tree", hostile(event), *map(hostile, before), typed=typed, text=HOSTILE)
    page = html.document(letter)
    assert "<script" not in page
    assert HOSTILE in words(letter)
    assert "{reference}" in page


def said(pack, name, *, brand=None, typed=TYPED, **fields):
    before, event = STORIES[name]
    return words(composed(pack, event, *before, brand=brand, typed=typed, **fields))


# ---- keeping in touch -----------------------------------------------------------------------


@pytest.mark.provision("WTP-15", "HPG-47", "HSP-04", "C20-B3.19", "C22-updates", "MOD-30")
def test_an_update_says_what_was_done_what_is_next_and_when_the_answer_comes():
    text = said("willow-tree", "update")
    assert "We have read the repair log." in text
    assert "The roofer comes on 12 June." in text
    assert "Ring you when the surveyor has been. By Wednesday 10 June 2026." in text
    assert "You will have our full answer by Tuesday 16 June 2026." in text


def test_an_update_names_the_day_of_the_next_one_where_that_was_agreed():
    agreed = e.UpdatesAgreed(on=june(3), every_working_days=5)
    text = words(composed("willow-tree", UPDATE, ACKNOWLEDGED, agreed, typed=TYPED))
    assert "You will hear from us again by Thursday 11 June 2026, also if nothing has moved by then." in text


@pytest.mark.provision("HPG-47", "HSP-04")
@pytest.mark.parametrize(("pack", "brand"), [("housing-plus-group", "wrekin"), ("housing-services", None)])
def test_an_update_without_what_comes_next_lacks_it_where_the_policy_asks_for_it(pack, brand):
    letter = composed(pack, UPDATE, ACKNOWLEDGED, brand=brand, typed={})
    required = compose.required(told(pack, ACKNOWLEDGED, UPDATE, brand=brand), UPDATE)
    assert list(blocks.missing(letter, required)) == ["next_steps"]


@pytest.mark.provision("C24-6.6", "C20-B5.8")
def test_an_update_after_the_answer_says_what_is_still_to_be_done():
    text = said("willow-tree", "update once answered")
    assert "Mend the roof. By Tuesday 30 June 2026." in text
    assert "You will have our full answer" not in text


def test_a_promise_that_is_late_never_stands_there_as_if_it_were_to_come():
    late = e.UpdateSent(on=june(12), method="letter", what="The surveyor came yesterday.")
    text = words(composed("willow-tree", late, ACKNOWLEDGED, PROMISED, typed=TYPED))
    assert "We promised this by Wednesday 10 June 2026. It is late, and we are sorry." in text


def test_an_answer_that_is_late_never_stands_there_as_if_it_were_to_come():
    late = e.UpdateSent(on=june(30), method="letter", what="We wait for the surveyor.")
    text = words(composed("willow-tree", late, ACKNOWLEDGED, typed=TYPED))
    assert "You should have had our answer by Tuesday 16 June 2026. It is late, and we are sorry." in text
    assert "You will have our full answer" not in text


def test_a_time_that_counts_from_an_acknowledgement_to_come_says_so():
    text = said("willow-tree", "own_account")
    assert "That is 10 working days from the day our acknowledgement is due, Monday 8 June 2026." in text


def test_a_moved_promise_says_both_dates_and_why():
    text = said("willow-tree", "new_date")
    assert "It will be done by Monday 15 June 2026." in text
    assert "The date we gave you before was Wednesday 10 June 2026." in text
    assert "The surveyor is ill." in text
    assert "You agreed to the new date." in text


@pytest.mark.provision("C24-7.3", "C20-B5.8")
def test_a_moved_remedy_that_was_not_agreed_stays_owed_from_the_date_before():
    text = said("willow-tree", "new_date of a remedy")
    assert "It will be done by Monday 29 June 2026." in text
    assert "until you agree, we are held to the date we gave you before" in text


# ---- what is no complaint -------------------------------------------------------------------


@pytest.mark.provision("HPG-02")
def test_praise_is_thanked_for_and_passed_on_and_nobody_is_sent_to_the_ombudsman():
    text = said("housing-plus-group", "receipt of a compliment", brand="wrekin")
    assert SECRET in text
    assert "We pass it on to the people it is about" in text
    assert "Ombudsman" not in text
    assert "want to complain" not in text


@pytest.mark.provision("HSP-14")
def test_a_petition_is_received_and_goes_to_the_chief_executive():
    text = said("housing-services", "receipt of a petition")
    assert "its details go to the Chief Executive" in text
    assert "can also make a complaint of their own" in text


@pytest.mark.provision("C24-1.5", "HPG-18", "C24-1.3")
def test_a_service_request_may_become_a_complaint_while_the_work_goes_on():
    _, event = STORIES["receipt of a service_request"]
    letter = composed("housing-plus-group", event, brand="wrekin", typed=TYPED)
    assert "We go on working on your request meanwhile." in words(letter)
    assert not lacking(letter, "housing-plus-group", event, brand="wrekin")
    assert compose.required(told("housing-plus-group", event, brand="wrekin"), event) == {
        "complaining": ("HPG-05", "HPG-18", "C24-1.3")
    }


@pytest.mark.provision("WTP-17", "C24-1.6")
def test_whoever_was_unhappy_in_a_survey_learns_how_to_complain_formally():
    text = said("willow-tree", "receipt of a survey_feedback")
    assert "You can make it one: tell us that you want to" in text
    assert "01934 750780" in text


@pytest.mark.provision("WTP-35", "WTL-01")
def test_a_comment_gets_an_answer():
    assert "We have asked for a price." in said("willow-tree", "receipt of a comment")


# ---- elsewhere, and what helps --------------------------------------------------------------


@pytest.mark.provision("HPG-22")
def test_a_complaint_passed_on_in_the_group_keeps_its_clock():
    passed = e.Redirected(on=june(4), brand="homes-plus")
    letter = composed("housing-plus-group", passed, brand="wrekin", typed=TYPED)
    text = words(letter)
    assert "Your complaint is now with Homes Plus" in text
    assert "Our time to answer counts from Monday 1 June 2026, as it did before." in text
    assert "feedback@housingplusgroup.co.uk" in text
    assert not lacking(letter, "housing-plus-group", passed, brand="wrekin")


@pytest.mark.provision("THT-13", "THT-16")
def test_a_written_account_is_an_offer_with_help():
    text = said("taunton-heritage-trust", "own_account")
    assert "You do not have to, and we are not waiting for it." in text
    assert "we will write it down with you" in text
    assert "Your complaint counts from the day you told us of it." in text


@pytest.mark.provision("WTL-02", "THT-03", "C20-B2.6")
@pytest.mark.parametrize("pack", ["willow-tree", "taunton-heritage-trust", "model-2024"])
def test_the_policy_comes_with_its_letter(pack):
    before, event = STORIES["policy_copy"]
    letter = composed(pack, event, *before, typed=TYPED)
    assert letter.enclosures == ("Complaints policy and procedure",)
    assert "in large print" in words(letter)


def test_what_goes_elsewhere_has_its_dates_and_the_rest_stays():
    text = said("willow-tree", "other_procedure")
    assert "My letter was shown to a neighbour." in text
    assert "You will hear by Tuesday 21 July 2026 that it has been taken up." in text
    assert "Information Commissioner" in text
    elsewhere, _, here = text.partition("Your complaint with us")
    assert "Nobody returned our calls." in elsewhere
    assert "The roof over the bedroom has leaked since October." in here
    assert "You will have our full answer by" in here


# ---- the end --------------------------------------------------------------------------------


def test_closing_says_what_is_still_followed_and_how_to_come_back():
    text = said("willow-tree", "closing")
    assert "We sent you our answer on Friday 5 June 2026." in text
    assert "Mend the roof. By Tuesday 30 June 2026." in text
    assert "tell us. You do not have to begin again" in text
    assert "Housing Ombudsman" in text


def test_closing_while_stage_2_can_still_be_asked_for_says_until_when():
    satisfied = e.ComplainantSatisfied(on=june(8), evidence="She wrote.")
    text = words(composed("willow-tree", e.Closed(on=june(9)), *ANSWERED, satisfied, typed=TYPED))
    assert "You told us that you are satisfied." in text
    assert "Please ask by Friday 19 June 2026." in text


@pytest.mark.provision("THT-26")
def test_whoever_is_closed_for_behaviour_is_told_why_by_whom_and_where_to_turn():
    closed = e.Closed(on=june(9), ground="unacceptable_behaviour", decided_by="ines", evidence="Threats on 3 June.")
    letter = composed("taunton-heritage-trust", closed, *ANSWERED, typed={}, from_="resident")
    text = words(letter)
    assert "because of how our staff or trustees were treated" in text
    assert "Threats on 3 June." in text
    assert "This was decided by" in text
    assert "Equality Act 2010" in text
    assert "Housing Ombudsman" in text
    required = compose.required(told("taunton-heritage-trust", *ANSWERED, closed), closed)
    assert "THT-26" in required["reasons"]
    assert "THT-26" in required["ombudsman"]


@pytest.mark.provision("THT-18")
def test_a_closing_letter_carries_the_policy_where_the_policy_says_so():
    before, event = STORIES["closing"]
    assert composed("taunton-heritage-trust", event, *before, typed=TYPED).enclosures
    assert not composed("willow-tree", event, *before, typed=TYPED).enclosures


@pytest.mark.provision("HSP-15", "C24-2.4", "C20-B1.7")
def test_reopening_on_instruction_says_on_whose_and_begins_anew():
    text = said("housing-services", "reopening")
    assert "The Housing Ombudsman Service has told us to look into your complaint again." in text
    assert "open again from Tuesday 30 June 2026" in text
    assert "You will have our acknowledgement by Tuesday 7 July 2026." in text
    assert "Mend the roof. By Tuesday 30 June 2026." in text


@pytest.mark.provision("C24-1.6", "HSP-33", "HPG-37", "WTP-30", "MOD-24", "LGO24-survey", "C22-1.5")
@pytest.mark.parametrize(("pack", "brand"), [("housing-services", None), ("housing-plus-group", "wrekin")])
def test_a_survey_asks_says_how_to_answer_and_how_to_complain(pack, brand):
    text = said(pack, "survey", brand=brand)
    assert "Were you treated fairly and with respect?" in text
    assert "You do not have to answer" in text
    assert "say that you want to complain" in text


def test_an_address_to_write_to_and_to_come_to_is_given_once():
    ways = voice.Voice(told("willow-tree"), data.load_wording("willow-tree")).contacts()
    addresses = [detail for label, detail in ways if label in (*voice.LABELS.values(), voice.BOTH)]
    assert len(addresses) == len(set(addresses))
    assert [label for label, detail in ways if "Pill Road" in detail] == [voice.BOTH]
