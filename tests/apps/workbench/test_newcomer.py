"""The questions for a newcomer in the pages: answered, saved, changed, and made into a policy."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from putright import data
from putright.apps.accounts.models import Landlord, Person
from putright.apps.workbench import limits
from putright.apps.workbench.drafts import actions, texts
from putright.apps.workbench.drafts.models import Draft
from putright.core import newcomer

PASSWORD = "correct horse battery"
REACHED = {"phone": "01632 960001", "letter": "1 Elm Street, Anytown AB1 2CD", "email": "complaints@elm.example",
           "in_person": "1 Elm Street, Anytown AB1 2CD", "online": "www.elm.example/complaints",
           "social_media": "facebook.com/elmstreethomes"}  # fmt: skip


@pytest.fixture
def landlord(db):
    return Landlord.objects.create(slug="elm", name="Elm Street Homes", pack="model-2024", prefix="ESH",
                                   contacts=REACHED)  # fmt: skip


@pytest.fixture
def ola(landlord):
    return Person.objects.add(landlord, "ola@elm.example", "Ola", PASSWORD, roles=["complaints_officer"])


@pytest.fixture
def signed_in(client, ola):
    client.force_login(ola)
    return client


@pytest.fixture
def draft(signed_in):
    signed_in.post(reverse("workbench_newcomer"))
    return Draft.objects.get()


def address(draft, name):
    return reverse("workbench_newcomer_questions", args=[draft.number, name])


def typed(signed_in, draft, name, **changed):
    """What a browser would post of a page of questions."""
    form = signed_in.get(address(draft, name)).context["form"]
    values = {one: form[one].value() for one in form.fields}
    return {key: value for key, value in {**values, **changed}.items() if value is not None}


def test_it_begins_with_the_models_answers(signed_in, draft):
    assert draft.answers["newcomer"]["name"] == "Elm Street Homes"
    assert data.faults_of(texts.latest(draft).files) == ()
    assert texts.latest(draft).n == 1


@pytest.mark.parametrize("group", [group.id for group in newcomer.GROUPS])
def test_each_page_can_be_saved_as_it_is_and_leads_on(signed_in, draft, group):
    response = signed_in.post(address(draft, group), typed(signed_in, draft, group))
    assert response.status_code == 302
    draft.refresh_from_db()
    assert draft.answers["answered"] == [group]


def test_an_answer_is_kept_and_can_be_changed_later(signed_in, draft):
    signed_in.post(address(draft, "times"), typed(signed_in, draft, "times", stage1_respond="8"))
    signed_in.post(address(draft, "times"), typed(signed_in, draft, "times", stage1_respond="7"))
    draft.refresh_from_db()
    assert draft.answers["newcomer"]["stage1_respond"] == 7
    assert "7 working days" in signed_in.get(reverse("workbench_newcomer_check", args=[draft.number])).text


def test_a_conflict_is_said_at_its_question(signed_in, draft):
    response = signed_in.post(
        address(draft, "times"), typed(signed_in, draft, "times", stage1_respond="12"), follow=True
    )
    assert response.redirect_chain == [(address(draft, "times"), 302)]
    assert "longer than the Code" in response.context["form"].fields["stage1_respond"].help_text
    assert "Go on to the next page all the same" in response.text


def test_what_was_typed_stays_where_it_cannot_be_saved(signed_in, draft):
    response = signed_in.post(
        address(draft, "reached"), typed(signed_in, draft, "reached", phone="01632 960001", colour="#ffff00")
    )
    assert response.status_code == 422
    assert "White text cannot be read on #ffff00" in response.text
    assert "01632 960001" in response.text


@pytest.mark.provision("C24-3.1")
def test_a_way_to_complain_without_its_number_is_refused_at_the_question(signed_in, draft):
    response = signed_in.post(
        address(draft, "reached"), typed(signed_in, draft, "reached", phone=" ", post="2 Elm Street")
    )
    assert response.status_code == 422
    said = "“Telephone” is ticked as a way to complain, but no telephone number is given"
    assert said in response.context["form"].errors["phone"][0]
    assert list(response.context["form"].errors) == ["phone"]
    assert response.context["form"]["post"].value() == "2 Elm Street"
    ways = [one for one in response.context["form"]["channels"].value() if one != "phone"]
    kept = typed(signed_in, draft, "reached", phone="", channels=ways)
    assert signed_in.post(address(draft, "reached"), kept).status_code == 302


def test_no_policy_is_made_with_a_way_that_nobody_could_find(signed_in, draft):
    draft.answers["newcomer"] |= {"phone": "", "social": ""}
    draft.save()
    response = signed_in.post(reverse("workbench_newcomer_check", args=[draft.number]))
    assert response.status_code == 422
    assert response.text.count("“Social media” is ticked as a way to complain, but no page on social media") >= 2
    assert f"{address(draft, 'reached')}#id_phone" in response.text
    assert draft.revisions.count() == 1


def test_what_it_begins_with_promises_no_way_that_nobody_could_find(signed_in, landlord):
    landlord.contacts = {"phone": "01632 960001"}
    landlord.save()
    signed_in.post(reverse("workbench_newcomer"))
    wording = data.read_pack(texts.latest(Draft.objects.get()).files).policy.wording
    assert [one["id"] for one in wording["channels"]] == ["phone", "staff", "survey"]


def test_ways_whose_contact_is_still_to_be_given_are_no_conflict_yet(signed_in, landlord):
    landlord.contacts = {}
    landlord.save()
    signed_in.post(reverse("workbench_newcomer"))
    draft = Draft.objects.get()
    assert not signed_in.get(address(draft, "reached")).context["conflicts"]
    lone = typed(signed_in, draft, "reached", channels=["phone"], phone="01632 960001")
    assert signed_in.post(address(draft, "reached"), lone).status_code == 302
    ((question, _),) = signed_in.get(address(draft, "reached")).context["conflicts"]
    assert question.id == "channels"


def test_two_at_once_lose_nothing(signed_in, draft):
    mine = typed(signed_in, draft, "times", stage1_respond="8")
    signed_in.post(address(draft, "times"), typed(signed_in, draft, "times", stage1_respond="9"))
    response = signed_in.post(address(draft, "times"), mine)
    assert response.status_code == 422
    assert "Somebody has answered this page meanwhile" in response.text
    assert "9 working days" in response.text
    assert response.context["form"]["stage1_respond"].value() == "8"
    again = {one: response.context["form"][one].value() for one in response.context["form"].fields}
    assert signed_in.post(address(draft, "times"), again).status_code == 302
    draft.refresh_from_db()
    assert draft.answers["newcomer"]["stage1_respond"] == 8


def test_the_answers_make_the_policy(signed_in, draft):
    signed_in.post(address(draft, "times"), typed(signed_in, draft, "times", stage1_respond="7"))
    response = signed_in.post(reverse("workbench_newcomer_check", args=[draft.number]), follow=True)
    assert "revision 2 of the draft" in response.text
    assert data.read_pack(texts.latest(draft).files).policy.pack.clocks["stage1.respond"].within == "7 working days"
    read = signed_in.get(reverse("workbench_newcomer_policy", args=[draft.number])).text
    assert "<b>7 <small>working days</small></b>" in read


def test_what_was_changed_by_hand_is_replaced_only_when_said(signed_in, draft, ola):

    files = dict(texts.latest(draft).files)
    actions.save(
        ola, draft, "pack.yaml", files["pack.yaml"].replace("20 working days", "19 working days"), 1, timezone.now()
    )
    check = reverse("workbench_newcomer_check", args=[draft.number])
    response = signed_in.post(check)
    assert response.status_code == 422
    assert "changed by hand" in response.text
    assert signed_in.post(check, {"replace": "on"}).status_code == 302
    assert draft.revisions.count() == 3


def test_a_name_that_is_missing_is_asked_for(signed_in, draft):
    draft.answers["newcomer"]["name"] = ""
    draft.save()
    response = signed_in.post(reverse("workbench_newcomer_check", args=[draft.number]))
    assert response.status_code == 422
    assert "These are not answered yet: What is your organisation called?" in response.text


@pytest.mark.provision("C24-8.1")
def test_the_self_assessment_has_a_first_draft(signed_in, draft):
    response = signed_in.get(reverse("workbench_newcomer_assessment", args=[draft.number]))
    rows = [one for _, rows in response.context["sections"] for one in rows]
    assert len(rows) == len(data.load_form("housing-ombudsman/2024").rows)
    by_key = {one.key: one for one in rows}
    assert by_key["1.2"].answer == "Yes"
    assert "word for word" in response.text
    assert [one.id for one in by_key["1.2"].own] == ["MOD-34"]


def test_a_conflict_speaks_for_a_no_in_the_self_assessment(signed_in, draft):
    signed_in.post(address(draft, "times"), typed(signed_in, draft, "times", stage1_respond="12"))
    signed_in.post(reverse("workbench_newcomer_check", args=[draft.number]))
    response = signed_in.get(reverse("workbench_newcomer_assessment", args=[draft.number]))
    rows = {one.key: one for _, rows in response.context["sections"] for one in rows}
    assert rows["6.3"].answer == "No"


def test_another_landlords_draft_is_not_there(client, draft):
    other = Landlord.objects.create(slug="oak", name="Oak Homes", pack="model-2024", prefix="OAK")
    client.force_login(Person.objects.add(other, "o@oak.example", "Olu", PASSWORD, roles=["complaints_officer"]))
    for name in ("check", "policy", "assessment"):
        assert client.get(reverse(f"workbench_newcomer_{name}", args=[draft.number])).status_code == 404
    assert client.get(address(draft, "times")).status_code == 404


def test_it_is_for_whoever_may_draft(client, landlord):
    client.force_login(Person.objects.add(landlord, "f@elm.example", "Fay", PASSWORD, roles=["front_line"]))
    assert client.get(reverse("workbench_newcomer")).status_code == 403


def test_a_draft_that_is_not_worked_on_keeps_its_answers(signed_in, draft):
    posted = typed(signed_in, draft, "times", stage1_respond="7")
    draft.state = Draft.State.DROPPED
    draft.save()
    response = signed_in.post(address(draft, "times"), posted)
    assert response.status_code == 422
    assert "put away" in response.text


def test_no_more_are_begun_than_may_be_worked_on(signed_in, draft, monkeypatch):
    monkeypatch.setattr(limits, "DRAFTS_AT_ONCE", 1)
    response = signed_in.post(reverse("workbench_newcomer"))
    assert response.status_code == 200
    assert "Put one away first" in response.text
    assert Draft.objects.count() == 1
