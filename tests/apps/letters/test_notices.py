"""The pages of letters that a step of the case sends: with the letter, and without one."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from putright.apps.casework.case import menu
from putright.apps.casework.models import Event, Message, Party
from putright.apps.letters.models import Letter
from putright.apps.letters.writing import actions, told
from putright.apps.letters.writing.drafting import Draft
from putright.core import events as e
from putright.core.letters import blocks
from tests.apps.letters.conftest import House, at, june


@pytest.fixture
def fill(client, monkeypatch):
    """`fill(house, kind, **typed)` opens the page of a letter, fills it in and sends it."""
    monkeypatch.setattr(timezone, "now", lambda: at(june(8)))

    def send(house, kind, who=None, **typed):
        client.force_login(who or house.first)
        path = f"/cases/{house.reference}/letters/{kind}"
        shown = client.get(path)
        assert shown.status_code == 200, shown
        hidden = {name: _hidden(shown, name) for name in ("version", "token")}
        return client.post(path, {**hidden, **typed})

    return send


def _hidden(response, name):
    return re.search(f'name="{name}" value="([^"]*)"', response.content.decode())[1]


def said(letter):
    return " ".join(text for block in blocks.thaw(letter.blocks).blocks for text in blocks.texts(block))


def answered(house):
    """A complaint answered at stage 1, in person."""
    given = {"method": "in_person", "by": house.first.key}
    house.receive().define().then(e.Acknowledged(on=june(2), **given))
    return house.decide().then(e.ResponseSent(on=june(5), **given))


def kinds():
    return list(Event.objects.order_by("n").values_list("kind", flat=True))


DAY_5 = {"on-day": "5", "on-month": "6", "on-year": "2026"}


def day(name, number):
    return {f"{name}-day": str(number), f"{name}-month": "6", f"{name}-year": "2026"}


def test_an_update_goes_out_with_what_was_typed(willow, fill):
    willow.receive().define().acknowledge()
    answer = fill(willow, "update-sent", method="post", what="The roofer came.", next="He comes again.")
    assert answer.status_code == 302, answer.content.decode()
    letter = Letter.objects.get(kind="update")
    assert "The roofer came." in said(letter)
    assert "He comes again." in said(letter)
    assert kinds()[-1] == "update_sent"
    assert Message.objects.get(letter=letter.key).channel == "post"
    assert '"method":"letter"' in Event.objects.order_by("n").last().data


def test_an_update_by_telephone_is_recorded_without_a_letter(willow, fill):
    willow.receive().define().acknowledge()
    given = {**DAY_5, "what": "I rang her."}
    assert fill(willow, "update-sent", method="none", **given).status_code == 422
    assert fill(willow, "update-sent", method="none", reached_by="phone", **given).status_code == 302
    assert not Letter.objects.filter(kind="update").exists()
    assert Event.objects.order_by("n").last().on == june(5)


def test_a_promise_made_in_an_update_stands_in_its_letter(willow, fill):
    willow.receive().define().acknowledge()
    given = {"what": "The roofer came.", "promise": "Ring you when he is done", **day("by", 12)}
    assert fill(willow, "update-sent", method="email", **given).status_code == 302
    assert "Ring you when he is done. By Friday 12 June 2026." in said(Letter.objects.get(kind="update"))
    assert kinds()[-2:] == ["promise_made", "update_sent"]


def test_any_other_letter_keeps_a_promise(willow, fill):
    promised = e.PromiseMade(on=june(3), id="w1", what="Write to you about the scaffold", by=june(9))
    willow.receive().define().then(promised)
    given = {"subject": "The scaffold", "what": "It goes up on Monday.", "keeps": ["w1"]}
    assert fill(willow, "written", method="email", **given).status_code == 302
    letter = Letter.objects.get(kind="letter")
    assert "The scaffold" in said(letter)
    assert "Write to you about the scaffold" not in said(letter)
    assert kinds()[-1] == "contacted"


@pytest.mark.provision("WTP-35")
def test_a_comment_is_answered_by_letter_and_a_complaint_gets_none_here(willow, fill):
    willow.receive()
    given = {"as_": "comment", "choice_offered": "yes", "answer": "We have asked for a price."}
    assert fill(willow, "triaged", method="email", **given).status_code == 302
    assert "We have asked for a price." in said(Letter.objects.get(kind="receipt"))
    given = {"as_": "complaint", "choice_offered": "yes", "choice": "complaint"}
    assert fill(willow, "triaged", method="email", **given).status_code == 302
    assert Letter.objects.count() == 1
    assert kinds()[-2:] == ["triaged", "triaged"]


@pytest.mark.provision("WTP-35", "WTP-17", "C24-1.6")
def test_the_answer_to_a_survey_goes_out_and_says_how_to_complain(willow, fill):
    willow.receive().then(e.Triaged(on=june(2), as_="survey_feedback"))
    assert fill(willow, "feedback-answered", method="email", what="The lamps are changed.").status_code == 302
    letter = Letter.objects.get(kind="answer")
    assert "The lamps are changed." in said(letter)
    assert "You can make it one" in said(letter)
    assert kinds()[-1] == "feedback_answered"


def test_an_answer_given_on_the_telephone_is_kept_without_a_letter(willow, fill):
    willow.receive().then(e.Triaged(on=june(2), as_="comment"))
    given = {"what": "We dim the lamps.", "reached_by": "phone", **DAY_5}
    assert fill(willow, "feedback-answered", method="none", **given).status_code == 302
    assert not Letter.objects.filter(kind="answer").exists()
    assert kinds()[-1] == "feedback_answered"


def test_what_goes_elsewhere_is_told_in_its_letter(willow, fill):
    willow.receive().define().acknowledge()
    given = {"procedure": "data_protection", "what": "A letter was shown to a neighbour.", **day("received", 3)}
    assert fill(willow, "procedure-opened", method="post", **given).status_code == 302
    letter = Letter.objects.get(kind="other_procedure")
    assert "A letter was shown to a neighbour." in said(letter)
    assert letter.event.kind == "procedure_step"
    assert kinds()[-2:] == ["procedure_opened", "procedure_step"]


def test_what_goes_elsewhere_may_be_told_later(willow, fill):
    willow.receive().define().acknowledge()
    given = {"procedure": "insurance", "what": "The carpet.", **day("received", 3), **DAY_5, "told": "no"}
    assert fill(willow, "procedure-opened", method="none", **given).status_code == 302
    assert kinds()[-1] == "procedure_opened"
    assert not Letter.objects.filter(kind="other_procedure").exists()
    assert fill(willow, "procedure-step", method="email", id="o1", step="told").status_code == 302
    assert "The carpet." in said(Letter.objects.get(kind="other_procedure"))


@pytest.mark.provision("WTL-02", "THT-03", "THT-13")
@pytest.mark.parametrize(("page", "kind", "sends", "not_"), [
    ("policy-copy", "policy_copy", "given", "requested"),
    ("own-account-requested", "own_account", "requested", "given"),
])  # fmt: skip
def test_a_copy_and_an_own_account_have_a_letter_where_one_goes(house, fill, page, kind, sends, not_):
    house.receive().define()
    assert fill(house, page, method="post", what=not_).status_code == 302
    assert not Letter.objects.filter(kind=kind).exists()
    assert fill(house, page, method="post", what=sends).status_code == 302
    assert Letter.objects.filter(kind=kind).count() == 1


def test_a_moved_remedy_is_told_by_letter(willow, fill):
    answered(willow)
    given = {
        "id": "r1",
        **day("by", 29),
        "reason": "The slates come a week late, and the roofer cannot begin without them.",
        "agreed": "yes",
    }
    assert fill(willow, "remedy-revised", method="email", **given).status_code == 302
    assert "It will be done by Monday 29 June 2026." in said(Letter.objects.get(kind="new_date"))


@pytest.mark.provision("THT-18")
def test_closing_tells_them_what_is_still_followed(house, fill):
    answered(house).then(e.ComplainantSatisfied(on=june(8), evidence="She wrote."))
    answer = fill(house, "closed", method="email", evidence="Closed after her note.")
    assert answer.status_code == 302, answer.content.decode()
    letter = Letter.objects.get(kind="closing")
    assert "You told us that you are satisfied." in said(letter)
    assert "Mend the roof" in said(letter)
    assert "Closed after her note." not in said(letter)


def test_a_complaint_is_closed_without_a_letter_where_they_know(willow, fill):
    willow.receive().define().then(e.Withdrawn(on=june(5), evidence="She rang."))
    assert fill(willow, "closed", method="none", evidence="", **day("on", 8)).status_code == 302
    assert not Letter.objects.filter(kind="closing").exists()
    assert kinds()[-1] == "closed"


def test_a_survey_and_a_reopening_go_out(willow, fill):
    willow.receive().define().then(e.Withdrawn(on=june(5), evidence="She rang."), e.Closed(on=june(5)))
    assert fill(willow, "survey-sent", method="email").status_code == 302
    assert "Were you treated fairly" in said(Letter.objects.get(kind="survey"))
    assert fill(willow, "reopened", method="email", evidence="She wrote again.").status_code == 302
    assert "She wrote again." in said(Letter.objects.get(kind="reopening"))


@pytest.mark.provision("HPG-22")
def test_who_is_passed_to_the_right_landlord_hears_of_it(db, fill):
    house = House("housing-plus-group").receive().define()
    assert fill(house, "redirected", method="email", brand="homes-plus").status_code == 302
    letter = Letter.objects.get(kind="redirection")
    assert "Your complaint is now with Homes Plus" in said(letter)
    assert "counts from Monday 1 June 2026" in said(letter)


def test_every_page_of_a_letter_is_in_the_menu_and_every_letter_in_the_menu_has_a_page():
    assert set(told.LINES) == set(menu.NOTICES)
    assert set(told.PAGES) <= set(menu.LETTERS)


def test_one_event_may_send_a_letter_to_each_of_several(willow):
    willow.receive().define().acknowledge()
    sam = Party(key="p2", role=Party.As.REPRESENTATIVE, name="Sam Hill", email="sam@mail.example")
    update = e.UpdateSent(on=june(8), method="email", what="The roofer came.")
    each = [Draft(to, "email", {"next": "He comes again."}) for to in (willow.rosa, sam)]
    actions.issue(willow.first, willow.reference, [update], each, at=at(june(8)))
    letters = Letter.objects.filter(kind="update")
    assert {one.to_name for one in letters} == {"Rosa Adeyemi", "Sam Hill"}
    assert len({one.event_id for one in letters}) == 1
    assert {m.to for m in Message.objects.filter(kind="update_sent")} == {"rosa@mail.example", "sam@mail.example"}


def test_where_nobody_can_be_written_to_only_the_step_is_recorded(willow, fill, client):
    willow.rosa.name = willow.rosa.email = willow.rosa.address = ""
    willow.receive(from_="anonymous").define()
    answer = fill(willow, "update-sent", what="Put a note through every door.", method="none", reached_by="letter",
                  **day("on", 8))  # fmt: skip
    assert answer.status_code == 302
    page = client.get(f"/cases/{willow.reference}/letters/update-sent").content.decode()
    assert "No letter goes out." in page
    assert "Hand it over in person" not in page
