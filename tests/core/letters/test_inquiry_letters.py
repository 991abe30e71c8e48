"""The letters of the inquiry: findings for comment, answers to comments, mediation, worse treatment, the panel."""

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
    at_stage_2,
    composed,
    june,
    lacking,
    untranslated,
    words,
)

LEFT = re.compile(r"\{\w*\}|\bNone\b|[<>]|\bp\d\b")
STAFF = Recipient("Omar Reed", key="omar")
SHARED = e.FindingsShared(
    on=june(4), with_="complainant", comment_by=june(12), what="Our log shows two calls back in January.", about=("p2",)
)
TO_STAFF = msgspec.structs.replace(SHARED, with_="omar", what="The log shows no visit on 4 May.")
COMMENTS = e.CommentsReceived(on=june(5), from_="complainant", text="Those calls were to my old number.")
ANSWERED = e.CommentsAnswered(on=june(8), from_="complainant", answer="You are right. The calls did not reach you.")
MEDIATION = e.MediationOffered(on=june(4), what="A mediator from outside would meet us both.")
ALLEGED = e.DetrimentAlleged(on=june(3), id="d1", text="My repair was put to the end of the list.", about=("omar",))
CONCLUDED = e.DetrimentConcluded(on=june(9), id="d1", by="sam", finding="upheld", reasons="The list was changed.")
INVITED = e.PanelInvited(on=june(9), members=("sam", "bo", "res"), dates=(june(22), june(23)), reply_by=june(12))
CONVENED = e.PanelConvened(on=june(12), members=("sam", "bo", "res"), meets_on=june(23))
AGREED = e.ConsentGiven(on=june(9), to="resident_on_panel")
TYPED = {"meaning": "We would not uphold this point.", "practical": "At 2 pm in our office. It takes two hours.",
         "support": "Talk to the people team.", "action": "Your repair is done this week."}  # fmt: skip
STORIES = {
    "findings": ([], SHARED), "findings to staff": ([], TO_STAFF),
    "comments_answered": ([SHARED, COMMENTS], ANSWERED), "mediation": ([], MEDIATION),
    "detriment": ([ALLEGED, e.DetrimentAssigned(on=june(4), id="d1", to="sam")], CONCLUDED),
    "panel_invitation": (at_stage_2(), INVITED), "panel_meeting": (at_stage_2(AGREED), CONVENED),
}  # fmt: skip


@pytest.mark.parametrize("name", STORIES)
@pytest.mark.parametrize(("pack", "brand"), HOUSES)
def test_every_landlord_has_every_letter_whole(pack, brand, name):
    before, event = STORIES[name]
    to = STAFF if name.endswith("staff") else ROSA
    letter = composed(pack, event, *before, to=to, brand=brand, typed=TYPED)
    assert letter.kind == name.split()[0]
    assert not LEFT.search(words(letter)), words(letter)
    assert not lacking(letter, pack, event, *before, brand=brand)


@pytest.mark.parametrize("name", STORIES)
def test_every_fixed_text_can_be_translated(name):
    before, event = STORIES[name]
    to = STAFF if name.endswith("staff") else ROSA
    assert not untranslated(composed("willow-tree", event, *before, to=to, typed=TYPED, tongue=Pseudo(code="xx")))


# ---- findings -------------------------------------------------------------------------------


@pytest.mark.provision("THT-19", "C20-B3.16", "C22-4.12")
def test_the_complainant_sees_what_goes_against_them_and_until_when_they_can_comment():
    said = words(composed("taunton-heritage-trust", SHARED, typed=TYPED))
    assert "Our log shows two calls back in January." in said
    assert f"Point 2: {POINTS['p2']}" in said
    assert POINTS["p1"] not in said
    assert "We would not uphold this point." in said
    assert "Please tell us by Friday 12 June 2026." in said
    assert "That leaves you 6 working days." in said
    assert "bring somebody with you" in said
    assert "Ombudsman" in said


@pytest.mark.provision("THT-19", "C20-B3.16")
@pytest.mark.parametrize("pack", ["taunton-heritage-trust"])
def test_findings_that_say_nothing_do_not_go_out(pack):
    silent = msgspec.structs.replace(SHARED, what=" ")
    assert lacking(composed(pack, silent), pack, silent) == ["findings"]


def test_one_working_day_left_is_counted_as_one():
    short = msgspec.structs.replace(SHARED, comment_by=june(5))
    assert "That leaves you 1 working day." in words(composed("willow-tree", short))


@pytest.mark.provision("C20-B4.9", "C20-B4.6", "C20-B6.9")
@pytest.mark.parametrize(("pack", "brand"), HOUSES)
def test_somebody_complained_of_reads_what_is_put_to_them_and_nothing_of_the_complainant(pack, brand):
    said = words(composed(pack, TO_STAFF, to=STAFF, brand=brand, typed=TYPED))
    assert "The log shows no visit on 4 May." in said
    assert "Dear Omar Reed" in said
    assert "12 June 2026" in said
    assert "trade union" in said
    assert "Talk to the people team." in said
    for private in (SECRET, *POINTS.values(), "Rosa", "Imogen", "12 Mill Lane"):
        assert private not in said


@pytest.mark.parametrize("about", [("omar",), ("front_line",)])
def test_whether_somebody_is_named_by_id_or_role_they_are_told_as_staff(about):
    event = msgspec.structs.replace(TO_STAFF, with_=about[0])
    said = words(composed("willow-tree", event, to=Recipient("Omar Reed", key=about[0]), about=about))
    assert "A complaint that is about you" in said
    assert POINTS["p2"] not in said


# ---- comments -------------------------------------------------------------------------------


@pytest.mark.provision("THT-19")
def test_an_answer_to_comments_says_them_again_and_what_we_make_of_them():
    said = words(composed("taunton-heritage-trust", ANSWERED, SHARED, COMMENTS))
    assert "Those calls were to my old number." in said
    assert "You are right. The calls did not reach you." in said
    assert "You will have our full answer by" in said


def test_somebody_complained_of_gets_the_answer_to_their_own_comments_and_no_others():
    theirs = e.CommentsReceived(on=june(5), from_="omar", text="I was on leave.")
    answer = msgspec.structs.replace(ANSWERED, from_="omar", answer="Your leave is on record.")
    said = words(composed("willow-tree", answer, SHARED, TO_STAFF, COMMENTS, theirs, to=STAFF))
    assert "I was on leave." in said
    assert "old number" not in said
    assert SECRET not in said
    assert "Ombudsman" not in said


# ---- mediation ------------------------------------------------------------------------------


@pytest.mark.provision("WTP-18")
def test_nobody_has_to_accept_mediation_and_the_complaint_does_not_wait_for_it():
    letter = composed("willow-tree", MEDIATION)
    said = words(letter)
    assert "You are free to say no" in said
    assert "its times stay as they are" in said
    assert "You will have our full answer by" in said
    assert {"WTP-18"} <= {cite for block in letter.blocks if block.part == "voluntary" for cite in block.cites}


# ---- worse treatment ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("finding", "says"),
    [("upheld", "You were treated worse because you complained"), ("partly_upheld", "Part of what you told us is so"),
     ("not_upheld", "We have not found that you were treated worse")],
)  # fmt: skip
def test_an_allegation_of_worse_treatment_is_answered(finding, says):
    event = msgspec.structs.replace(CONCLUDED, finding=finding)
    before, _ = STORIES["detriment"]
    said = words(composed("model-2024", event, *before, typed=TYPED))
    assert says in said
    assert "The list was changed." in said
    assert "My repair was put to the end of the list." in said
    assert "Wednesday 3 June 2026" in said
    assert "Sam Hill" not in said


# ---- the panel ------------------------------------------------------------------------------


@pytest.mark.provision("WTL-09", "WTL-10", "C20-B4.6")
@pytest.mark.parametrize("key", ["sam", "bo", "res"])
def test_an_invitation_to_sit_names_days_and_tells_nothing_of_the_complaint(key):
    said = words(composed("willow-tree", INVITED, *at_stage_2(), to=Recipient("Somebody Asked", key=key), typed=TYPED))
    assert "Monday 22 June 2026" in said
    assert "Please answer by Friday 12 June 2026." in said
    assert "At 2 pm in our office." in said
    assert "5 working days" in said
    assert "large print, easy read" in said
    assert "you know anybody it concerns" in said
    for private in (SECRET, *POINTS.values(), "Rosa", "Omar", "Visits were missed."):
        assert private not in said
    assert ("only if the person who complained agrees" in said) == (key == "res")


@pytest.mark.provision("WTL-10", "C24-3.6")
def test_the_complainant_learns_when_the_panel_meets_who_sits_and_how_to_take_part():
    letter = composed("willow-tree", CONVENED, *at_stage_2(AGREED), typed=TYPED)
    said = words(letter)
    assert "The panel meets on Tuesday 23 June 2026." in said
    assert "one senior member of staff" in said
    assert "You agreed that a resident may sit on it." in said
    assert "join by telephone or video" in said
    assert "You do not have to take part." in said
    assert "You may bring somebody with you" in said
    assert "by Tuesday 16 June 2026" in said
    assert "Sam Hill" not in said
    cited = {cite for block in letter.blocks for cite in block.cites}
    assert {"WTL-10", "C24-3.6"} <= cited


def test_without_a_resident_nothing_is_said_of_their_consent():
    two = msgspec.structs.replace(CONVENED, members=("sam", "bo", "una"))
    assert (
        "resident"
        not in words(composed("willow-tree", two, *at_stage_2())).split("Who sits on it")[1].split("How you")[0]
    )


@pytest.mark.provision("C20-B4.6")
@pytest.mark.parametrize("key", ["sam", "bo", "res"])
def test_a_member_learns_when_the_panel_meets_and_nothing_of_the_complainant(key):
    said = words(composed("willow-tree", CONVENED, *at_stage_2(AGREED), to=Recipient("A Member", key=key), typed=TYPED))
    assert "The panel meets on Tuesday 23 June 2026." in said
    assert "You have the papers by Tuesday 16 June 2026" in said
    assert "They may bring somebody with them." in said
    for private in (SECRET, *POINTS.values(), "Rosa", "Omar", "Sam Hill"):
        assert private not in said


def test_a_panel_whose_day_is_not_settled_says_so():
    open_ = msgspec.structs.replace(CONVENED, meets_on=None)
    said = words(composed("willow-tree", open_, *at_stage_2()))
    assert "We will tell you the day" in said
    assert "before it meets" in said
