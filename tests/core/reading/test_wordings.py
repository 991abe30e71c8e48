"""Wordings that landlords print, and that are read; and wordings near them that say something else, and are not."""

from __future__ import annotations

import pytest

from putright import data
from putright.core.reading import read

BODIES = data.load_bodies()
ONE, TWO = "Stage 1\n\n", "Stage 2\n\n"
HO = "housing-ombudsman"


def said(text: str, *topics: str) -> set[tuple[str, str]]:
    """Everything a text says on some topics, as (`topic of`, value)."""
    says = read(text, "Larkmoor Homes", BODIES).printed.says
    return {(f"{one.topic} {one.of}".strip(), one.value) for one in says if one.topic in topics}


def times(text: str) -> dict[str, str]:
    """Every time, start and time added in a text, in few words: `1.respond 10 working days from receipt`."""
    return {
        of.removeprefix("time ").removeprefix("stage"): value for of, value in said(text, "time", "start", "extension")
    }


TIMES = [
    # What a time is for stands before it, after it, or in a sentence that speaks of the same.
    (ONE + "They have 12 working days to look into it and respond to you.", {"1.respond": "12 working days"}),
    (ONE + "Within ten working days of our acknowledgement, the matter is investigated.",
     {"1.respond": "10 working days", "start stage1.respond": "acknowledgement"}),
    (ONE + "- We write with our decision. The officer will send it to you, and issue it within ten working days.",
     {"1.respond": "10 working days"}),
    (ONE + "You hear from us within 3 working days to confirm that we have it.",
     {"1.acknowledge": "3 working days"}),
    (TWO + "You will hear from us within 20 working days of confirming we've received your request.",
     {"2.respond": "20 working days", "start stage2.respond": "acknowledgement"}),
    (ONE + "Our officers provide their outcome within 8 working days.", {"1.respond": "8 working days"}),
    (ONE + "We answer in a 10-working day period.", {"1.respond": "10 working days"}),
    (TWO + "You hear our decision within 10 workings days of your appeal.",
     {"2.respond": "10 working days", "start stage2.respond": "request"}),
    (ONE + "Larkmoor responds no later than ten working days after we acknowledge your complaint.",
     {"1.respond": "10 working days", "start stage1.respond": "acknowledgement"}),
    (ONE + "Our answer goes out within 10 working days of an acknowledgement letter being sent.",
     {"1.respond": "10 working days", "start stage1.respond": "acknowledgement"}),
    # The stage: beside the time, else its part of the procedure, else what somebody is unhappy with.
    (ONE + "We confirm that we have it. 5 working days at most, after we receive your complaint.",
     {"1.acknowledge": "5 working days", "start stage1.acknowledge": "receipt"}),
    ("We respond within 10 working days at stage 1 and 20 working days at stage 2.",
     {"1.respond": "10 working days", "2.respond": "20 working days"}),
    ("Stage 1: A manager takes it on.\nAn answer is sent within 10 working days.\n\n"
     "Stage 2: A director takes it on.\nAn answer is sent within 20 working days.",
     {"1.respond": "10 working days", "2.respond": "20 working days"}),
    ("Internal review (stage 2):\n\nYou have our reply within 20 working days.", {"2.respond": "20 working days"}),
    ("How we review our decision\n\nThis is stage 2 of our procedure.\n\nWe reply within 20 working days.",
     {"2.respond": "20 working days"}),
    ("3. Stage one\n3.1 We acknowledge within 5 working days.\n3.2 We answer within 10 working days.\n"
     "4. Stage two\n4.1 We acknowledge within 6 working days.\n4.2 We answer within 20 working days.",
     {"1.acknowledge": "5 working days", "1.respond": "10 working days", "2.acknowledge": "6 working days",
      "2.respond": "20 working days"}),
    (ONE + "During this stage we will -\n• acknowledge your complaint within 4 working days\n",
     {"1.acknowledge": "4 working days"}),
    (ONE + "If you are unhappy with our stage 1 reply, a director will respond within 20 working days.",
     {"2.respond": "20 working days"}),
    ("Stage 2 complaints go to a director. As with a stage 1 complaint, yours is answered within 20 working days.",
     {"2.respond": "20 working days"}),
    ("We acknowledge your request to escalate within 5 working days.", {"2.acknowledge": "5 working days"}),
    ("We respond to your request for a review within 20 working days.", {"2.respond": "20 working days"}),
    ("Stage 1\tWe have 5 working days to acknowledge\t10 working days to respond",
     {"1.acknowledge": "5 working days", "1.respond": "10 working days"}),
    # Asking for stage 2.
    (ONE + "You have 20 working days to ask for stage 2.", {"2.request": "20 working days"}),
    (ONE + "For a review you must do so within 14 days of our letter.", {"2.request": "14 days"}),
    (ONE + "Larkmoor can look again. You must ask for it no later than 28 calendar days after our letter.",
     {"2.request": "28 days"}),
    (ONE + "You can escalate your complaint to stage 2 within 20 working days.", {"2.request": "20 working days"}),
    (ONE + "To request another investigation please contact the Larkmoor team within 15 working days of receiving it.",
     {"2.request": "15 working days", "start stage2.request": "response_received"}),
    (ONE + "Those who wish to request that Larkmoor escalates it write within 28 days.",
     {"2.request": "28 days"}),
    ("Requests for stage 2 should be made within 15 working days of the date on your stage 1 letter.",
     {"2.request": "15 working days", "start stage2.request": "sent"}),
    ("We keep records of complaints for six years.", {"dispose": "6 years"}),
    # More time.
    (ONE + "We extend the time by no more than 10 working days.", {"extension 1.within": "10 working days"}),
    (ONE + "Larkmoor takes 10 additional working days and no more.",
     {"extension 1.within": "10 working days"}),
    ("We may extend it by 10 working days at stage 1 and by 20 working days at stage 2.",
     {"extension 1.within": "10 working days", "extension 2.within": "20 working days"}),
    (ONE + "A hard case costs us another 10 working days. If that is so, you hear the reasons.",
     {"extension 1.within": "10 working days", "extension 1.reasons": "yes"}),
    (TWO + "Where our timescale cannot be met, you are given an explanation.", {"extension 2.reasons": "yes"}),
    (TWO + "Should we exceed the timescale, you have the Ombudsman's details.", {"extension 2.ombudsman": "yes"}),
]  # fmt: skip
NO_TIMES = [
    ONE + "The officer responsible for your home visits within 3 working days.",
    ONE + "A manager will contact you within 2 working days to introduce themselves.",
    ONE + "Those 10 working days begin when our acknowledgement goes out.",
    ONE + "If we do not hear from you within 28 days of our response we close it.",
    ONE + "An answer may take longer in complex cases, up to 20 working days.",
    ONE + "It may make our 20-day response target hard to meet.",
    ONE + "Our investigations may exceed 10 days.",
    TWO + "There are 12 months from our final response in which to go to the Housing Ombudsman.",
    TWO + "After our response, wait 8 weeks before you turn to the Ombudsman.",
    TWO + "If you ask us to review your complaint, we write to you within 5 working days.",
    "Moving from stage 1 to stage 2\n\nWe respond within 20 working days.",
    "We may take another 10 working days.\n\nElsewhere we may take another 20 working days.",
    ONE + "A manager is in touch within 5 working days and will provide a full response.",
    ONE + "We acknowledge your complaint.\n10 working days\n",
    "20 Our final answer: stage 2 working days at most, after we confirm that we have it.",
    ONE + "When we get your complaint we will call you within two working days and acknowledge it within five.",
    "We keep a record of complaints, which the board reviews every 12 months.",
]


@pytest.mark.parametrize(("text", "found"), TIMES)
def test_a_time_is_read_with_its_stage_and_what_it_is_for(text, found):
    assert times(text) == found


@pytest.mark.parametrize("text", NO_TIMES)
def test_a_time_for_something_else_is_none_of_the_procedure(text):
    assert times(text) == {}


def test_a_second_time_of_a_sentence_is_for_what_its_own_words_say():
    text = ONE + "We acknowledge it within 5 working days and have a manager visit within 10 working days."
    assert times(text) == {"1.acknowledge": "5 working days"}
    assert times(ONE + "You have an answer within ten working days or 20 working days where it is long.") == {
        "1.respond": "10 working days"
    }


MORE_TIME_OTHERWISE = [
    ("Unless there is a reason to extend, we reply within 10 working days.", "reasons"),
    ("If we cannot finish in the extended time, we agree an interval for news with you.", "agreed"),
    ("We respond within our agreed timescales; where an extension is needed, we tell you.", "agreed"),
]


@pytest.mark.parametrize(("text", "what"), MORE_TIME_OTHERWISE)
def test_more_time_is_not_agreed_or_reasoned_by_a_word_alone(text, what):
    assert (f"extension 1.{what}", "yes") not in said(ONE + text, "extension")


EXCLUSIONS = [
    ("Larkmoor cannot investigate a complaint if the event took place over 6 months ago.",
     {("exclusion too_old", "6 months"), ("counted_from too_old", "event")}),
    ("Your complaint should be made to Larkmoor within 12 months of the incident, or of becoming aware of it.",
     {("exclusion too_old", "12 months"), ("counted_from too_old", "event,awareness")}),
    ("Complaints may come from neighbours where the issue has occurred within the last 12 months.",
     {("exclusion too_old", "12 months"), ("counted_from too_old", "event")}),
    ("Larkmoor’s trustees may not consider:\n- an incident of six or more months back\n"
     "- what they previously investigated",
     {("exclusion too_old", "6 months"), ("counted_from too_old", "event"), ("exclusion already_considered", "")}),
    ("A complaint is not:\n- a first request for a repair\n- a request for information\n\nOur employees can help you.",
     {("exclusion service_request", ""), ("exclusion information_request", "")}),
    ("What is not a complaint?\n\nInsurance: a claim goes to our insurers.\nNoise: please report it.",
     {("exclusion insurance_claim", "")}),
    ("This procedure may not be used for a complaint that the courts have.",
     {("exclusion legal_proceedings", "")}),
    ("Tap drips and other service requests are not complaints as such.", set()),
    ("We will not refuse a complaint because it is anonymous.", set()),
    ("We may not be able to respond to your complaint within 10 working days in the event of a storm.", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), EXCLUSIONS)
def test_what_is_not_taken_up(text, found):
    assert said(text, "exclusion", "counted_from") == found


def test_a_definition_is_whole_and_ends_where_something_else_is_said():
    listed = "A complaint is an expression of dissatisfaction about:\n- our services;\n- our staff\n\nTell us soon."
    assert said(listed, "definition") == {
        ("definition", "an expression of dissatisfaction about: our services; our staff")
    }
    more = "Larkmoor describes a complaint as an expression of dissatisfaction with us. You need not use that word."
    assert said(more, "definition") == {("definition", "an expression of dissatisfaction with us")}


ACCESS = [
    ("The Housing Ombudsman can be asked at any point.", {"any_time"}),
    ("Our leaflets mention the Housing Ombudsman throughout.", set()),
    ("You may contact the Housing Ombudsman throughout.", {"any_time"}),
    ("The Housing Ombudsman cannot look at it until both stages are over.", {"after_procedure"}),
    ("You do not need to go through our procedure before asking the Housing Ombudsman.", set()),
    ("You no longer need a designated person, or to wait eight weeks, to go to the Housing Ombudsman.", set()),
]


@pytest.mark.parametrize(("text", "ways"), ACCESS)
def test_when_the_ombudsman_may_be_asked(text, ways):
    assert said(text, "access") == {(f"access {HO}", way) for way in ways}


def test_an_address_in_short_lines_is_one_body_s_and_the_landlord_s_number_is_not():
    lines = "The Housing Ombudsman\n\nHousing Ombudsman Service\nPO Box 1484\nPR2 0ET\n0300 111 3000\n"
    assert (f"contact {HO}/phone", "0300 111 3000") in said(lines, "contact")
    ours = "You can ask the Housing Ombudsman for advice.\n\nTo complain, ring us on 01632 960 001."
    assert said(ours, "contact") == set()


def test_writing_that_need_not_be_is_not_asked_for():
    assert said(TWO + "You must do this in writing for a complaint to go on.", "writing") == {("writing 2", "required")}
    assert said("A complaint does not have to be in writing.", "writing") == set()


def test_an_informal_stage_that_there_is_none_of_is_not_read():
    assert said("Larkmoor has no informal stage any more.", "stage") == set()
    assert said("We first try an informal complaint.", "stage") == {("stage informal", "an informal complaint")}


def test_a_law_may_have_its_year_before_it():
    assert said("We keep to the 2010 Equality Act.", "law") == {("law Equality Act 2010", "2010 Equality Act")}


PROMISES = {
    "word_not_needed": "Larkmoor listens: the word ‘complaint’ need not be used.",
    "third_parties": "You may ask a friend to make a complaint on your behalf.",
    "service_requests": "What is new to us is classed as a service request.",
    "request_unhappy": "If you are unhappy with how we've handled your request, it becomes a complaint.",
    "surveys": "We say how to make a complaint whenever we send surveys.",
    "case_by_case": "Larkmoor decides on each complaint on an individual basis.",
    "refusal_explained": "If your complaint is not accepted, we give you an explanation.",
    "refusal_ombudsman": "Larkmoor tells you how to take our decision to the Housing Ombudsman.",
    "channels": "Complain to Larkmoor verbally or in writing.",
    "definition_set_out": "We confirm our understanding of your concerns.",
    "responsible_for": "Our letter says which parts Larkmoor is responsible for.",
    "update_intervals": "We agree with you how we will update you.",
    "records": "Larkmoor’s clerk has a log of complaints.",
    "other_reviewer": "A different manager looks at it.",
    "stage2_final": "The second, and final, stage two answer is ours.",
    "no_reason_needed": "You don't need to give a reason.",
    "remedies": "We will apologise where we got it wrong.",
    "response_parts": "Our response will include our decision.",
    "learning": "Each month staff learn from what went wrong.",
    "governing_body": "We give updates to the Larkmoor board.",
    "behaviour": "We say what we consider to be unreasonable.",
    "no_detriment": "Larkmoor staff do not treat anybody differently who complained.",
    "every_point": "We address every aspect of your complaint.",
}
NO_PROMISES = {
    "third_parties": "Some complain about someone else’s visitors or their families.",
    "discretion": "Exceptional repairs may need an extension that you agree to.",
    "refusal_explained": "We will not accept a complaint without good reason.",
    "refusal_ombudsman": "You may challenge our service charge in court.",
    "accessible": "You have changed our ways, and we publish our findings on the website.",
    "channels": "You will be sent your new rent by e-mail or letter.",
    "representative": "The tenant representative deals with it.",
    "records": "If a complaint is recorded late, a director is told.",
    "other_reviewer": "Only the Ombudsman offers an independent review.",
    "behaviour": "Tell us if we acted in an unacceptable manner.",
    "definition_set_out": "Please set out why you are unhappy with the outcome.",
    "remedies": "Tell us how we can put it right.",
}


@pytest.mark.parametrize(("name", "text"), PROMISES.items())
def test_a_promise_in_other_words_is_found(name, text):
    assert (f"promise {name}", "") in said(text, "promise")


@pytest.mark.parametrize(("name", "text"), NO_PROMISES.items())
def test_a_promise_is_not_found_in_words_that_say_something_else(name, text):
    assert (f"promise {name}", "") not in said(text, "promise")


def test_lines_that_are_not_broken_at_a_width_are_paragraphs():
    lines = (
        "We listen to what you say, write it down in your own words and read it back to you. " * 3,
        "- A manager will look at it and you will have a response within 10 working days",
        "Stage 2 – Review",
        "- We reply within 20 working days",
    )
    assert times(ONE + "\n".join(lines)) == {"1.respond": "10 working days", "2.respond": "20 working days"}
