"""Unreasonable behaviour: from an incident to a restriction that is reviewed, appealed and lifted."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest

from putright.apps.casework.case import ways
from tests.apps.case import stories as s
from tests.apps.case.test_steps import opened, take, typed

REVIEW = date(2026, 7, 1)
RESTRICTION = {
    "what": "Letters only", "contact": "By post to the office", "evidence": ["b1"], "equality_considered": True,
    "equality": "She has no disability known to us", "review_on": REVIEW,
}  # fmt: skip


def page_of(desk, address):
    return " ".join(unescape(desk.get(address).content.decode()).split())


@pytest.mark.provision("C20-B4.14", "WTP-21")
def test_an_incident_says_what_when_who_was_there_and_towards_whom(desk, world):
    reference = s.told(world)
    take(desk, world, reference, "representative_authorised", who="Dayo Adeyemi")
    target = world.who["senior_staff"].key
    found = take(desk, world, reference, "behaviour_recorded", what="He swore", about="p2", towards=[target],
                 witnesses="The caretaker", evidence="The recording")  # fmt: skip
    assert (found.id, found.about, found.towards) == ("b1", "p2", (target,))
    page = page_of(desk, f"/cases/{reference}/behaviour")
    for text in ("Dayo Adeyemi", "He swore", "The caretaker", "The recording"):
        assert text in page


@pytest.mark.provision("C24-5.14", "C20-B4.14")
def test_who_was_the_target_is_offered_no_decision(desk, world):
    target = world.who["senior_staff"].key
    reference = s.told(world, s.event("behaviour_recorded", id="b1", what="Abuse", towards=[target]))
    for step in ("warning_given", "restriction_set"):
        offered = desk.get(f"/cases/{reference}/{step}").context["form"].fields["decided_by"].choices
        assert target not in [key for key, _ in offered]
    warned = take(desk, world, reference, "warning_given", what="Stop", method="letter",
                  decided_by=world.who["ceo"].key)  # fmt: skip
    assert warned.decided_by == world.who["ceo"].key


@pytest.mark.provision("C20-B4.15", "C24-5.14", "C24-5.15", "WTP-21", "MOD-33")
def test_a_restriction_needs_its_incidents_its_reasons_its_review_and_regard_to_equality(desk, world):
    reference = s.told(world, s.event("behaviour_recorded", id="b1", what="Abuse"))
    address = f"/cases/{reference}/restriction_set"
    answer = desk.post(address, typed(desk.get(address), what="Letters only", decided_by=world.who["ceo"].key))
    assert answer.status_code == 422
    wanted = {"contact", "evidence", "without_warning", "equality_considered", "equality", "review_on"}
    assert set(answer.context["form"].errors) == wanted
    found = take(desk, world, reference, "restriction_set", **RESTRICTION, without_warning="He came with a knife",
                 decided_by=world.who["ceo"].key, scope="Visits and calls", appeal="Write to the board")  # fmt: skip
    assert (found.evidence, found.contact, found.review_on) == (("b1",), "By post to the office", REVIEW)
    page = page_of(desk, f"/cases/{reference}/behaviour")
    assert "Visits and calls" in page
    assert "Write to the board" in page


def test_only_those_the_policy_names_are_offered(desk, world):
    reference = s.told(world, s.event("behaviour_recorded", id="b1", what="Abuse"))
    form = desk.get(f"/cases/{reference}/restriction_set").context["form"]
    roles = {opened(world, reference).people[key].roles for key, _ in form.fields["decided_by"].choices}
    assert roles == {frozenset([role]) for role in ("senior_staff", "operations_director", "ceo")}


@pytest.mark.provision("C24-5.15", "WTP-21")
def test_the_page_says_what_no_restriction_stops_and_nothing_is_stopped(desk, world):
    assigned = s.event("assigned", to=world.handler.key)
    reference = s.told(world, assigned, *s.restricted(world), flags=["safeguarding"])
    page = page_of(desk, f"/cases/{reference}/behaviour")
    for text in ("A new complaint", "A report about safety", "updates and answers owed", "Housing Ombudsman Service"):
        assert text in page
    case = page_of(desk, f"/cases/{reference}")
    assert "Contact is restricted: Letters only. New complaints, safety reports, updates" in case
    for step in ("contacted", "update_sent", "safety_alerted", "issue_raised", "ombudsman_referred"):
        assert ways.address(reference, step) in case
    assert desk.get("/log").status_code == 200


@pytest.mark.provision("C24-5.14", "THT-26")
def test_it_is_told_in_writing_reviewed_appealed_and_lifted_by_somebody_else(desk, world):
    reference = s.told(world, *s.restricted(world))
    address = f"/cases/{reference}/behaviour"
    letter = f'href="/cases/{reference}/letters/restriction-told"'
    assert f'Not yet. <a class="govuk-link" {letter}>Write to them' in page_of(desk, address)
    take(desk, world, reference, "restriction_told", method="letter")
    assert letter not in page_of(desk, address)
    take(desk, world, reference, "restriction_reviewed", outcome="changed", reason="Calmer", what="One call a week",
         decided_by=world.who["ceo"].key, review_on=date(2026, 10, 1))  # fmt: skip
    assert "One call a week" in page_of(desk, address)
    take(desk, world, reference, "restriction_appealed", text="I need to telephone")
    review = next(duty for duty in opened(world, reference).duties if duty.name == "review:restriction")
    assert review.due == date(2026, 4, 30)
    form = desk.get(f"/cases/{reference}/restriction_reviewed").context["form"]
    assert world.who["ceo"].key not in [key for key, _ in form.fields["decided_by"].choices]
    take(desk, world, reference, "restriction_reviewed", outcome="lifted", reason="Not needed now",
         decided_by=world.who["operations_director"].key)  # fmt: skip
    assert f'lifted on 16 April 2026. <a class="govuk-link" {letter}>Tell them so in writing' in page_of(desk, address)
    assert opened(world, reference).state.restriction is None


def test_a_review_that_keeps_it_without_a_next_date_is_refused_and_keeps_what_was_typed(desk, world):
    reference = s.told(world, *s.restricted(world))
    address = f"/cases/{reference}/restriction_reviewed"
    data = typed(desk.get(address), outcome="kept", reason="It goes on", decided_by=world.who["ceo"].key)
    answer = desk.post(address, data)
    assert answer.status_code == 409
    page = unescape(answer.content.decode())
    assert "A restriction that stays needs the date of its next review (C24-5.14)." in page
    assert "It goes on" in page


def test_the_room_is_listed_only_where_there_is_something(desk, world):
    reference = s.told(world)
    assert f"/cases/{reference}/behaviour" not in page_of(desk, f"/cases/{reference}").replace("behaviour_recorded", "")
    restricted = s.told(world, *s.restricted(world))
    assert f'/cases/{restricted}/behaviour"' in page_of(desk, f"/cases/{restricted}")


@pytest.mark.provision("THT-26")
@pytest.mark.parametrize("world", ["taunton-heritage-trust"], indirect=True)
def test_closing_for_behaviour_is_not_for_its_target(client, world):
    chief = world.who["chief_officer"]
    client.force_login(chief)
    incident = s.event("behaviour_recorded", id="b1", what="Threats", towards=[chief.key])
    reference = s.told(world, incident, by=chief)
    address = f"/cases/{reference}/closed"
    choices = client.get(address).context["form"].fields["decided_by"].choices
    assert {key for key, _ in choices} == {"", *(world.who[role].key for role in (
        "chair", "chair_2", "trustee", "trustee_2", "chief_officer_2"))}  # fmt: skip
