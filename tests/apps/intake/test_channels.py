"""Each way in with the facts its source asks for: they are kept, shown on the case, and taken only with their way."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from putright.apps.casework import log
from putright.apps.casework.models import Case, Duty
from tests.apps import cases
from tests.apps.intake.conftest import TYPED, token_of

MONDAY = date(2026, 3, 30)


def opened():
    case = Case.objects.latest("id")
    with log.open(case.landlord, case.reference, for_update=False) as found:
        return found


def day(name: str, on: date) -> dict[str, str]:
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


@pytest.fixture
def write(client, real):
    """`write(pack, **typed)`: somebody at the desk of a landlord that runs a shipped policy logs a complaint."""

    def fill(pack, role="front_line", **typed):
        person = real(pack, role)
        client.force_login(person)
        brands = person.landlord.pack == "housing-plus-group"
        who = "resident" if pack == "taunton-heritage-trust" else "tenant"
        data = {
            **TYPED,
            "brand": "wrekin" if brands else "",
            "from_": who,
            "token": token_of(client.get("/log")),
            **typed,
        }
        response = client.post("/log", data)
        assert response.status_code == 302, response.context["form"].errors
        return person

    return fill


@pytest.mark.provision("HSP-21", "HPG-03", "C20-B2.2")
@pytest.mark.parametrize("pack", ["housing-services", "housing-plus-group", "taunton-heritage-trust"])
def test_social_media_with_who_they_are_and_who_could_read_it(write, client, pack):
    write(pack, channel="social_media", public="public", post="https://social.example/p/7", identity="on")
    first = opened().events[0]
    assert (first.public, first.where) == (True, "https://social.example/p/7")
    case = reverse("case", args=[opened().case.reference])
    assert "asked who they are and have not shown it" in client.get(case).content.decode()
    cases.append(opened(), cases.event("identity_checked", what="given"))
    assert "have not shown it" not in client.get(case).content.decode()
    page = client.get(reverse("logged", args=[opened().case.reference])).content.decode()
    assert "Answer them in a private message" in page


@pytest.mark.provision("HSP-21")
def test_a_private_message_is_told_from_a_public_post_on_the_case(write, client):
    write("housing-services", "senior_manager", channel="social_media", public="private")
    page = client.get(reverse("case", args=[opened().case.reference])).content.decode()
    assert "A private message." in page
    assert "check the person’s identity" in page or "check the person&#x27;s identity" in page


def test_a_letter_has_its_own_date_beside_the_day_it_came(write):
    write("housing-services", channel="letter", **day("dated", date(2026, 3, 24)))
    assert opened().events[0].dated == date(2026, 3, 24)
    assert opened().state.received == MONDAY


def test_no_letter_is_dated_after_it_came(form):
    response = form(channel="letter", **day("dated", date(2026, 3, 31)))
    assert response.status_code == 422
    assert "dated" in response.context["form"].errors
    assert TYPED["text"] in response.content.decode()
    assert not Case.objects.exists()


def test_facts_of_a_way_that_was_not_chosen_are_left_out(form):
    form(channel="phone", public="public", post="x", score="1", identity="on", **day("dated", date(2026, 3, 24)))
    first = opened().events[0]
    assert (first.public, first.where, first.score, first.dated) == (None, "", "", None)
    assert "identity_checked" not in opened().state.seen


@pytest.mark.provision("WTL-05")
def test_in_person_says_where_and_to_whom_and_a_colleague_is_named(form, people):
    form(channel="in_person", place="At the office, to Flo")
    assert opened().events[0].where == "At the office, to Flo"
    form(channel="staff", told_to=people.ben.key, name="Sam Poole", phone="", email="", postcode="", address="")
    assert opened().events[0].told_to == people.ben.key


@pytest.mark.provision("WTP-17", "C24-1.6")
def test_a_low_answer_in_a_survey_is_offered_the_choice(write):
    write("willow-tree", channel="survey", score="1 of 5, for repairs", said="declined")
    found = opened()
    assert found.events[0].score == "1 of 5, for repairs"
    assert (found.case.kind, found.state.entry.offered) == ("survey_feedback", True)
    assert Duty.objects.get(case=found.case, name="answer").done_on is None


@pytest.mark.provision("THT-28")
def test_a_written_account_is_asked_for_where_the_policy_does(write, client):
    write("taunton-heritage-trust", own_account="requested")
    assert "own_account_requested" in opened().state.seen


def test_it_is_not_asked_for_where_the_policy_does_not(client, real):
    client.force_login(real("housing-services"))
    assert 'name="own_account"' not in client.get("/log").content.decode()


@pytest.mark.provision("THT-42")
@pytest.mark.parametrize("sender", ["charity-commission", "housing-ombudsman", "regulator-of-social-housing"])
def test_what_a_regulator_passes_on_is_logged_as_theirs_with_its_date_and_answered(write, client, sender):
    write(
        "taunton-heritage-trust", "chief_officer", channel="letter", sender=sender, their_reference="CC/77",
        **day("sent_on", date(2026, 3, 23)), **day("answer_by", date(2026, 4, 13)),
    )  # fmt: skip
    first = opened().events[0]
    assert (first.sender, first.their_reference, first.dated) == (sender, "CC/77", date(2026, 3, 23))
    assert Duty.objects.get(name="evidence:1").due == date(2026, 4, 13)
    page = client.get(reverse("case", args=[opened().case.reference])).content.decode()
    assert "who call it CC/77" in page
    assert "dated 23 March 2026" in page


def test_who_passed_it_on_is_named_where_anything_of_it_is_filled_in(form):
    response = form(their_reference="CC/77")
    assert response.status_code == 422
    assert "Choose who passed it on." in response.content.decode()


def test_who_passed_it_on_stays_folded_up_where_nothing_of_it_is_filled_in(form):
    empty = {f"{name}-{part}": "" for name in ("sent_on", "answer_by") for part in ("day", "month", "year")}
    assert not form(look="1", **empty).context["form"].has_sender()
    assert form(look="1", **empty | {"sent_on-day": "4"}).context["form"].has_sender()


@pytest.mark.provision("WTL-03")
def test_what_it_is_about_comes_from_the_landlords_own_list(write, client):
    write("willow-tree", "complaints_officer", categories=["late", "contractor_conduct"])
    assert opened().events[0].categories == ("late", "contractor_conduct")
    page = client.get(reverse("case", args=[opened().case.reference])).content.decode()
    assert "A service that came late" in page


@pytest.mark.provision("HPG-22")
def test_a_complaint_passed_to_the_right_landlord_shows_the_move_and_keeps_its_clock(write, client):
    officer = write("housing-plus-group", "customer_advocacy_officer")
    moved = cases.event("redirected", brand="homes-plus")
    before = Duty.objects.get(name="stage1.acknowledge").due
    cases.append(opened(), moved)
    client.force_login(officer)
    page = client.get(reverse("case", args=[opened().case.reference])).content.decode()
    assert "Its time still counts from 30 March 2026." in page
    assert Duty.objects.get(name="stage1.acknowledge").due == before
