"""The pages of the inquiry's letters: findings, comments, mediation, worse treatment and the panel."""

from __future__ import annotations

import pytest
from django.utils import timezone

from putright.apps.accounts.models import Person
from putright.apps.casework.models import Message
from putright.apps.letters.models import Letter
from putright.core import events as e
from tests.apps.letters.conftest import POINTS, House, at, june
from tests.apps.letters.telling import day, fill, last, page, said


@pytest.fixture(autouse=True)
def monday(monkeypatch):
    """Monday 8 June 2026."""
    monkeypatch.setattr(timezone, "now", lambda: at(june(8)))


@pytest.fixture
def omar(willow):
    """Somebody of the front line, complained of."""
    add = Person.objects.add
    return add(willow.landlord, "omar@willow-tree.example", "Omar Reed", roles=["front_line"], trained=True)


def complained_of(willow, omar):
    willow.receive(about=(omar.key,)).define().acknowledge()
    return willow


# ---- findings -------------------------------------------------------------------------------

SHOWN = {"what": "Our log shows two calls back.", "meaning": "We would not uphold it.", **day("comment_by", june(12))}


@pytest.mark.provision("THT-19", "C20-B3.16", "C22-4.12")
def test_findings_go_to_the_complainant_with_the_day_for_comments(taunton, client):
    taunton.receive().define().acknowledge()
    answer = fill(client, taunton, "findings-shared", with_="complainant", method="post", about=["p2"], **SHOWN)
    assert answer.status_code == 302, page(answer)
    letter = Letter.objects.get(kind="findings")
    assert letter.to_name == "Rosa Adeyemi"
    assert "Our log shows two calls back." in said(letter)
    assert f"Point 2: {POINTS['p2']}" in said(letter)
    assert "Please tell us by Friday 12 June 2026." in said(letter)
    assert Message.objects.get(letter=letter.key).channel == "post"
    assert (last().kind, last().on) == ("findings_shared", june(8))


@pytest.mark.provision("THT-19")
def test_findings_without_words_are_not_sent_for_comment(taunton, client):
    taunton.receive().define().acknowledge()
    answer = fill(client, taunton, "findings-shared", with_="complainant", method="post", **{**SHOWN, "what": ""})
    assert answer.status_code == 409
    assert "what the evidence points to" in page(answer)
    assert not Letter.objects.filter(kind="findings").exists()


@pytest.mark.provision("C20-B4.9", "C20-B4.6", "C20-B6.9")
def test_findings_go_to_somebody_complained_of_without_a_word_of_the_complainant(willow, omar, client):
    complained_of(willow, omar)
    answer = fill(
        client, willow, "findings-shared", with_=omar.key, method="email", support="Ring the people team.", **SHOWN
    )
    assert answer.status_code == 302, page(answer)
    letter = Letter.objects.get(kind="findings")
    assert (letter.to_name, letter.to_address) == ("Omar Reed", "omar@willow-tree.example")
    for private in (*POINTS.values(), "Rosa", "Mill Lane", "rosa@mail.example"):
        assert private not in said(letter)
    assert "Ring the people team." in said(letter)


@pytest.mark.provision("C20-B4.6")
def test_somebody_complained_of_can_open_neither_the_letter_nor_the_page_it_was_written_on(willow, omar, client):
    complained_of(willow, omar)
    fill(client, willow, "findings-shared", with_=omar.key, method="email", **SHOWN)
    key = Letter.objects.get(kind="findings").key
    client.force_login(omar)
    for path in (f"letters/{key}", f"letters/{key}/pdf", "letters", "letters/findings-shared", ""):
        assert client.get(f"/cases/{willow.reference}/{path}".rstrip("/")).status_code == 404


def test_a_preview_shows_the_letter_of_whoever_is_chosen(willow, omar, client):
    complained_of(willow, omar)
    shown = fill(client, willow, "findings-shared", with_=omar.key, method="email", preview="1", **SHOWN)
    assert "Dear Omar Reed" in page(shown)
    assert "trade union" in page(shown)
    assert not Letter.objects.filter(kind="findings").exists()


def test_findings_told_on_the_telephone_are_recorded_without_a_letter(willow, client):
    willow.receive().define().acknowledge()
    given = {**SHOWN, **day("on", june(5))}
    assert fill(client, willow, "findings-shared", with_="complainant", method="none", **given).status_code == 302
    assert not Letter.objects.filter(kind="findings").exists()
    assert (last().kind, last().on) == ("findings_shared", june(5))


# ---- comments, mediation, worse treatment ---------------------------------------------------


def test_comments_are_answered_to_whoever_made_them(willow, omar, client):
    complained_of(willow, omar).then(
        e.FindingsShared(on=june(4), with_=omar.key, comment_by=june(10), what="No visit is logged."),
        e.CommentsReceived(on=june(5), from_=omar.key, text="I was on leave."),
    )
    answer = fill(
        client, willow, "comments-answered", from_=omar.key, method="email", answer="Your leave is on record."
    )
    assert answer.status_code == 302, page(answer)
    letter = Letter.objects.get(kind="comments_answered")
    assert letter.to_name == "Omar Reed"
    assert "I was on leave." in said(letter)
    assert "Your leave is on record." in said(letter)
    assert "Rosa" not in said(letter)


def test_the_page_for_answering_comments_shows_them(willow, client):
    willow.receive().define().acknowledge()
    willow.then(
        e.FindingsShared(on=june(4), with_="complainant", comment_by=june(10)),
        e.CommentsReceived(on=june(5), from_="complainant", text="That was my old number."),
    )
    client.force_login(willow.first)
    assert "That was my old number." in page(client.get(f"/cases/{willow.reference}/letters/comments-answered"))


@pytest.mark.provision("WTP-18")
def test_mediation_is_offered_by_letter_and_is_free_to_decline(willow, client):
    willow.receive().define().acknowledge()
    answer = fill(client, willow, "mediation-offered", method="email", what="A mediator from outside meets us both.")
    assert answer.status_code == 302, page(answer)
    letter = Letter.objects.get(kind="mediation")
    assert "A mediator from outside meets us both." in said(letter)
    assert "You are free to say no" in said(letter)
    assert last().kind == "mediation_offered"


@pytest.mark.provision("C24-5.1", "MOD-01")
def test_whoever_concluded_on_worse_treatment_answers_it_by_letter(willow, omar, client):
    willow.receive().define().acknowledge()
    willow.then(
        e.DetrimentAlleged(on=june(3), id="d1", text="My repair went to the end of the list.", about=(omar.key,)),
        e.DetrimentAssigned(on=june(4), id="d1", to=willow.second.key),
    )
    answer = fill(
        client, willow, "detriment-concluded", willow.second, id="d1", finding="upheld", method="post",
        reasons="The list was changed on 2 June.", action="It is done this week.",
    )  # fmt: skip
    assert answer.status_code == 302, page(answer)
    letter = Letter.objects.get(kind="detriment")
    assert "My repair went to the end of the list." in said(letter)
    assert "The list was changed on 2 June." in said(letter)
    assert "Tomasz" not in said(letter)


# ---- the panel ------------------------------------------------------------------------------


@pytest.fixture
def board(willow):
    """A senior colleague, a board member and a resident who are new to the complaint, by first name."""
    found = {}
    for name, role in (
        ("Sam Hill", "senior_staff"),
        ("Bo Lund", "board_member"),
        ("Dorota Nowak", "resident_panellist"),
    ):
        email = f"{name.split()[0].lower()}@willow-tree.example"
        found[name] = Person.objects.add(willow.landlord, email, name, roles=[role], trained=True)
    return found


def at_stage_2(willow):
    willow.receive().define().acknowledge()
    willow.decide(4).respond(4)
    return willow.escalate(5)


PRACTICAL = "At 2 pm in the community hall; two hours."


@pytest.mark.provision("WTL-09", "C20-B4.6")
def test_each_of_those_asked_to_sit_gets_an_invitation_of_their_own(willow, board, client):
    at_stage_2(willow)
    members = [one.key for one in board.values()]
    answer = fill(client, willow, "panel-invited", willow.second, members=members, method="email", practical=PRACTICAL,
                  **day("date-1", june(22)), **day("date-2", june(23)), **day("reply_by", june(12)))  # fmt: skip
    assert answer.status_code == 302, page(answer)
    letters = Letter.objects.filter(kind="panel_invitation")
    assert {one.to_name for one in letters} == set(board)
    for letter in letters:
        assert "Monday 22 June 2026" in said(letter)
        assert PRACTICAL in said(letter)
        for private in (*POINTS.values(), "Rosa", "Mill Lane", "The roof leaks"):
            assert private not in said(letter)
        assert ("only if the person who complained agrees" in said(letter)) == (letter.to_name == "Dorota Nowak")
    assert Message.objects.filter(letter__in=[one.key for one in letters], channel="email").count() == 3


@pytest.mark.provision("WTL-10", "C24-3.6")
def test_the_complainant_and_the_members_are_told_when_the_panel_meets(willow, board, client):
    at_stage_2(willow).then(e.ConsentGiven(on=june(5), to="resident_on_panel"), by=willow.second)
    seats = dict(zip(("seat-senior", "seat-board", "seat-resident"), (one.key for one in board.values()), strict=True))
    answer = fill(client, willow, "panel-convened", willow.second, method="post", practical=PRACTICAL, **seats,
                  **day("meets_on", june(23)))  # fmt: skip
    assert answer.status_code == 302, page(answer)
    letters = {one.to_name: one for one in Letter.objects.filter(kind="panel_meeting")}
    assert set(letters) == {"Rosa Adeyemi", *board}
    assert {name: one.channel for name, one in letters.items()} == {
        "Rosa Adeyemi": "post",
        **dict.fromkeys(board, "email"),
    }
    assert "You may bring somebody with you" in said(letters["Rosa Adeyemi"])
    assert "You agreed that a resident may sit on it." in said(letters["Rosa Adeyemi"])
    assert "Sam Hill" not in said(letters["Rosa Adeyemi"])
    for name in board:
        assert "You have the papers by Tuesday 16 June 2026" in said(letters[name])
        for private in (*POINTS.values(), "Rosa", "Mill Lane"):
            assert private not in said(letters[name])


def test_where_the_complainant_has_no_e_mail_the_way_offered_is_theirs(db, client):
    willow = House("willow-tree", email="")
    at_stage_2_by_post(willow)
    client.force_login(willow.second)
    form = client.get(f"/cases/{willow.reference}/letters/panel-convened").context["form"]
    assert form["method"].value() == "post"
    assert "email" not in dict(form.fields["method"].choices)


def at_stage_2_by_post(willow):
    willow.receive().define().acknowledge(channel="post")
    willow.decide(4).respond(4, channel="post")
    willow.escalate(5)
