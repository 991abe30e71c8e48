"""After the final response: each body, what it asks by when, what it found on each point, what it ordered."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.urls import NoReverseMatch, reverse

from putright.apps.casework import attachments
from putright.apps.casework.models import Case
from putright.core import events as e
from tests.apps.case import stories as s
from tests.apps.case.test_steps import opened, take, typed

DAY = date(2026, 4, 9)


def room(desk, reference):
    answer = desk.get(f"/cases/{reference}/redress")
    assert answer.status_code == 200
    answer.said = " ".join(unescape(answer.content.decode()).split())
    return answer


def referred(day=DAY, **fields):
    return s.event("ombudsman_referred", day, **{"body": "housing-ombudsman", **fields})


@pytest.mark.provision("WTP-19", "C24-2.4")
def test_the_room_says_where_it_stands_and_how_to_reach_the_body(desk, world):
    reference = s.told(world)
    page = room(desk, reference)
    assert "Housing Ombudsman</a>" in page.said
    for text in ("Not taken there", "Not counting yet", "0300 111 3000", "PO Box 1484", "asked for help at any time"):
        assert text in page.said


@pytest.mark.provision("C20-B2.8", "THT-12")
@pytest.mark.parametrize("world", ["taunton-heritage-trust"], indirect=True)
def test_the_last_day_to_go_there_follows_the_final_response(client, world):
    client.force_login(world.who["chief_officer"])
    closed = [s.event("complainant_satisfied", DAY), s.event("closed", DAY)]
    reference = s.told(world, *s.answered(world), *closed, by=world.who["chief_officer"])
    assert "Thursday 8 April 2027" in room(client, reference).said
    assert "Normally until 8 April 2027" in unescape(client.get(f"/cases/{reference}").content.decode())


@pytest.mark.provision("THT-11", "THT-36")
@pytest.mark.parametrize("world", ["taunton-heritage-trust"], indirect=True)
def test_whoever_is_no_resident_goes_to_the_charity_commission(client, world):
    chief = world.who["chief_officer"]
    client.force_login(chief)
    page = room(client, s.told(world, from_="neighbour", by=chief))
    assert "Charity Commission for England and Wales" in page.said
    assert "Housing Ombudsman Service" not in page.said
    assert page.context["risks"] == []


@pytest.mark.provision("HPG-14", "HPG-38", "HPG-43")
@pytest.mark.parametrize("world", ["housing-plus-group"], indirect=True)
def test_a_mixed_complaint_goes_to_each_body_by_itself(desk, world):
    points = s.defined(subjects={"p2": "care_service"})
    reference = s.told(world, points)
    step = f"/cases/{reference}/ombudsman_referred"
    assert desk.post(step, typed(desk.get(step), body="lgsco", reference="L-5")).status_code == 302
    page = room(desk, reference)
    assert page.context["room_title"] == "Housing Ombudsman and Social care ombudsman"
    main, care = page.context["bodies"]
    assert main["referral"] is None
    assert (care["referral"].reference, care["points"]) == ("L-5", ["2"])
    assert "With the Social care ombudsman" in page.said
    take(desk, world, reference, "ombudsman_referred", body="housing-ombudsman")
    take(desk, world, reference, "determined", body="lgsco", finding="no_fault")
    assert [one.body for one in opened(world, reference).state.redress.open] == ["housing-ombudsman"]


@pytest.mark.provision("C20-B3.20", "C20-B3.21", "C24-4.1", "THT-42", "MOD-48")
def test_evidence_is_asked_for_moved_and_sent(desk, world):
    reference = s.told(world, *s.answered(world), referred())
    take(desk, world, reference, "evidence_requested", what="The whole file")
    page = room(desk, reference)
    assert page.context["asked"][0]["due"] == date(2026, 5, 8)
    assert "Evidence that comes late can bring a complaint handling failure order." in page.said
    assert f"/cases/{reference}/evidence_date_revised?id=e1" in page.said
    moved = {"id": "e1", "until": date(2026, 5, 20), "agreed_with": "Their caseworker", "reason": "A survey is awaited"}
    take(desk, world, reference, "evidence_date_revised", **moved)
    assert "Moved to 20 May 2026, agreed with Their caseworker: A survey is awaited" in room(desk, reference).said
    take(desk, world, reference, "evidence_provided", id="e1", what="The file")
    assert room(desk, reference).context["asked"][0]["status"] == "met"


@pytest.mark.provision("C20-C1.4")
def test_a_notice_of_failure_is_urgent_until_it_is_put_right(desk, world):
    reference = s.told(world, s.event("assigned", to=world.handler.key))
    take(desk, world, reference, "handling_failure_notified", kind_="answer", what="Answer", by=date(2026, 4, 20))
    case = unescape(desk.get(f"/cases/{reference}").content.decode())
    assert (
        "Urgent: the Ombudsman gave notice of a handling failure: Answer by 20 April 2026, or an order follows" in case
    )
    listed = unescape(desk.get("/?kind=ombudsman").content.decode())
    assert "Notice of a handling failure" in listed
    assert f"/cases/{reference}/notice_answered" in listed
    assert room(desk, reference).context["asked"][0]["kind"].startswith("Urgent notice")
    take(desk, world, reference, "notice_answered", id="n1", what="Answered", proof="The letter of today")
    assert "Urgent: the Ombudsman" not in desk.get(f"/cases/{reference}").content.decode()
    assert "The letter of today" in room(desk, reference).said


@pytest.mark.provision("C20-C1.7")
def test_findings_stand_on_each_point(desk, world):
    reference = s.told(world, *s.answered(world), referred())
    found = take(desk, world, reference, "determined", finding="maladministration",
                 **{"finding-p1": "severe_maladministration", "finding-p2": "reasonable_redress"})  # fmt: skip
    assert found.findings == {"p1": "severe_maladministration", "p2": "reasonable_redress"}
    assert found.body == "housing-ombudsman"
    page = room(desk, reference)
    assert [finding for _, _, finding in page.context["bodies"][0]["findings"]] == [
        "Severe maladministration", "Reasonable redress"
    ]  # fmt: skip
    assert "Decided on 16 April 2026: maladministration" in page.said


@pytest.mark.provision("C20-C1.7", "C20-C1.9", "C24-8.4", "MOD-48")
def test_orders_are_followed_to_their_proof(desk, world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    reference = s.told(world, *s.answered(world), referred(), s.event("determined", DAY, finding="service_failure"))
    for kind, what in (("order", "Pay £200"), ("recommendation", "Train"), ("self_assessment", "Report back")):
        take(desk, world, reference, "order_made", kind_=kind, what=what, by=date(2026, 5, 7))
    bare = desk.post(
        f"/cases/{reference}/order_completed", typed(desk.get(f"/cases/{reference}/order_completed?id=o1"))
    )
    assert "proof" in bare.context["form"].errors
    file = a_file(world, reference)
    take(desk, world, reference, "order_completed", id="o1", what="Paid", proof="BACS 12", file=file.sha256)
    take(desk, world, reference, "recommendation_answered", id="o2", answer="declined", what="They were trained in May")
    take(desk, world, reference, "order_completed", id="o3", what="Reported back", proof="The form and the letter")
    page = room(desk, reference)
    assert [one["status"] for one in page.context["orders"]] == ["met", "met", "met"]
    for text in ("BACS 12", "receipt.txt", "Not accepted:", "They were trained in May", "The form and the letter"):
        assert text in page.said


def a_file(world, reference):
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.utils import timezone

    kept = attachments.keep(
        world.handler.landlord, SimpleUploadedFile("receipt.txt", b"Paid 200 pounds"), timezone.now(), by=world.handler
    )
    attachments.claim(Case.objects.get(reference=reference), [kept])
    return kept


@pytest.mark.provision("C20-C1.5")
def test_a_failure_order_has_its_type_its_reasons_and_what_must_be_done(desk, world):
    reference = s.told(world, referred())
    take(desk, world, reference, "failure_order_made", kind_="access", reasons="Two months without an answer",
         what="Answer and apologise", by=date(2026, 4, 30))  # fmt: skip
    one = room(desk, reference).context["orders"][0]
    assert one["kind"] == "Complaint handling failure order"
    assert one["type"] == "A live complaint was not accepted, moved on or answered"
    assert one["reasons"] == "Two months without an answer"
    assert "order:f1" in [duty.name for duty in opened(world, reference).duties]


@pytest.mark.provision("C20-B1.7", "C24-2.4", "HSP-15", "MOD-27")
def test_an_instruction_to_take_it_on_is_one_way_from_the_room(desk, world):
    refused = s.event("refused", ground="already_considered", explanation="Answered last year")
    assigned = s.event("assigned", to=world.handler.key)
    reference = s.told(world, assigned, s.event("fact_recorded", fact="already_considered"), refused)
    page = room(desk, reference)
    address = f"/cases/{reference}/letters/reopened?instructed_by=housing-ombudsman"
    assert address in page.said
    form = desk.get(address)
    assert form.context["form"].initial["instructed_by"] == "housing-ombudsman"
    desk.post(f"/cases/{reference}/reopened", typed(form, evidence="Their letter of today"))
    assert opened(world, reference).state.status == "open"
    assert "Housing Ombudsman Service" in desk.get(f"/cases/{reference}").context["timeline"][0].told.sentence


@pytest.mark.provision("C20-C1.3")
def test_the_kinds_of_failure_show_on_the_case_and_in_the_room(desk, world):
    reference = s.told(world)
    titles = [title for title, _, _ in room(desk, reference).context["risks"]]
    assert "Not accepting in time, or excluding without good reason" in titles
    assert "Risk of a complaint handling failure order:" in desk.get(f"/cases/{reference}").content.decode()


def test_the_evidence_pack_is_linked_where_it_can_be_made(desk, world):
    reference = s.told(world)
    try:
        address = reverse("evidence_packs", args=[reference])
    except NoReverseMatch:
        assert room(desk, reference).context["packs"] is None
    else:
        assert address in room(desk, reference).said


def test_nothing_goes_wrong_for_who_may_only_look(client, world):
    panellist = world.who["resident_panellist"]
    reference = s.told(world, *s.accepted(world), s.event("consent_given", date(2026, 4, 15), to="resident_on_panel"))
    members = [world.who[role].key for role in ("senior_staff", "board_member", "resident_panellist")]
    case = Case.objects.get(reference=reference)
    with_panel = s.event("panel_convened", date(2026, 4, 15), members=members)
    from putright.apps.casework import log

    with log.open(world.landlord, reference) as again:
        log.append(again, [with_panel], by=world.handler, at=s.AT)
    client.force_login(panellist)
    assert case.is_visible_to(panellist)
    assert room(client, reference).context["actions"] == []


def test_a_finding_of_an_unknown_kind_is_still_said(desk, world):
    reference = s.told(world, e.Determined(on=s.FRIDAY, finding="service failure"))
    assert "service failure" in room(desk, reference).said
