"""The pages of the letters of behaviour, safety and redress."""

from __future__ import annotations

import msgspec
import pytest
from django.utils import timezone

from putright.apps.accounts.models import Person
from putright.apps.casework.case import ways
from putright.apps.casework.models import Message, Party
from putright.apps.casework.opened import load
from putright.apps.letters.models import Letter
from putright.core import events as e
from tests.apps.letters.conftest import House, at, june
from tests.apps.letters.telling import day, fill, last, page, said
from tests.core.letters.test_risk_letters import (
    ASKED,
    DAMP,
    HARMED,
    LOOKED,
    REFERRED,
    SHOUTED,
)


@pytest.fixture(autouse=True)
def monday(monkeypatch):
    """Monday 8 June 2026."""
    monkeypatch.setattr(timezone, "now", lambda: at(june(8)))


@pytest.fixture
def sam(willow):
    """Somebody senior, who decides about behaviour."""
    add = Person.objects.add
    return add(willow.landlord, "sam@willow-tree.example", "Sam Hill", roles=["senior_staff"], trained=True)


def begun(house, *happened, **fields):
    house.receive(**fields).define().acknowledge()
    return house.then(*happened) if happened else house


# ---- behaviour ------------------------------------------------------------------------------

INCIDENT = msgspec.structs.replace(SHOUTED, towards=(), witnesses="")


@pytest.mark.provision("WTP-21", "C24-5.14")
def test_a_warning_goes_out_with_what_has_to_stop(willow, sam, client):
    begun(willow, INCIDENT)
    answer = fill(client, willow, "warning-given", method="post", what="Please do not shout.", decided_by=sam.key)
    assert answer.status_code == 302, page(answer)
    letter = Letter.objects.get(kind="warning")
    assert "Please do not shout." in said(letter)
    assert "We go on dealing with it." in said(letter)
    assert "Shouted at Omar Reed." not in said(letter)
    assert '"method":"letter"' in last().data


def restricted(willow, sam):
    return begun(willow, INCIDENT, e.RestrictionSet(
        on=june(5), id="restriction1", what="Calls on Mondays only.", contact="Write at any time.", decided_by=sam.key,
        review_on=june(30), evidence=("b1",), without_warning="", scope="Telephone only.", appeal="Write to the board.",
    ))  # fmt: skip


WHY_LIFTED = "Since April every call has been calm, and the repair is done."
WHY = {"reasons": "On 3 June a colleague was shouted at.", "equality": "You told us of your hearing."}


@pytest.mark.provision("C24-5.14", "C24-5.15")
def test_a_restriction_is_told_by_letter_with_why_until_when_and_how_to_appeal(willow, sam, client):
    restricted(willow, sam)
    answer = fill(client, willow, "restriction-told", method="email", **WHY)
    assert answer.status_code == 302, page(answer)
    letter = Letter.objects.get(kind="restriction")
    for text in ("Calls on Mondays only.", WHY["reasons"], WHY["equality"], "Tuesday 30 June 2026", "You can appeal",
                 "Telephone only.", "Write to the board."):  # fmt: skip
        assert text in said(letter)
    assert last().kind == "restriction_told"


@pytest.mark.provision("C24-5.14")
def test_a_restriction_is_not_told_by_letter_without_its_reasons(willow, sam, client):
    restricted(willow, sam)
    answer = fill(client, willow, "restriction-told", method="email")
    assert answer.status_code == 409
    assert "the reasons" in page(answer)
    assert not Letter.objects.filter(kind="restriction").exists()


@pytest.mark.provision("C24-5.14")
def test_the_letter_about_a_review_is_itself_how_they_are_told(willow, sam, client):
    restricted(willow, sam)
    kept = {"outcome": "lifted", "reason": WHY_LIFTED, "decided_by": sam.key}
    answer = fill(client, willow, "restriction-reviewed", method="post", **kept)
    assert answer.status_code == 302, page(answer)
    assert WHY_LIFTED in said(Letter.objects.get(kind="restriction_review"))
    case = opened(willow)
    assert case.state.restriction is None
    assert case.state.conduct.told == june(8)


def test_a_review_that_is_told_later_is_recorded_without_a_letter(willow, sam, client):
    restricted(willow, sam)
    kept = {"outcome": "lifted", "reason": WHY_LIFTED, "decided_by": sam.key, **day("on", june(8))}
    answer = fill(client, willow, "restriction-reviewed", method="none", **kept)
    assert answer.status_code == 302, page(answer)
    assert opened(willow).state.conduct.told is None
    assert not Letter.objects.filter(kind="restriction_review").exists()


def opened(house):
    from putright.apps.casework.models import Case

    case = Case.objects.get(reference=house.reference)
    case.landlord = house.landlord
    return load(case)


# ---- safety ---------------------------------------------------------------------------------


@pytest.mark.provision("AWL-6", "AWL-15")
def test_the_summary_of_a_hazard_goes_out_with_the_days_of_the_law(willow, client):
    begun(willow, DAMP, LOOKED)
    answer = fill(client, willow, "hazard-summary-sent", id="h1", method="post", what="Mould on two walls.",
                  work="The wall is dried and painted.")  # fmt: skip
    assert answer.status_code == 302, page(answer)
    letter = Letter.objects.get(kind="hazard_summary")
    for text in ("There is a significant hazard", "Mould on two walls.", "The wall is dried", "Wednesday 10 June 2026"):
        assert text in said(letter)
    assert opened(willow).state.safety.hazards["h1"].summary == june(8)


@pytest.fixture
def care(db):
    """A landlord of care, where the duty of candour holds."""
    house = House("housing-plus-group")
    house.brand = "care-plus"
    return house


CANDOUR = {"what": "The rail came loose on 30 May.", "apology": "We are sorry that it did.",
           "inquiries": "An engineer tests every rail by 22 June.", "support": "A nurse visits on Monday."}  # fmt: skip


@pytest.mark.provision("HPG-10", "REG20-5")
def test_the_letter_of_candour_is_a_step_of_its_own(care, client):
    begun(care, HARMED, e.CandourStep(on=june(3), step="in_person", by=care.first.key, to="Rosa", method="visit"))
    answer = fill(client, care, "candour-written", method="post", by=care.first.key, **CANDOUR)
    assert answer.status_code == 302, page(answer)
    letter = Letter.objects.get(kind="candour")
    for text in CANDOUR.values():
        assert text in said(letter)
    assert '"step":"written"' in last().data


@pytest.mark.provision("REG20-4")
def test_a_letter_of_candour_without_an_apology_does_not_go_out(care, client):
    begun(care, HARMED)
    answer = fill(client, care, "candour-written", method="post", by=care.first.key, **{**CANDOUR, "apology": ""})
    assert answer.status_code == 409
    assert "an apology" in page(answer)


def test_the_way_to_each_letter_leads_to_its_page(care, client):
    begun(care, HARMED, DAMP, LOOKED)
    client.force_login(care.first)
    case, safety = (client.get(f"/cases/{care.reference}{room}").content.decode() for room in ("", "/safety"))
    for kind in ("hazard-summary-sent", "candour-written", "findings-shared", "mediation-offered"):
        assert f"/cases/{care.reference}/letters/{kind}" in case
    for kind in ("hazard-summary-sent", "candour-written"):
        assert f"/cases/{care.reference}/letters/{kind}" in safety
    for kind in ("hazard_summary_sent", "restriction_told", "evidence_provided", "panel_convened"):
        assert ways.address(care.reference, kind) == f"/cases/{care.reference}/letters/{kind.replace('_', '-')}"


# ---- redress --------------------------------------------------------------------------------


@pytest.mark.provision("C20-B3.20", "MOD-48")
def test_evidence_goes_to_the_body_as_it_is_reached_today_with_its_reference(willow, client):
    begun(willow, REFERRED, ASKED)
    answer = fill(client, willow, "evidence-provided", id="e1", method="post", what="The repair log\nEvery letter")
    assert answer.status_code == 302, page(answer)
    letter = Letter.objects.get(kind="evidence")
    assert letter.to_name == "Housing Ombudsman Service"
    assert "PR2 0ET" in letter.to_address
    for text in ("HO-2044", "Complaint of Rosa Adeyemi", "The repair log Every letter"):
        assert text in said(letter)
    assert opened(willow).state.evidence["e1"].done == june(8)
    assert Message.objects.get(letter=letter.key).channel == "post"


def test_the_page_begins_with_what_a_file_usually_holds(willow, client):
    begun(willow, REFERRED, ASKED)
    client.force_login(willow.first)
    shown = page(client.get(f"/cases/{willow.reference}/letters/evidence-provided"))
    assert "The complaint as we received it on 1 June 2026" in shown
    assert "Our acknowledgement at stage 1 of 2 June 2026" in shown


def test_evidence_that_went_in_through_their_website_is_recorded_without_a_letter(willow, client):
    begun(willow, REFERRED, ASKED)
    answer = fill(client, willow, "evidence-provided", id="e1", method="none", what="All", **day("on", june(8)))
    assert answer.status_code == 302, page(answer)
    assert not Letter.objects.filter(kind="evidence").exists()
    assert opened(willow).state.evidence["e1"].done == june(8)


def test_what_the_complainant_needs_does_not_shape_a_letter_to_the_ombudsman(willow, client):
    begun(willow, REFERRED, ASKED)
    Party.objects.filter(key="p1").update(adjustments="Large print")
    fill(client, willow, "evidence-provided", id="e1", method="post", what="The repair log")
    assert '"large":true' not in Letter.objects.get(kind="evidence").blocks
