"""The letters of behaviour, safety and redress: what has to stand in them, and what must not."""

from __future__ import annotations

import re

import msgspec
import pytest

from putright.core import events as e
from putright.core.letters.material import Recipient
from tests.core.letters.stories import (
    HOUSES,
    POINTS,
    ROSA,
    SECRET,
    Pseudo,
    composed,
    june,
    lacking,
    untranslated,
    words,
)

LEFT = re.compile(r"\{\w*\}|\bNone\b|[<>]|\bp\d\b")
BODY = Recipient("Housing Ombudsman Service", ("PO Box 1484",), acts_for="Rosa Adeyemi", key="housing-ombudsman")
SHOUTED = e.BehaviourRecorded(on=june(3), id="b1", what="Shouted at Omar Reed.", towards=("omar",), witnesses="Bo Lund")
WARNED = e.WarningGiven(on=june(4), what="Please do not shout at whoever visits.", decided_by="sam", method="letter")
SET = e.RestrictionSet(
    on=june(5), id="restriction1", what="Telephone calls on Mondays only.", contact="Write at any time.",
    decided_by="sam", review_on=june(30), evidence=("b1",), equality="A hearing aid was offered.",
)  # fmt: skip
TOLD = e.RestrictionTold(on=june(8), method="letter")
APPEALED = e.RestrictionAppealed(on=june(9), text="I did not shout.")
REVIEWED = e.RestrictionReviewed(
    on=june(12), outcome="changed", reason="Calls are needed for the repair.", decided_by="bo",
    what="Calls on weekdays.",
    contact="Write or ring.", review_on=june(30), method="letter",
)  # fmt: skip
DAMP = e.HazardReported(
    on=june(2), known=june(1), id="h1", hazard="damp_and_mould", emergency=False, what=SECRET, tenure="social_tenancy"
)
LOOKED = e.HazardInvestigated(on=june(3), id="h1", found="significant", what="Our own notes.")
SUMMARY = e.HazardSummarySent(on=june(4), id="h1", method="letter", what="Mould on two walls of the bedroom.")
HARMED = e.FlagRaised(on=june(2), flag="notifiable_safety_incident", what="A fall.")
IN_PERSON = e.CandourStep(on=june(2), step="in_person", by="sam", to="Her son", method="visit", what="Said so.")
WRITTEN = e.CandourStep(on=june(5), step="written", by="sam", method="letter", what="The rail came loose on 30 May.")
REFERRED = e.OmbudsmanReferred(on=june(3), body="housing-ombudsman", reference="HO-2044")
ASKED = e.EvidenceRequested(on=june(4), id="e1", what="The repair log", by=june(12), body="housing-ombudsman")
SENT = e.EvidenceProvided(on=june(9), id="e1", what="The repair log\nEvery letter")
TYPED = {
    "more": "We may ask you to ring on one day only.", "reasons": "On 3 June a colleague was shouted at in your hall.",
    "equality": "You told us of your hearing.", "work": "The wall is dried and painted.",
    "apology": "We are sorry that the rail came loose.", "inquiries": "An engineer tests every rail by 22 June.",
    "support": "A nurse visits on Monday.", "remarks": "The log of May is kept elsewhere.", "late": "It was on paper.",
}  # fmt: skip
STORIES = {
    "warning": ([SHOUTED], WARNED), "restriction": ([SHOUTED, WARNED, SET], TOLD),
    "restriction_review": ([SHOUTED, WARNED, SET, TOLD, APPEALED], REVIEWED),
    "hazard_summary": ([DAMP, LOOKED], SUMMARY), "candour": ([HARMED, IN_PERSON], WRITTEN),
    "evidence": ([REFERRED, ASKED], SENT),
}  # fmt: skip


def of(name: str, pack: str = "willow-tree", event=None, **changed):
    """A letter of these stories, with its event changed."""
    before, told = STORIES[name]
    event = msgspec.structs.replace(event or told, **changed)
    to = BODY if name == "evidence" else ROSA
    return composed(pack, event, *before, to=to, typed=TYPED)


@pytest.mark.parametrize("name", STORIES)
@pytest.mark.parametrize(("pack", "brand"), HOUSES)
def test_every_landlord_has_every_letter_whole(pack, brand, name):
    before, event = STORIES[name]
    letter = composed(pack, event, *before, to=BODY if name == "evidence" else ROSA, brand=brand, typed=TYPED)
    assert letter.kind == name
    assert not LEFT.search(words(letter)), words(letter)
    assert not lacking(letter, pack, event, *before, brand=brand)


@pytest.mark.parametrize("name", STORIES)
def test_every_fixed_text_can_be_translated(name):
    before, event = STORIES[name]
    to = BODY if name == "evidence" else ROSA
    assert not untranslated(composed("willow-tree", event, *before, to=to, typed=TYPED, tongue=Pseudo(code="xx")))


@pytest.mark.parametrize("name", ["warning", "restriction", "restriction_review", "hazard_summary", "candour"])
@pytest.mark.provision("C24-3.7", "C20-B2.7")
def test_whoever_is_told_something_hard_is_told_where_else_to_turn(name):
    assert "Ombudsman" in words(of(name))
    assert "0300 111 3000" in words(of(name))


# ---- behaviour ------------------------------------------------------------------------------


@pytest.mark.provision("WTP-21", "MOD-33", "C24-5.14")
def test_a_warning_says_what_has_to_stop_and_that_the_complaint_goes_on():
    said = words(of("warning", "model-2024"))
    assert "Please do not shout at whoever visits." in said
    assert "We go on dealing with it." in said
    assert "You will have our full answer by" in said
    assert "your right and is no reason for this letter" in said
    assert "If your health, a disability" in said
    for private in ("Shouted at Omar Reed.", "Omar", "Bo Lund", "Sam Hill", SECRET):
        assert private not in said


@pytest.mark.provision("MOD-33", "C24-5.14", "C24-5.15", "C20-B4.15")
def test_a_restriction_says_what_why_until_when_and_how_to_appeal():
    letter = of("restriction", "willow-tree")
    said = words(letter)
    assert "From Friday 5 June 2026 you can contact us only as this letter says." in said
    assert "Telephone calls on Mondays only." in said
    assert "On 3 June a colleague was shouted at in your hall." in said
    assert "Wednesday 3 June 2026" in said
    assert "Write at any time." in said
    assert "We look at it again on Tuesday 30 June 2026" in said
    assert "You can appeal against this, for as long as it is in force." in said
    assert "within 10 working days" in said
    assert "Equality Act 2010" in said
    assert "We go on dealing with it." in said
    for private in ("Shouted at Omar Reed.", "Omar", "Bo Lund", "A hearing aid was offered."):
        assert private not in said
    assert {"C24-5.14", "C24-5.15"} <= {cite for block in letter.blocks for cite in block.cites}


@pytest.mark.provision("C24-5.14")
def test_a_restriction_without_reasons_or_a_day_to_look_at_it_again_does_not_go_out():
    endless = msgspec.structs.replace(SET, review_on=None)
    before = [SHOUTED, endless]
    letter = composed("willow-tree", TOLD, *before)
    assert sorted(lacking(letter, "willow-tree", TOLD, *before)) == ["reasons", "review"]


@pytest.mark.parametrize(
    ("outcome", "says"),
    [
        ("kept", "It stays as it is."),
        ("changed", "Calls on weekdays."),
        ("lifted", "You can contact us again in every way"),
    ],
)
@pytest.mark.provision("C24-5.14", "MOD-33")
def test_what_came_of_looking_again_is_told_with_its_reasons(outcome, says):
    said = words(of("restriction_review", outcome=outcome))
    assert says in said
    assert "You appealed on Tuesday 9 June 2026." in said
    assert "Calls are needed for the repair." in said
    assert ("How to appeal" in said) == (outcome != "lifted")


def test_a_review_that_nobody_appealed_for_does_not_speak_of_an_appeal():
    said = words(composed("willow-tree", REVIEWED, SHOUTED, SET, TOLD))
    assert "You appealed" not in said
    assert "We have looked again" in said


def test_a_restriction_told_after_it_was_lifted_says_that_it_is_over():
    lifted = msgspec.structs.replace(REVIEWED, outcome="lifted", review_on=None, method=None)
    later = msgspec.structs.replace(TOLD, on=june(12))
    before = [SHOUTED, SET, lifted]
    letter = composed("willow-tree", later, *before, typed=TYPED)
    assert "You can contact us again in every way" in words(letter)
    assert "Telephone calls on Mondays only." not in words(letter)
    assert not lacking(letter, "willow-tree", later, *before)


# ---- hazards --------------------------------------------------------------------------------


@pytest.mark.provision("AWL-6", "AWL-15", "AWL-11")
def test_a_summary_says_whether_there_is_a_hazard_what_is_done_and_by_when():
    letter = of("hazard_summary")
    said = words(letter)
    assert "There is a significant hazard" in said
    assert "Damp and mould" in said
    assert "Mould on two walls of the bedroom." in said
    assert "The wall is dried and painted." in said
    assert "Make it safe By Wednesday 10 June 2026" in said
    assert "By Wednesday 26 August 2026" in said
    assert (
        "If your home is not safe by Wednesday 10 June 2026, we offer your household somewhere suitable to stay" in said
    )
    assert "Our own notes." not in said
    assert {"AWL-6", "AWL-15"} <= {cite for block in letter.blocks for cite in block.cites}


@pytest.mark.provision("AWL-4", "AWL-15")
def test_an_emergency_has_the_day_by_which_it_has_to_be_safe():
    told = msgspec.structs.replace(DAMP, emergency=True, known=june(2), time="15:00")
    found = msgspec.structs.replace(LOOKED, found="emergency", on=june(2))
    said = words(composed("willow-tree", msgspec.structs.replace(SUMMARY, on=june(3)), told, found))
    assert "There is an emergency" in said
    assert "Make it safe By Wednesday 3 June 2026" in said


@pytest.mark.provision("AWL-11", "AWL-15")
def test_a_day_that_has_passed_never_stands_there_as_if_it_were_to_come():
    told, found = msgspec.structs.replace(DAMP, emergency=True), msgspec.structs.replace(LOOKED, found="emergency")
    said = words(composed("willow-tree", SUMMARY, told, found))
    assert "This had to be done by Monday 1 June 2026. It is late, we are sorry, and we do it at once." in said
    assert "Until your home is safe, we offer your household somewhere suitable to stay" in said


@pytest.mark.provision("AWL-6", "AWL-15")
def test_where_nothing_was_found_the_summary_says_why_nothing_is_done():
    before = [DAMP, msgspec.structs.replace(LOOKED, found="none")]
    said = words(composed("willow-tree", SUMMARY, *before, typed={}))
    assert "We have not found a hazard that has to be dealt with in this way." in said
    assert "So nothing needs to be done at once." in said
    assert "By when Make" not in said
    assert "somewhere suitable to stay" not in said


def test_what_is_done_already_stands_there_as_done():
    before = [DAMP, LOOKED, e.HazardMadeSafe(on=june(3), id="h1"), e.HazardWorksBegun(on=june(4), id="h1")]
    said = words(composed("willow-tree", SUMMARY, *before))
    assert "Make it safe Done on Wednesday 3 June 2026" in said
    assert "Done on Thursday 4 June 2026" in said
    assert "If anything takes longer" in said
    assert "somewhere suitable to stay" not in said


def test_where_all_is_done_nothing_is_said_of_what_takes_longer():
    safe = e.HazardMadeSafe(on=june(3), id="h1", further=False)
    said = words(composed("willow-tree", SUMMARY, DAMP, LOOKED, safe))
    assert "If anything takes longer" not in said
    assert "Finish that work" not in said


def test_where_the_law_binds_nobody_the_summary_lacks_nothing():
    lease = msgspec.structs.replace(DAMP, tenure="lease")
    before = [lease, LOOKED]
    letter = composed("willow-tree", SUMMARY, *before)
    assert not lacking(letter, "willow-tree", SUMMARY, *before)
    assert "somewhere suitable to stay" not in words(letter)


@pytest.mark.provision("AWL-15")
def test_a_summary_that_says_nothing_of_the_work_is_not_whole():
    lease_free = [DAMP, LOOKED]
    letter = composed("willow-tree", SUMMARY, *lease_free)
    without = msgspec.structs.replace(letter, blocks=tuple(one for one in letter.blocks if one.part != "work"))
    assert lacking(without, "willow-tree", SUMMARY, *lease_free) == ["work"]


# ---- candour --------------------------------------------------------------------------------


@pytest.mark.provision("HPG-10", "REG20-2", "REG20-3", "REG20-4", "REG20-5", "REG20-6", "REG20-7")
def test_the_letter_of_candour_has_its_account_apology_inquiries_support_and_record():
    before, event = STORIES["candour"]
    letter = composed("housing-plus-group", event, *before, brand="care-plus", typed=TYPED)
    said = words(letter)
    assert "The rail came loose on 30 May." in said
    assert "We are sorry that the rail came loose." in said
    assert "An engineer tests every rail by 22 June." in said
    assert "A nurse visits on Monday." in said
    assert "We keep a written record" in said
    assert "We spoke with you on Tuesday 2 June 2026." in said
    assert "Sam Hill" not in said


@pytest.mark.provision("REG20-4", "REG20-3", "REG20-6")
@pytest.mark.parametrize("place", ["apology", "inquiries", "support"])
def test_a_letter_of_candour_without_one_of_them_is_not_whole(place):
    before, event = STORIES["candour"]
    typed = {name: text for name, text in TYPED.items() if name != place}
    letter = composed("housing-plus-group", event, *before, brand="care-plus", typed=typed)
    assert lacking(letter, "housing-plus-group", event, *before, brand="care-plus") == [place]


# ---- evidence -------------------------------------------------------------------------------


@pytest.mark.provision("C20-B3.20", "MOD-48")
def test_evidence_goes_with_the_bodys_own_reference_and_a_list_of_what_is_sent():
    said = words(of("evidence"))
    assert "HO-2044" in said
    assert "Rosa Adeyemi" in said
    assert "You asked us on Thursday 4 June 2026 for this: The repair log" in said
    assert "The repair log Every letter" in said
    assert "The log of May is kept elsewhere." in said
    assert "late" not in said.lower().replace("latest", "")
    assert POINTS["p1"] not in said


@pytest.mark.provision("C20-B3.20")
def test_evidence_that_comes_late_says_so_and_why():
    said = words(of("evidence", on=june(15)))
    assert "It comes to you late, and we are sorry for that." in said
    assert "It was on paper." in said


def test_a_date_that_was_moved_is_the_one_that_counts():
    moved = e.EvidenceDateRevised(on=june(9), id="e1", until=june(19), agreed_with="the caseworker", reason="Paper.")
    before = [REFERRED, ASKED, moved]
    said = words(composed("willow-tree", msgspec.structs.replace(SENT, on=june(15)), *before, to=BODY, typed=TYPED))
    assert "You moved its date to Friday 19 June 2026." in said
    assert "late" not in said.lower()
