"""Telling something on a landlord's pages: one question a page, saved as it goes, sent once."""

from __future__ import annotations

from datetime import date

import pytest
from django.core import mail as outbox

from putright.apps.accounts.models import Person
from putright.apps.casework.models import Case
from putright.apps.casework.opened import load
from putright.apps.portal import mail
from putright.core.warnings import warnings
from tests.apps.portal.conftest import NOW, landlord_of

ME = {
    "who": {"for_whom": "me"},
    "safety": {},
    "relation": {"relation": "tenant"},
    "happened": {"text": "The roof leaks into the bedroom."},
    "when": {"occurred-day": "2", "occurred-month": "11", "occurred-year": "2026", "ongoing": "yes"},
    "concerns": {},
    "about": {"about_staff": "no"},
    "wishes": {"wish_1": "Mend the roof", "wish_2": "Say sorry"},
    "loss": {"loss": "£40 on buckets"},
    "files": {},
    "name": {"your_name": "Rosa Adeyemi"},
    "home": {"address": "12 Mill Lane, Shifnal", "postcode": "tf118ab"},
    "reach": {"contact": "email", "email": "rosa@mail.example"},
    "needs": {"needs": ["Large print"], "language": ""},
}
ROOT = "/r/willow-tree/"


def begin(client, door="complaint", root=ROOT):
    begun = client.post(f"{root}tell/{door}")
    assert begun.status_code == 302, begun.text
    return begun["Location"]


def answer(client, where, answers):
    """Answers question after question as the pages lead; gives the address after the last."""
    asked = []
    while "form/check" not in where:
        name = where.rstrip("/").rpartition("/")[2]
        asked.append(name)
        assert client.get(where).status_code == 200, where
        answered = client.post(where, answers[name])
        assert answered.status_code == 302, (name, answered.text)
        where = answered["Location"]
    assert asked == list(answers)
    return where


def send(client, where, **more):
    page = client.get(where)
    assert page.status_code == 200
    assert "Not answered yet" not in page.text
    return client.post(where, more)


def tell(client, answers, door="complaint", root=ROOT, **more):
    """All of it; gives the page shown at the end."""
    sent = send(client, answer(client, begin(client, door, root), answers), **more)
    assert sent["Location"] == f"{root}form/sent"
    return client.get(sent["Location"])


@pytest.mark.provision("HPG-03", "MOD-07", "WTP-09", "C20-B2.1", "C24-3.1")
def test_a_complaint_is_told_question_by_question(client, willow):
    page = tell(client, ME)
    case = Case.objects.get()
    state = load(case).state
    assert case.reference in page.text
    assert (state.channel, state.source, state.status) == ("online", "tenant", "open")
    assert load(case).events[0].occurred == date(2026, 11, 2)
    assert load(case).events[0].outcomes == ("Mend the roof", "Say sorry")
    party = case.parties.get()
    assert (party.name, party.postcode, party.email) == ("Rosa Adeyemi", "TF11 8AB", "rosa@mail.example")
    assert "Large print" in party.adjustments
    assert load(case).events[0].loss == "£40 on buckets"


# ---- who complains -----------------------------------------------------------------------------


def other(**more):
    told = {
        **ME, "who": {"for_whom": "other"}, "name": {"your_name": "Ida Cole", "your_part": "daughter"},
        "authority": {"authority": "agreed"}, "them": {"their_name": "Rosa Adeyemi", "their_phone": "01952 111111"},
        "reach": {"contact": "phone", "phone": "07700 900123"},
    }  # fmt: skip
    order = [*list(ME)[:3], "authority", *list(ME)[3:11], "them", *list(ME)[11:]]
    return {name: (told | more)[name] for name in order}


@pytest.mark.provision("HPG-09", "WTP-13", "C24-1.3")
def test_nobody_is_authorised_by_saying_so(client, willow):
    page = tell(client, other())
    opened = load(Case.objects.get())
    assert opened.state.representative is None
    assert "Nobody has checked that yet" in opened.events[0].text
    assert "Ida Cole, daughter, for Rosa Adeyemi" in opened.events[0].text
    parties = {party.key: (party.role, party.name) for party in opened.case.parties.all()}
    assert parties == {"p1": ("complainant", "Rosa Adeyemi"), "p2": ("representative", "Ida Cole")}
    assert "as soon as we know that you may act for them" in page.text
    assert "authority_unrecorded" in {one.name for one in warnings(opened.judged, NOW.date())}


def test_the_e_mail_to_whoever_acts_for_them_says_from_when_the_code_opens_it(client, willow):
    reach = {"contact": "email", "phone": "", "email": "ida@mail.example"}
    tell(client, other(reach=reach), copy="on")
    assert mail.send_once(NOW)
    assert "As soon as we know that you may act for them, follow it here" in outbox.outbox[0].body


def test_a_complaint_of_ones_own_asks_for_no_authority(client, willow):
    tell(client, ME)
    opened = load(Case.objects.get())
    assert opened.events[0].brought_by is None
    assert "authority_unrecorded" not in {one.name for one in warnings(opened.judged, NOW.date())}


def test_a_right_in_law_needs_its_name(client, willow):
    where = begin(client)
    told = other(authority={"authority": "law"})
    for name in list(told)[:3]:
        where = client.post(where, told[name])["Location"]
    refused = client.post(where, {"authority": "law"})
    assert refused.status_code == 422
    assert "Fill in what lets you act for them in law" in refused.text
    assert client.post(where, {"authority": "law", "legal_basis": "Deputyship"}).status_code == 302


def test_a_member_of_parliament_complains_for_somebody(client, willow):
    tell(client, other(who={"for_whom": "elected"}, name={"your_name": "A Member", "your_part": "MP for Somewhere"}))
    first = load(Case.objects.get()).events[0]
    assert first.from_ == "tenant"
    assert "They asked me to" in first.text


def test_a_group_names_its_members_and_who_speaks(client, willow):
    told = {**ME, "who": {"for_whom": "group"}}
    told["members"] = {"member_1": "Ben Frost", "member_1_reach": "ben@mail.example", "member_3": "Cy Dee",
                       "member_3_reach": "9 Mill Lane, tf118ab, 07700 900456"}  # fmt: skip
    told["speaks"] = {"speaks": "0"}
    told["needs"] = told.pop("needs")
    tell(client, told)
    opened = load(Case.objects.get())
    members = opened.state.together.members
    assert {key: (one.who, one.agreed) for key, one in members.items()} == {
        "p3": ("Ben Frost", False), "p4": ("Cy Dee", False)}  # fmt: skip
    assert opened.state.together.spokesperson == ""  # nobody is spoken for before they agreed
    found = {one.key: (one.email, one.phone, one.address, one.postcode) for one in opened.case.parties.all()}
    assert found["p3"] == ("ben@mail.example", "", "", "")
    assert found["p4"] == ("", "07700 900456", "9 Mill Lane", "TF11 8AB")
    assert "To speak for them: Rosa Adeyemi, as Rosa Adeyemi says" in opened.events[0].text


def test_more_members_fit_than_are_shown_at_first(client, willow):
    where = begin(client)
    client.post(where, {"for_whom": "group"})
    members = f"{ROOT}form/members"
    more = client.post(members, {"member_1": "Ben", "wish": "more"})
    assert more.status_code == 200
    assert 'name="member_7"' in more.text
    assert 'value="Ben"' in more.text


@pytest.mark.provision("HPG-11")
def test_whoever_gives_no_name_is_asked_for_none(client, group):
    root = "/r/housing-plus-group/at/wrekin/"
    told = {name: ME[name] for name in ME if name not in ("relation", "name", "home")}
    told |= {"who": {"for_whom": "anonymous"}, "reach": {}}
    page = tell(client, told, root=root)
    opened = load(Case.objects.get())
    assert opened.state.anonymous
    assert opened.events[0].brand == "wrekin"
    assert opened.case.parties.get().name == ""
    assert "Wrekin" in page.text
    assert "it cannot be followed here" in page.text
    assert "We look into it as far as we can" in page.text
    assert "by the day above" not in page.text  # no acknowledgement is owed to nobody, so no day stands above


# ---- what is said ------------------------------------------------------------------------------


def test_a_danger_becomes_a_flag_and_the_page_says_whom_to_ring(client, willow):
    page = tell(client, ME | {"safety": {"flags": ["safeguarding"], "harmed": "My mother"}})
    first = load(Case.objects.get()).events[0]
    assert first.flags == ("safeguarding",)
    assert "Who may be harmed, and by what: My mother" in first.text
    assert "999" in page.text


@pytest.mark.parametrize("harmed", ["My mother, her ceiling is coming down", "أمي"])
def test_a_danger_that_is_only_written_is_a_flag_as_well(client, willow, harmed):
    tell(client, ME | {"safety": {"harmed": harmed}})
    assert load(Case.objects.get()).events[0].flags == ("high_risk",)


@pytest.mark.parametrize("harmed", ["", "No.", "n/a", "Nobody"])
def test_who_writes_that_there_is_no_danger_raises_no_alarm(client, willow, harmed):
    tell(client, ME | {"safety": {"harmed": harmed}})
    assert load(Case.objects.get()).events[0].flags == ()


def test_what_can_be_added_on_a_later_page_has_a_later_page(client, willow):
    asked = list(other())
    assert asked.index("authority") < asked.index("files")
    tell(client, other())


def test_nothing_is_asked_that_cannot_be_answered(client, db):
    """The offer of a copy of the policy is a question on the telephone; on a page it says what to do."""
    landlord_of("taunton-heritage-trust", "trust")
    told = ME | {"relation": {"relation": "resident"}}
    page = tell(client, told, root="/r/trust/")
    assert "Would you like a copy" not in page.text
    assert "If you would like a copy of our complaints policy, ask any of us." in page.text
    assert "Received on Monday 23 November 2026" in page.text


def test_a_number_can_be_rung_from_the_page(client, willow):
    landlord_of("taunton-heritage-trust", "trust")
    for root, number in ((ROOT, "01934750780"), ("/r/trust/", "07458021593")):
        assert f'href="tel:{number}"' in client.get(f"{root}tell/complaint").text


def test_languages_are_named_without_how_they_are_made(client, willow):
    begin(client)
    assert "by hand" not in client.get(f"{ROOT}form/needs").text


def test_what_is_going_on_still_is_a_fact(client, willow):
    tell(client, ME)
    assert [event.fact for event in load(Case.objects.get()).events if event.kind == "fact_recorded"] == ["ongoing"]


def test_somebody_named_in_full_cannot_see_it_and_the_page_does_not_say_so(client, willow):
    person = Person.objects.add(willow, "gus@test.example", "Gus Fenwick", roles=["manager"])
    shown = []
    for staff in ("The plumber, Gus Fenwick I think", "Nobody Atall"):
        about = {"about_staff": "yes", "staff": staff}
        page = tell(client, ME | {"about": about})
        shown.append(page.text.replace(Case.objects.order_by("-pk")[0].reference, ""))
    first, second = Case.objects.order_by("pk")
    assert load(first).state.about == (person.key,)
    assert not first.is_visible_to(person)
    assert load(second).state.about == ()
    assert "Gus" not in shown[0]
    assert "cannot see it" not in shown[0]


def test_a_day_to_come_is_refused_with_what_was_typed(client, willow):
    where = begin(client)
    client.post(where, ME["who"])
    when = f"{ROOT}form/when"
    wrong = client.post(f"{ROOT}form/reach", {"email": "nonsense"})
    assert "“E-mail address” must be an e-mail address" in wrong.text
    short = client.post(when, {"occurred-day": "2", "occurred-month": "11", "occurred-year": "26"})
    assert "learnt of it” must have 4 digits" in short.text
    wrong = client.post(when, {"occurred-day": "2", "occurred-month": "11", "occurred-year": "2027"})
    assert wrong.status_code == 422
    assert "still to come" in wrong.text
    assert 'value="2027"' in wrong.text
    assert 'value="2027"' in client.get(when).text


# ---- the other doors ---------------------------------------------------------------------------

DOORS = {
    "comment": {"relation": {"relation": "neighbour"}, "happened": {"text": "The hedge is fine"}, "name": {},
                "reach": {}},
    "compliment": {"relation": {"relation": "tenant"}, "happened": {"text": "Lovely"}, "praised": {"praised": "Ann"},
                   "name": {}, "reach": {}},
    "suggestion": {"relation": {"relation": "tenant"}, "happened": {"text": "A bench"}, "files": {}, "name": {},
                   "reach": {}},
    "petition": {"relation": {"relation": "tenant"}, "happened": {"text": "A crossing"}, "files": {},
                 "name": {"your_name": "Rosa"}, "reach": {"phone": "01952 111111"}},
    "service_request": {"unhappy": {"unhappy": "new"}, "safety": {}, "relation": {"relation": "tenant"},
                        "happened": {"text": "A tap drips"}, "files": {}, "name": {"your_name": "Rosa"},
                        "home": ME["home"], "reach": {"phone": "01952 111111"}, "needs": {}},
    "policy_request": {"relation": {"relation": "tenant"}, "name": {"your_name": "Rosa"}, "home": ME["home"],
                       "reach": {}, "needs": {"needs": ["Large print"]}},
}  # fmt: skip


@pytest.mark.parametrize("door", DOORS)
def test_each_other_door_opens_a_case_of_its_kind(client, willow, door):
    page = tell(client, DOORS[door], door)
    case = Case.objects.get()
    assert (load(case).state.triaged, load(case).state.status, case.kind) == (door, "not_a_complaint", door)
    assert case.reference in page.text


@pytest.mark.provision("C20-B1.3", "C24-1.4")
def test_whoever_is_unhappy_with_a_request_is_offered_to_complain(client, willow):
    where = begin(client, "service_request")
    assert "I would rather complain" in client.get(where).text
    first = client.post(where, {"unhappy": "complain"})["Location"]
    tell_on = answer(client, first, ME)
    send(client, tell_on)
    assert load(Case.objects.get()).state.status == "open"


def test_a_request_says_that_the_choice_was_offered(client, willow):
    tell(client, DOORS["service_request"], "service_request")
    triaged = next(event for event in load(Case.objects.get()).events if event.kind == "triaged")
    assert (triaged.choice_offered, triaged.choice) == (True, "service_request")


def test_there_is_no_door_of_another_name(client, willow, group):
    assert client.get(f"{ROOT}tell/elsewhere").status_code == 404
    assert client.get("/r/housing-plus-group/tell/elsewhere").status_code == 404
