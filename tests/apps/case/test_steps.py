"""Every step's page: shown for a case it suits, and what is typed becomes its event."""

from __future__ import annotations

from datetime import date

import pytest

from putright.apps.casework import log
from putright.apps.casework.case import plain
from putright.apps.casework.case.menu import PAGES
from putright.apps.casework.models import Case, Party
from putright.core import events as e
from putright.design.widgets import DateParts
from tests.apps.case import stories as s

PANEL = ("senior_staff", "board_member", "resident_panellist")
LESSON = {"what": "Ring before the visit.", "cause": "appointments", "service": "property_condition"}


def opened(world, reference):
    with log.open(world.landlord, reference, for_update=False) as found:
        return found


def typed(page, **fields):
    """The fields of a form as a browser posts them: what the page held, and what was typed over it."""
    form = page.context["form"]
    data = {}
    for bound in form:
        value = bound.value()
        _put(data, bound.name, value, bound.field)
    for name, value in fields.items():
        _put(data, name, value, form.fields[name])
    return {name: value for name, value in data.items() if value is not None}


def _put(data, name, value, field):
    if type(field).__name__ == "DatePartsField":
        parts = DateParts.boxes(value)
        data |= {f"{name}-{part}": given for part, given in zip(("day", "month", "year"), parts, strict=True)}
    elif isinstance(value, bool):
        data[name] = "on" if value else None
    else:
        data[name] = value


def take(desk, world, reference, kind, **fields):
    """Takes a step by its page; gives the event that came of it."""
    address = f"/cases/{reference}/{kind}"
    page = desk.get(address)
    assert page.status_code == 200
    answer = desk.post(address, typed(page, **fields))
    problems = answer.context["form"].errors if answer.context and "form" in answer.context else ""
    assert answer.status_code == 302, problems
    return opened(world, reference).events[-1]


STORY = {
    "triaged": ((), {"as_": "complaint", "choice_offered": "yes"}),
    "informal_attempted": ((), {"what": "A visit was booked."}),
    "made_formal": (("informal",), {}),
    "fact_recorded": ((), {"fact": "ongoing"}),
    "legal_proceedings_recorded": ((), {"filed": "no"}),
    "promise_made": ((), {"what": "I will ring", "by": date(2026, 4, 20), "method": "phone"}),
    "updates_agreed": ((), {"every_working_days": "5", "method": "phone"}),
    "consent_given": ((), {"to": "resident_on_panel"}),
    "position_heard": ((), {"party": "complainant", "what": "It was October."}),
    "findings_shared": ((), {"with_": "complainant", "comment_by": date(2026, 4, 30)}),
    "comments_received": ((), {"from_": "complainant", "text": "I disagree."}),
    "reported": ((), {"to": "mrc"}),
    "policy_copy": ((), {"what": "offered"}),
    "own_account_requested": ((), {"what": "requested"}),
    "request_dated": (("request",), {"by": date(2026, 4, 20), "what": "The gate"}),
    "request_completed": (("request",), {"done": "no", "what": "It is the neighbour's"}),
    "feedback_answered": (("comment",), {"what": "We dim the lamps at ten.", "method": "phone"}),
    "feedback_used": (("comment",), {"what": "The lamps stay: the road is dark.", "changed": "no"}),
    "identity_checked": ((), {"what": "given"}),
    "mediation_offered": ((), {"what": "An hour with a mediator."}),
    "mediation_answered": (("mediation",), {"answer": "accepted"}),
    "external_assistance_sought": ((), {"from_": "A surveyor", "what": "The cause of the damp"}),
    "external_assistance_ended": (("assistance",), {"result": "Rising damp."}),
    "response_received": (("answered",), {}),
    "notice_bounced": (("answered",), {"of": "response_sent"}),
    "flag_raised": ((), {"flag": "high_risk", "what": "He cannot get out."}),
    "procedure_step": (("procedure",), {"id": "o1", "step": "told", "method": "phone"}),
    "hazard_investigated": (("hazard",), {"id": "h1", "found": "significant", "what": "Mould", "time": "09:00"}),
    "hazard_summary_sent": (("hazard", "investigated"), {"id": "h1", "method": "email", "what": "What is wrong"}),
    "hazard_made_safe": (("hazard", "investigated"), {"id": "h1", "what": "Washed", "further": "no", "time": "08:30"}),
    "hazard_works_begun": (("hazard", "investigated"), {"id": "h1", "what": "A fan is put in"}),
    "hazard_works_completed": (("hazard", "investigated", "begun"), {"id": "h1", "what": "Dry and painted"}),
    "rehoused": (("hazard",), {"id": "h1", "what": "The Raven, two nights"}),
    "access_attempted": (("hazard",), {"id": "h1", "method": "visit", "what": "Let in", "reached": "yes"}),
    "behaviour_recorded": ((), {"what": "Shouted", "about": "complainant", "witnesses": "The caretaker"}),
    "restriction_told": (("restricted",), {"method": "letter"}),
    "restriction_appealed": (("restricted",), {"text": "I cannot write."}),
    "complainant_satisfied": (("answered",), {"evidence": "She rang."}),
    "withdrawn": ((), {"evidence": "She wrote."}),
    "reopened": (("withdrawn",), {"evidence": "She changed her mind."}),
    "remedy_answered": (("answered",), {"id": "r1", "answer": "partly", "text": "Not the date."}),
    "remedy_chased": (("answered",), {"id": "r1", "what": "Rang the contractor."}),
    "remedy_revised": (("answered",), {"id": "r1", "by": date(2026, 6, 8), "reason": "Parts", "agreed": "yes"}),
    "remedy_confirmed": (("answered",), {"id": "r1", "done": "no", "text": "Still wet."}),
    "remedy_withdrawn": (("declined",), {"id": "r1", "reason": "Their insurer did it."}),
    "ombudsman_referred": ((), {"route": "direct", "body": "housing-ombudsman"}),
    "evidence_requested": ((), {"what": "The file", "by": date(2026, 5, 1)}),
    "evidence_date_revised": (
        ("evidence",),
        {"id": "e1", "until": date(2026, 5, 8), "agreed_with": "Their caseworker", "reason": "A survey"},
    ),
    "evidence_provided": (("evidence",), {"id": "e1", "what": "The file"}),
    "order_made": ((), {"kind_": "order", "what": "Pay £200", "by": date(2026, 6, 1)}),
    "recommendation_answered": (("recommended",), {"id": "o1", "answer": "partly", "what": "In part"}),
    "failure_order_made": ((), {"kind_": "access", "reasons": "No answer", "what": "Answer", "by": date(2026, 5, 1)}),
    "handling_failure_notified": ((), {"kind_": "answer", "what": "Answer", "by": date(2026, 5, 1)}),
    "notice_answered": (("notice",), {"id": "n1", "what": "Answered", "proof": "The letter"}),
    "concern_raised": ((), {"with_": "board", "what": "Three orders in a year"}),
    "order_completed": (("order",), {"id": "o1", "what": "Paid", "proof": "The bank’s confirmation"}),
    "legal_proceedings_ended": (("filed",), {"what": "Settled"}),
    "hold_placed": ((), {"why": "claim", "what": "A letter before claim", "review_on": date(2026, 12, 1)}),
    "hold_lifted": (("held",), {"id": "h1", "reason": "Settled"}),
    "survey_sent": ((), {"method": "email"}),
    "survey_followed_up": (("surveyed",), {"method": "phone", "what": "Told her how to complain"}),
    "feedback_sought": (("answered",), {"reached": "no", "method": "phone"}),
}
"""For each short step: what happened before it, and what is typed."""
HAZARD = {"id": "h1", "hazard": "damp_and_mould", "emergency": False, "what": "Mould in the bedroom"}
BEFORE = {
    "procedure": lambda w: [s.event("procedure_opened", id="o1", procedure="tribunal", what="The service charge")],
    "hazard": lambda w: [s.event("hazard_reported", **HAZARD)],
    "investigated": lambda w: [s.event("hazard_investigated", id="h1", found="significant", what="Mould")],
    "begun": lambda w: [s.event("hazard_works_begun", id="h1")],
    "informal": lambda w: [s.event("informal_attempted")],
    "request": lambda w: [s.event("triaged", as_="service_request")],
    "comment": lambda w: [s.event("triaged", as_="comment")],
    "mediation": lambda w: [s.event("mediation_offered")],
    "assistance": lambda w: [s.event("external_assistance_sought")],
    "answered": s.answered,
    "asked": s.asked,
    "declined": lambda w: [*s.answered(w), s.event("remedy_answered", date(2026, 4, 8), id="r1", answer="declined")],
    "withdrawn": lambda w: [s.event("assigned", to=w.handler.key), s.event("withdrawn")],
    "evidence": lambda w: [s.event("evidence_requested", id="e1", what="The file", by="2026-05-01")],
    "order": lambda w: [s.event("order_made", id="o1", what="Pay £200", by="2026-06-01")],
    "recommended": lambda w: [s.event("order_made", id="o1", kind_="recommendation", what="Train staff")],
    "notice": lambda w: [s.event("handling_failure_notified", id="n1", what="Answer", by="2026-05-01")],
    "restricted": s.restricted,
    "filed": lambda w: [s.event("legal_proceedings_recorded", filed=True)],
    "surveyed": lambda w: [s.event("survey_answered", score=1)],
    "held": lambda w: [s.event("hold_placed", id="h1", why="claim")],
}
ELSEWHERE = {
    "redirected",
    "referred_back",
    "guidance_sought",
    "discretion_exercised",
    "warning_given",
    "restriction_reviewed",
    "urgent_action_taken",
    "information_chased",
    "information_dropped",
    "obligations_recorded",
    "support_offered",
    "handler_informed",
}
"""Short steps that another test takes."""


def test_every_short_step_is_taken_here():
    assert set(STORY) | ELSEWHERE == set(plain.STEPS)


@pytest.mark.parametrize("kind", STORY)
def test_a_short_step_writes_its_event(kind, desk, world):
    before, fields = STORY[kind]
    more = [event for name in before if name in BEFORE for event in BEFORE[name](world)]
    flags = {"flags": ["safeguarding", "notifiable_safety_incident"]} if "flagged" in before else {}
    reference = s.told(world, *more, **flags)
    found = take(desk, world, reference, kind, **fields)
    assert found.kind == kind
    assert found.on == date(2026, 4, 16)
    said = e.encode(found)
    for name, value in fields.items():
        key = name.rstrip("_")
        assert said.get(key) in (value, str(value), {"yes": True, "no": False, "5": 5}.get(value)), key


@pytest.mark.parametrize("world", ["housing-plus-group"], indirect=True)
def test_passed_to_another_landlord_of_the_group(desk, world):
    assert take(desk, world, s.told(world), "redirected", brand="wrekin").brand == "wrekin"


@pytest.mark.parametrize("world", ["taunton-heritage-trust"], indirect=True)
def test_referred_back_to_whoever_may_delegate(desk, world):
    reference = s.told(world, s.event("assigned", to=world.handler.key))
    found = take(desk, world, reference, "referred_back", to=world.who["chief_officer"].key)
    assert found.to == world.who["chief_officer"].key


def test_people_are_named_by_their_keys(desk, world):
    board = world.who["board_member"].key
    assert take(desk, world, s.told(world), "guidance_sought", from_=board).from_ == board
    found = take(desk, world, s.told(world), "discretion_exercised", what="Taken late", by=board, reason="She was ill")
    assert found.by == board


# ---- the longer forms -----------------------------------------------------------------------


def test_assigned_offers_who_may_and_says_why_others_may_not(desk, world):
    reference = s.told(world)
    page = desk.get(f"/cases/{reference}/assigned")
    offered = [key for key, _ in page.context["form"].fields["to"].choices]
    assert offered == [world.who["manager_2"].key, world.who["manager"].key]
    assert "is not a manager (WTL-06)" in page.content.decode()
    assert take(desk, world, reference, "assigned", to=world.who["manager"].key).to == world.who["manager"].key


@pytest.mark.provision("C20-B3.1")
@pytest.mark.parametrize("world", ["taunton-heritage-trust"], indirect=True)
def test_assigned_by_whoever_delegates(client, world):
    chief = world.who["chief_officer"]
    client.force_login(chief)
    reference = s.told(world, from_="neighbour")
    found = take(client, world, reference, "assigned", to=world.who["support_officer"].key, by=chief.key)
    assert found.by == chief.key


def test_defined_point_by_point(desk, world):
    reference = s.told(world, outcomes=["An apology"], attainable=["1"])
    found = take(desk, world, reference, "defined", **{
        "points-1-text": "Damp", "points-2-text": "Rudeness", "outcomes-1-text": "An apology",
        "outcomes-2-text": "£5,000", "outcomes-2-attainable": "no", "outcomes-2-told": "Not within the policy.",
        "not_ours": "The neighbour's fence\n\nThe bins",
    })  # fmt: skip
    assert found.points == {"p1": "Damp", "p2": "Rudeness"}
    assert found.outcomes == ("An apology", "£5,000")
    assert found.unattainable == {"2": "Not within the policy."}
    assert found.not_ours == ("The neighbour's fence", "The bins")


def test_a_row_is_added_without_writing_or_complaining(desk, world):
    reference = s.told(world)
    address = f"/cases/{reference}/defined"
    data = typed(desk.get(address)) | {"points-1-text": "Damp", "add": "points"}
    page = desk.post(address, data)
    assert page.status_code == 200
    assert "points-3-text" in page.context["form"].fields
    assert "There is a problem" not in page.content.decode()
    assert page.context["form"]["points-1-text"].value() == "Damp"
    assert len(opened(world, reference).events) == 1


def test_defined_again_keeps_the_points_ids(desk, world):
    reference = s.told(world, s.defined())
    found = take(desk, world, reference, "defined", **{"points-1-text": "", "points-3-text": "Noise"})
    assert found.points == {"p2": "The contractor was rude on the telephone", "p3": "Noise"}


def test_an_outcome_that_cannot_be_had_was_told(desk, world):
    address = f"/cases/{s.told(world)}/defined"
    data = typed(
        desk.get(address), **{"points-1-text": "Damp", "outcomes-1-text": "£1m", "outcomes-1-attainable": "no"}
    )
    assert "outcomes-1-told" in desk.post(address, data).context["form"].errors


@pytest.mark.parametrize("world", ["housing-plus-group"], indirect=True)
def test_a_point_may_be_about_something_else(desk, world):
    reference = s.told(world)
    found = take(
        desk,
        world,
        reference,
        "defined",
        **{"points-1-text": "Damp", "points-2-text": "The carer was late", "points-2-subject": "care_service"},
    )
    assert found.subjects == {"p2": "care_service"}
    page = desk.get(f"/cases/{reference}").content.decode()
    assert "Local Government and Social Care Ombudsman (point 2)" in page
    found = take(desk, world, reference, "issue_raised", text="Snagging", related="no", subject="outright_sale")
    assert (found.id, found.related, found.subject) == ("p3", False, "outright_sale")


def test_decided_point_by_point(desk, world):
    reference = s.told(world, s.defined())
    found = take(desk, world, reference, "decided", **{
        "finding-1": "upheld", "reasons-1": "Two visits missed.", "finding-2": "not_upheld", "reasons-2": "No record.",
        "remedies-1-kind": "payment", "remedies-1-what": "For the heating", "remedies-1-by": date(2026, 5, 15),
        "remedies-1-loss": "£150.50", "remedies-1-loss_how": "Two receipts", "remedies-1-points": ["p1"],
        "remedies-1-owner": world.handler.key, "remedies-1-checked": ["deliverable", "fair"],
        "factors": ["duration"], "impact-duration": "Five months", "outstanding": "The survey of March",
    })  # fmt: skip
    assert found.findings["p1"] == e.Finding("upheld", "Two visits missed.")
    assert found.findings["p2"] == e.Finding("not_upheld", "No record.", adverse=True)
    lines = (e.Line("loss", 150.5, "Two receipts"),)
    offer = e.Remedy("payment", "For the heating", date(2026, 5, 15), 150.5, points=("p1",), owner=world.handler.key,
                     lines=lines)  # fmt: skip
    assert found.remedies == {"r1": offer}
    assert (found.impact, found.by) == ({"duration": "Five months"}, world.handler.key)
    assert found.outstanding == ("The survey of March",)


def test_a_remedy_is_whole_or_not_there(desk, world):
    address = f"/cases/{s.told(world, s.defined())}/decided"
    answer = desk.post(address, typed(desk.get(address), **{"remedies-1-what": "A new boiler"}))
    errors = answer.context["form"].errors
    assert {"finding-1", "reasons-2", "remedies-1-kind", "remedies-1-by"} <= set(errors)
    assert "A new boiler" in answer.content.decode()


@pytest.mark.parametrize("world", ["housing-services"], indirect=True)
def test_stage_2_judges_how_stage_1_was_handled(client, world):
    client.force_login(world.who["business_manager"])
    reference = s.told(world, *s.accepted(world), by=world.who["business_manager"])
    address = f"/cases/{reference}/decided"
    findings = {"finding-1": "upheld", "reasons-1": "Yes.", "finding-2": "upheld", "reasons-2": "Yes.",
                "factors": ["severity"], "impact-severity": "Mould"}  # fmt: skip
    assert "handling" in client.post(address, typed(client.get(address), **findings)).context["form"].errors
    assert take(client, world, reference, "decided", handling="It was late.", **findings).handling == "It was late."


@pytest.mark.provision("C20-B3.7")
def test_a_panel_is_chosen_from_who_may_sit(desk, world):
    reference = s.told(world, *s.accepted(world), s.event("consent_given", date(2026, 4, 15), to="resident_on_panel"))
    seats = {
        f"seat-{seat}": world.who[role].key for seat, role in zip(("senior", "board", "resident"), PANEL, strict=True)
    }
    found = take(desk, world, reference, "panel_convened", **seats)
    assert found.members == tuple(world.who[role].key for role in PANEL)
    sat = {
        "members": list(found.members),
        "took_part": "by_phone",
        "decision": "Upheld.",
        "minutes": "Heard both sides.",
    }
    met = take(desk, world, reference, "panel_met", **sat)
    assert met.members == found.members


@pytest.mark.parametrize("world", ["taunton-heritage-trust"], indirect=True)
def test_the_board_varies_the_procedure(client, world):
    client.force_login(world.who["chair"])
    reference = s.told(world, by=world.who["chair"])
    found = take(
        client, world, reference, "variation_authorised", by_role="board", old="chair", new="trustee", reason="Ill"
    )
    assert found.replaces == {"chair": "trustee"}


@pytest.mark.parametrize("world", ["taunton-heritage-trust"], indirect=True)
def test_closing_for_behaviour_asks_who_why_and_regard_to_equality(client, world):
    client.force_login(world.who["chief_officer"])
    reference = s.told(world)
    address = f"/cases/{reference}/closed"
    answer = client.post(address, typed(client.get(address), ground="unacceptable_behaviour"))
    assert set(answer.context["form"].errors) == {"decided_by", "evidence", "equality_considered"}
    found = take(client, world, reference, "closed", ground="unacceptable_behaviour", evidence="Letters of abuse.",
                 decided_by=world.who["chair"].key, equality_considered=True)  # fmt: skip
    assert found.decided_by == world.who["chair"].key


def test_a_representative_becomes_a_party(desk, world):
    reference = s.told(world)
    found = take(desk, world, reference, "representative_authorised", who="Dayo Adeyemi", phone="01952 555 020")
    party = Party.objects.get(case__reference=reference, role="representative")
    assert (found.party, party.key, party.phone) == ("p2", "p2", "01952 555 020")
    assert "speaks through Dayo Adeyemi" in desk.get(f"/cases/{reference}/contacted").content.decode()


# ---- nothing typed is lost, nothing acts twice -----------------------------------------------


def test_a_refusal_says_why_with_its_provision_and_keeps_what_was_typed(desk, world):
    reference = s.told(world, *s.answered(world))
    address = f"/cases/{reference}/closed"
    answer = desk.post(address, typed(desk.get(address), evidence="Nothing more to say."))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "The complainant may ask for stage 2 until 22 April 2026 (" in page
    assert "Nothing more to say." in page
    assert Case.objects.get(reference=reference).closed_on is None


def test_a_stale_page_shows_what_is_new_and_keeps_what_was_typed(desk, world):
    reference = s.told(world)
    address = f"/cases/{reference}/update_sent"
    data = typed(desk.get(address), method="phone", what="Monday it is.")
    take(desk, world, reference, "contacted", method="phone", reached="yes", what="She rang again.")
    answer = desk.post(address, data)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Monday it is." in page
    assert "Spoke with the complainant by telephone" in page
    assert desk.post(address, typed(answer)).status_code == 302


def test_a_double_click_acts_once(desk, world):
    reference = s.told(world)
    address = f"/cases/{reference}/lesson_recorded"
    data = typed(desk.get(address), **LESSON | {"what": "Ring first."})
    assert [desk.post(address, data).status_code for _ in range(2)] == [302, 302]
    assert [event.kind for event in opened(world, reference).events] == ["received", "lesson_recorded"]


def test_other_words_in_the_same_page_are_no_double_click(desk, world):
    address = f"/cases/{s.told(world)}/lesson_recorded"
    data = typed(desk.get(address), **LESSON | {"what": "Ring first."})
    desk.post(address, data)
    answer = desk.post(address, data | {"what": "And leave a card."})
    assert answer.status_code == 409
    assert "And leave a card." in answer.content.decode()


def test_a_token_of_another_case_does_not_count(desk, world):
    one, two = (f"/cases/{s.told(world)}/lesson_recorded" for _ in range(2))
    data = typed(desk.get(one), **LESSON | {"what": "Ring first."})
    desk.post(one, data)
    desk.post(two, data)
    assert [event.kind for event in opened(world, two.split("/")[2]).events] == ["received", "lesson_recorded"]


@pytest.mark.parametrize(("by", "page", "name", "words"), [
    (date(9999, 12, 31), "order_made", "by", "what"), (date(1066, 1, 1), "order_made", "by", "what"),
    (date(9999, 12, 31), "letters/extend", "until", "reason"),
])  # fmt: skip
def test_a_date_nothing_can_follow_from_is_refused(by, page, name, words, desk, world):
    reference = s.told(world)
    shown = desk.get(f"/cases/{reference}/{page}")
    answer = desk.post(f"/cases/{reference}/{page}", typed(shown, **{name: by, words: "x"}))
    assert answer.status_code == 422
    assert "check the year" in str(answer.context["form"].errors[name])
    assert desk.get(f"/cases/{reference}").status_code == 200


@pytest.mark.parametrize(("on", "said"), [
    (date(2026, 4, 17), "still to come"), (date(2026, 3, 26), "27 March 2026"),
])  # fmt: skip
def test_a_day_to_come_or_before_the_last_event_is_refused(on, said, desk, world):
    address = f"/cases/{s.told(world)}/lesson_recorded"
    answer = desk.post(address, typed(desk.get(address), **LESSON | {"what": "Ring first."}, on=on))
    assert said in str(answer.context["form"].errors["on"])


def test_a_date_outside_the_calendar_is_said_so(desk, world):
    reference = s.told(world)
    take(desk, world, reference, "updates_agreed", every_working_days="60")
    answer = desk.post(
        f"/cases/{reference}/action_set",
        typed(desk.get(f"/cases/{reference}/action_set"), what="x" * 20_001, by=date(9000, 1, 1)),
    )
    assert "20000 characters at most" in str(answer.context["form"].errors["what"])


# ---- who may --------------------------------------------------------------------------------


def test_another_landlords_people_find_nothing(client, world):
    reference = s.told(world)
    other = s.settle("model-2024")
    client.force_login(other.who["manager"])
    for address in ("", *(f"/{kind}" for kind in PAGES)):
        assert client.get(f"/cases/{reference}{address}").status_code == 404


def test_who_is_complained_of_finds_nothing(desk, world):
    reference = s.told(world, about=[world.handler.key])
    assert desk.get(f"/cases/{reference}").status_code == 404
    assert desk.post(f"/cases/{reference}/contacted", {}).status_code == 404


def test_whoever_logged_it_records_a_contact_and_an_adjustment_and_no_more(client, world):
    flo = world.who["front_line"]
    client.force_login(flo)
    reference = s.told(world, by=flo)
    assert take(client, world, reference, "contacted", method="phone", reached="yes").kind == "contacted"
    assert take(client, world, reference, "adjustment_recorded", what="A lift").what == "A lift"
    assert client.get(f"/cases/{reference}/decided").status_code == 403
    assert "Decide, point by point" not in client.get(f"/cases/{reference}").content.decode()
