"""The vocabulary: every event with its fields, what is wrong with a malformed one, and texts kept apart."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from putright.core import events as e
from putright.core.events import ERASED, VOCABULARY, Malformed, decode, encode, join_texts, split_texts

FACTS = (
    "received", "fact_recorded", "legal_proceedings_recorded", "legal_proceedings_ended", "response_received",
    "comments_received",
    "complainant_satisfied", "escalation_requested", "withdrawn", "survey_answered", "ombudsman_referred",
    "evidence_requested", "determined", "order_made", "failure_order_made", "notice_bounced",
    "bank_holidays_changed", "notice_sent", "remedy_answered", "remedy_confirmed",
    "interest_declared", "recused", "availability_given", "flag_raised", "hazard_reported",
    "handling_failure_notified", "concern_raised", "restriction_appealed", "information_received", "detriment_alleged",
    "message_received", "request_completed", "member_agreed", "member_left",
)  # fmt: skip

FINDING = {"finding": "upheld", "reasons": "Late"}
REMEDY = {"kind": "payment", "what": "Fifty pounds", "by": "2026-07-01", "amount": 50, "reason": "Time lost"}
WEIGHED: dict[str, Any] = {
    "points": ["p1"], "owner": "ben", "deliverable": True, "fair": True, "level": "service_failure",
    "lines": [{"head": "loss", "amount": 50, "reason": "A heater"}], "departs": "It went on for a year",
    "without_admission": True, "advice": "Counsel, 1 June", "replaces": "r0",
}  # fmt: skip
ENDING: dict[str, Any] = {"ground": "other", "decided_by": "ben", "evidence": "Letters"}

TABLE: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "received": (
        {"channel": "phone", "from": "tenant"},
        {
            "form": "written", "about": ["ben", "manager"], "occurred": "2026-05-01", "ended": "2026-05-02",
            "flags": ["safeguarding", "petition"], "text": "Damp", "brand": "wrekin",
        },
    ),
    "fact_recorded": ({"fact": "insurance_claim"}, {}),
    "triaged": ({"as": "complaint"}, {"choice_offered": True, "choice": "complaint"}),
    "informal_attempted": ({}, {}),
    "made_formal": ({}, {}),
    "refused": ({"ground": "too_old", "explanation": "Long ago"}, {"approved_by": ["mrc"]}),
    "legal_proceedings_recorded": ({"filed": True}, {}),
    "acknowledged": ({}, {"stage": 1, "by": "ben", "method": "email", "omits": ["handler"], "queued": True}),
    "defined": ({"points": {"p1": "Damp"}, "outcomes": ["Repair"]}, {"not_ours": ["The street"]}),
    "assigned": ({"to": "ben"}, {"stage": 2, "by": "oli"}),
    "referred_back": ({"to": "oli"}, {}),
    "guidance_sought": ({"from": "quy"}, {}),
    "reported": ({"to": "board"}, {}),
    "policy_copy": ({}, {"what": "offered"}),
    "own_account_requested": ({}, {"what": "requested"}),
    "identity_checked": ({}, {"what": "given"}),
    "mediation_offered": ({}, {}),
    "mediation_answered": ({"answer": "declined"}, {}),
    "redirected": ({"brand": "wrekin"}, {}),
    "notice_bounced": ({"of": "extended"}, {"issued": "2026-06-01"}),
    "bank_holidays_changed": (
        {},
        {"added": ["2026-06-05"], "dropped": ["2026-05-25"], "was": {"update": "2026-06-08"},
         "now": {"update": "2026-06-08"}},
    ),
    "notice_sent": ({"of": "extended"}, {"issued": "2026-06-01", "method": "post"}),
    "discretion_exercised": ({}, {"what": "Taken late", "by": "ben", "reason": "Illness"}),
    "external_assistance_sought": ({}, {"from": "A mediator", "reason": "Deadlock", "by": "board"}),
    "learning_session_held": ({}, {"members": ["ceo", "mrc"]}),
    "contacted": ({}, {"method": "phone", "to": "complainant", "reached": False, "keeps": ["w1"], "interpreter": True}),
    "update_sent": ({}, {"method": "email", "to": "complainant", "keeps": ["w1"]}),
    "promise_made": (
        {"id": "w1", "what": "I will ring", "by": "2026-06-04"}, {"method": "phone", "to": "complainant"},
    ),
    "promise_revised": ({"id": "w1", "until": "2026-06-05"}, {"agreed": True, "reason": "The surveyor"}),
    "advice_set_aside": (
        {"rule": "long_sentence", "of": "response", "reason": "She asked for it so"},
        {"excerpt": "A long one", "by": "ana"},
    ),
    "updates_agreed": ({"every_working_days": 5}, {"method": "phone"}),
    "adjustment_recorded": (
        {"what": "Large print"},
        {"review_on": "2027-01-01", "needs": ["large_print"], "language": "pl", "party": "p1"},
    ),
    "adjustment_ended": ({"what": "Large print", "reason": "New glasses"}, {}),
    "need_overridden": ({"need": "no_email", "channel": "email", "reason": "She rang", "of": "acknowledged"}, {}),
    "format_made": ({"need": "language", "of": "acknowledged"}, {"language": "lt"}),
    "representative_authorised": ({"who": "Her son"}, {"basis": "Power of attorney"}),
    "consent_given": ({"to": "resident_on_panel"}, {}),
    "extended": (
        {"until": "2026-07-01", "reason": "Survey"},
        {"agreed": True, "ombudsman_details": True, "good_reason": True, "stage": 1,
         "approved_by": ["ben"], "queued": True},
    ),
    "position_heard": ({"party": "complainant"}, {}),
    "findings_shared": ({"with": "ben"}, {"comment_by": "2026-07-01"}),
    "comments_received": ({"from": "ben"}, {}),
    "investigation_planned": (
        {"items": {"q1": {"what": "Job sheets", "from": "ben", "by": "2026-06-09", "points": ["p1"]}}},
        {"risks": "Mould", "urgent": "A heater"},
    ),
    "information_requested": (
        {"id": "q1", "what": "Job sheets", "from": "ben", "by": "2026-06-09"},
        {"named": "Repairs", "plan": "q1", "method": "email"},
    ),
    "information_chased": ({"id": "q1"}, {"method": "phone", "what": "Promised for Friday"}),
    "information_received": ({"id": "q1"}, {"what": "Three sheets", "file": "a" * 64}),
    "information_dropped": ({"id": "q1", "reason": "The records burnt"}, {}),
    "evidence_recorded": (
        {"id": "v1", "what": "A photograph", "source": "The complainant"},
        {"obtained": "2026-06-01", "happened": "2026-05-20", "file": "a" * 64, "about": ["p1"], "plan": "q1",
         "request": "q1"},
    ),
    "interview_held": ({"with": "ben", "what": "He was there"}, {"named": "B", "companion": "A rep", "about": ["p1"]}),
    "meeting_held": (
        {"with": "complainant", "what": "The damp", "companion_offered": True},
        {"companion": "Her son", "companion_present": True, "companion_reason": "None"},
    ),
    "obligations_recorded": (
        {"landlord": "To repair", "resident": "To let us in"}, {"source": "The lease", "unclear": "The balcony"},
    ),
    "urgent_action_taken": ({"what": "A heater"}, {"by": "ben"}),
    "shortfall_recorded": (
        {"what": "Three weeks", "service": "Repairs"}, {"cause": "No parts", "failure": "delay", "about": ["p1"]},
    ),
    "support_offered": ({"to": "ben"}, {"what": "A talk", "answer": "Taken"}),
    "comments_answered": ({"from": "ben", "answer": "Weighed"}, {}),
    "detriment_alleged": ({"id": "d1", "text": "No calls since"}, {"about": ["ben"]}),
    "detriment_assigned": ({"id": "d1", "to": "oli"}, {}),
    "detriment_concluded": ({"id": "d1", "by": "oli", "finding": "not_upheld", "reasons": "Calls were made"}, {}),
    "handler_informed": ({"to": "ben"}, {"what": "The panel meets"}),
    "issue_raised": ({"id": "p2", "text": "Noise", "related": True}, {}),
    "decided": (
        {"findings": {"p1": FINDING}},
        {
            "remedies": {"r1": REMEDY | WEIGHED}, "outstanding": ["Paint"], "stage": 1, "by": "ben",
            "impact": {"duration": "Five weeks"}, "no_remedy": {"p1": "It is mended"},
            "findings": {"p1": FINDING | {"adverse": True}},
        },
    ),
    "response_sent": ({"method": "post"}, {"by": "pat", "omits": ["remedy"], "stage": 2, "queued": True}),
    "response_received": ({}, {}),
    "escalation_requested": ({}, {"reason": "Still damp", "points": ["p1"], "method": "phone"}),
    "escalated": (
        {},
        {
            "explanation": "Taken though late", "about": "The roof", "informed": "Stage 1", "evidence": "The survey",
            "outcome": "A dry room",
        },
    ),
    "escalation_refused": ({"ground": "out_of_time", "explanation": "Late"}, {}),
    "approval_asked": (
        {"id": "a1", "of": "refusal", "what": "Ten letters a day", "roles": ["mrc"]},
        {"ground": "recurring", "by": "ben"},
    ),
    "approval_given": ({"id": "a1", "by": "oli"}, {"reason": "Fair"}),
    "approval_declined": ({"id": "a1", "by": "oli", "reason": "Too soon"}, {}),
    "interest_declared": ({"who": "ben"}, {"what": "Her cousin"}),
    "recused": ({"who": "ben"}, {"reason": "Her cousin"}),
    "conflict_cleared": ({"who": "ben", "by": "oli", "reason": "Distant"}, {}),
    "assessed": (
        {"route": "early"},
        {
            "urgency": "urgent", "complexity": "One trade", "vulnerability": "A baby", "risks": "Damp", "by": "ben",
            "landlord_risk": "A claim", "resolution": "A dry room",
        },
    ),
    "procedure_opened": (
        {"id": "o1", "procedure": "data_protection", "what": "An address given away"},
        {"points": ["p2"], "received": "2026-06-01", "to": "The data team", "contact": "data@homes.example"},
    ),
    "procedure_step": ({"id": "o1", "step": "concluded"}, {"what": "We were wrong", "method": "email"}),
    "flag_raised": ({"flag": "safeguarding"}, {"what": "A child sleeps in the hall"}),
    "hazard_reported": (
        {"id": "h1", "hazard": "damp_and_mould", "emergency": True, "what": "Mould"},
        {"known": "2026-05-30", "time": "09:12", "tenure": "social_tenancy"},
    ),
    "hazard_investigated": ({"id": "h1", "found": "significant", "what": "Condensation"}, {"time": "10:00"}),
    "hazard_summary_sent": ({"id": "h1", "method": "post"}, {"what": "What will be done"}),
    "hazard_made_safe": ({"id": "h1"}, {"time": "11:30", "what": "Washed", "further": False}),
    "hazard_works_begun": ({"id": "h1"}, {"what": "A fan"}),
    "hazard_works_completed": ({"id": "h1"}, {"what": "Dry"}),
    "rehoused": ({"id": "h1", "what": "The Raven"}, {"time": "18:00"}),
    "access_attempted": ({"id": "h1", "method": "visit", "what": "Nobody in"}, {"reached": True}),
    "panel_invited": ({"members": ["a", "b"], "dates": ["2026-07-01"]}, {"reply_by": "2026-06-20"}),
    "availability_given": ({"member": "a"}, {"dates": ["2026-07-01"]}),
    "papers_sent": ({"to": "a", "what": "The file", "format": "large_print"}, {}),
    "panel_convened": ({"members": ["a", "b", "c"]}, {"meets_on": "2026-07-01"}),
    "panel_met": (
        {"members": ["a", "b", "c"]},
        {
            "minutes": "All were heard", "complainant_took_part": "in_person", "companion": "Her son",
            "decision": "Upheld", "dissent": {"a": "I would have gone further"},
        },
    ),
    "variation_authorised": ({"by_role": "board", "reason": "Conflict", "replaces": {"chair": "trustee"}}, {}),
    "safety_alerted": (
        {"to": "safeguarding_lead"},
        {"flag": "safeguarding", "who": "Mina Dray", "method": "phone", "by": "ben", "what": "A child at risk"},
    ),
    "candour_step": (
        {"step": "apology"}, {"by": "ben", "to": "Her daughter", "method": "visit", "what": "We are sorry"},
    ),
    "behaviour_recorded": (
        {"what": "Threats", "decided_by": "oli"},
        {
            "review_on": "2026-09-01", "equality_considered": True, "id": "b1", "about": "p2", "towards": ["ben"],
            "witnesses": "The caretaker", "evidence": "A recording",
        },
    ),
    "warning_given": ({"what": "Stop shouting", "decided_by": "oli"}, {"method": "letter"}),
    "restriction_set": (
        {"what": "In writing", "decided_by": "oli"},
        {
            "review_on": "2026-09-01", "equality_considered": True, "id": "r1", "evidence": ["b1"],
            "approved_by": ["mrc"], "contact": "By post", "equality": "No needs known",
            "without_warning": "He came with a knife",
        },
    ),
    "restriction_told": ({"method": "letter"}, {}),
    "restriction_reviewed": (
        {"outcome": "changed", "reason": "Calmer now", "decided_by": "oli"},
        {"review_on": "2026-12-01", "what": "One call a week", "contact": "The office"},
    ),
    "restriction_appealed": ({}, {"text": "I cannot write"}),
    "remedy_answered": ({"id": "r1", "answer": "accepted"}, {"text": "Thank you"}),
    "remedy_withdrawn": ({"id": "r1", "reason": "Paid by the insurer"}, {}),
    "remedy_revised": ({"id": "r1", "by": "2026-07-01", "reason": "Parts"}, {"agreed": True}),
    "remedy_chased": ({"id": "r1"}, {"what": "Rang the contractor"}),
    "remedy_completed": ({"id": "r1"}, {"evidence": "Job 4711", "file": "a" * 64}),
    "remedy_confirmed": ({"id": "r1", "done": False}, {"text": "Still drips"}),
    "complainant_satisfied": ({}, ENDING),
    "withdrawn": ({}, ENDING),
    "closed": ({}, ENDING | {"instructed_by": "housing-ombudsman"}),
    "reopened": ({}, ENDING | {"instructed_by": "housing-ombudsman"}),
    "ombudsman_referred": (
        {}, {"route": "designated_person", "body": "housing-ombudsman", "reference": "HO-1234"}
    ),
    "evidence_requested": ({"id": "e1"}, {"what": "The file", "by": "2026-07-01", "kind": "evidence", "body": "lgsco"}),
    "evidence_date_revised": (
        {"id": "e1", "until": "2026-07-09"}, {"agreed_with": "Their caseworker", "reason": "A survey"},
    ),
    "evidence_provided": ({"id": "e1"}, {"what": "The file"}),
    "determined": (
        {"finding": "service failure"}, {"id": "d1", "what": "Repairs", "findings": {"p1": "maladministration"}},
    ),
    "order_made": ({"id": "o1"}, {"what": "Pay", "by": "2026-07-01", "kind": "order"}),
    "order_completed": ({"id": "o1"}, {"what": "Paid", "proof": "The bank", "file": "a" * 64}),
    "recommendation_answered": ({"answer": "declined"}, {"id": "o2", "what": "Trained in May"}),
    "failure_order_made": (
        {"id": "f1"}, {"kind": "type 1", "what": "No answer", "by": "2026-07-01", "reasons": "Two months"},
    ),
    "handling_failure_notified": ({}, {"id": "n1", "kind": "answer", "what": "Answer her", "by": "2026-07-01"}),
    "notice_answered": ({}, {"id": "n1", "what": "Answered", "proof": "The letter", "file": "b" * 64}),
    "concern_raised": ({"with": "board", "what": "Three in a year"}, {"body": "housing-ombudsman"}),
    "survey_sent": ({}, {}),
    "survey_answered": (
        {}, {"answer": "Nobody rang", "score": 2, "scores": {"fair": 1}, "wants_contact": True, "method": "portal"},
    ),
    "survey_followed_up": ({"what": "Rang her"}, {"method": "phone"}),
    "feedback_sought": (
        {}, {"method": "phone", "reached": False, "what": "No answer", "score": 4, "sample": "s1"},
    ),
    "classified": ({}, {"categories": ["late"], "services": ["charges"]}),
    "home_recorded": ({}, {"tenure": "rented", "area": "TF11"}),
    "lesson_recorded": (
        {}, {"what": "Ring first", "id": "l1", "failing": "delay", "cause": "records", "service": "charges"},
    ),
    "action_set": ({}, {"id": "a1", "what": "A script", "by": "2026-07-01", "owner": "ana", "lesson": "l1"}),
    "action_completed": ({}, {"id": "a1", "proof": "The script"}),
    "legal_proceedings_ended": ({}, {"what": "Settled"}),
    "hold_placed": ({"id": "h1", "why": "claim"}, {"what": "A letter before claim", "review_on": "2027-06-01"}),
    "hold_lifted": ({"id": "h1", "reason": "Settled"}, {}),
    "disposed": ({}, {}),
    "message_received": (
        {"id": "m1"}, {"method": "portal", "what": "It rained in", "party": "p1", "about": "evidence", "files": 2},
    ),
    "message_read": ({"id": "m1"}, {"what": "Rang her", "by": "ana"}),
    "code_withdrawn": ({"party": "p1", "reason": "Read by another"}, {"by": "ana"}),
    "request_dated": ({"by": "2026-07-01"}, {"what": "A new tap", "reason": "The part came late"}),
    "request_completed": ({}, {"what": "Fitted", "done": True}),
    "feedback_answered": ({}, {"what": "Thank you", "method": "email"}),
    "feedback_shared": ({"with": ["ana"]}, {"what": "What she said"}),
    "feedback_used": ({"what": "A bench"}, {"changed": True}),
    "case_told_apart": ({"case": "WTH-2026-000001"}, {"reason": "Another roof"}),
    "case_linked": ({"case": "WTH-2026-000001", "how": "same_matter"}, {"reason": "One roof"}),
    "case_unlinked": ({"case": "WTH-2026-000001", "reason": "Two roofs"}, {}),
    "investigated_together": ({"case": "WTH-2026-000001"}, {"reason": "One roof"}),
    "investigated_apart": ({"reason": "Two roofs"}, {}),
    "member_joined": ({"party": "p3", "who": "Jo Bell"}, {"agreed": True, "basis": "She signed"}),
    "member_agreed": ({"party": "p3"}, {"agreed": True, "basis": "On the telephone"}),
    "member_left": ({"party": "p3"}, {"reason": "Moved"}),
    "spokesperson_named": ({"party": "p1"}, {"agreed": ["p3"], "basis": "At the meeting"}),
}  # fmt: skip
OWN = {"external_assistance_ended"}
"""Events beyond the table that the product needs."""
ROWS = [pytest.param(name, *fields, id=name) for name, fields in TABLE.items()]


def written(name: str, **fields: Any) -> dict[str, Any]:
    return {"event": name, "on": "2026-06-01", **fields}


def test_the_vocabulary_is_the_table() -> None:
    assert set(VOCABULARY) == set(TABLE) | OWN


def test_facts_are_those_that_others_cause() -> None:
    assert {name for name, cls in VOCABULARY.items() if cls.is_fact} == set(FACTS)


@pytest.mark.parametrize(("name", "required", "optional"), ROWS)
def test_required_fields_are_enough(name: str, required: dict[str, Any], optional: dict[str, Any]) -> None:
    event = decode(written(name, **required))
    assert (event.kind, event.on) == (name, date(2026, 6, 1))


@pytest.mark.parametrize(("name", "required", "optional"), ROWS)
def test_every_optional_field_is_taken(name: str, required: dict[str, Any], optional: dict[str, Any]) -> None:
    for key, value in optional.items():
        assert encode(decode(written(name, **{**required, key: value})))
    decode(written(name, **{**required, **optional}))


@pytest.mark.parametrize(("name", "required", "optional"), ROWS)
def test_a_stage_may_be_named(name: str, required: dict[str, Any], optional: dict[str, Any]) -> None:
    assert decode(written(name, **{**required, "stage": 2})).stage == 2


@pytest.mark.parametrize(("name", "required", "optional"), ROWS)
def test_each_required_field_is_missed(name: str, required: dict[str, Any], optional: dict[str, Any]) -> None:
    lenient = {"id", "finding"} if name.startswith(("evid", "order", "det", "fail")) else set()
    lenient |= {"what", "decided_by"} if name == "behaviour_recorded" else set()
    for key in set(required) - lenient:
        with pytest.raises(Malformed, match=f"missing required field `{key}`"):
            decode(written(name, **{k: v for k, v in required.items() if k != key}))


@pytest.mark.parametrize(("name", "required", "optional"), ROWS)
def test_texts_kept_apart_come_together_again(name: str, required: dict[str, Any], optional: dict[str, Any]) -> None:
    event = decode(written(name, **{**required, **optional}))
    parted, texts = split_texts(event)
    assert decode(join_texts(parted, texts)) == event
    assert decode(parted).kind == name
    for text in texts:
        assert text not in msgspec.json.encode(parted).decode()
    erased = decode(join_texts(parted, [None] * len(texts)))
    assert all(text not in msgspec.json.encode(encode(erased)).decode() for text in texts)
    assert (ERASED in str(encode(erased))) == bool(texts)


def test_the_free_texts_are_the_words_people_write() -> None:
    event = decode(written("decided", findings={"p1": FINDING}, remedies={"r1": REMEDY}, outstanding=["Paint it"]))
    assert sorted(split_texts(event)[1]) == sorted(["Late", "Fifty pounds", "Time lost", "Paint it"])
    named = decode(written("representative_authorised", who="Her son", basis="Power of attorney"))
    assert split_texts(named)[1] == ["Her son", "Power of attorney"]


@pytest.mark.parametrize(
    ("obj", "where", "says"),
    [
        (written("aknowledged"), "event", "did you mean 'acknowledged'"),
        (written("sneezed"), "event", "there is no event 'sneezed'"),
        ({"on": "2026-06-01"}, "event", "there is no event None"),
        ({"event": ["received"], "on": "2026-06-01"}, "event", "there is no event"),
        (written("acknowledged", colour="red"), "", "unknown field `colour`"),
        ({"event": "acknowledged"}, "", "missing required field `on`"),
        (written("acknowledged") | {"on": "yesterday"}, "on", "Invalid"),
        (written("acknowledged") | {"on": "2026-02-30"}, "on", "Invalid"),
        (written("received", channel="pigeon", **{"from": "tenant"}), "channel", "Invalid enum"),
        (written("received", channel="phone", **{"from": "cat"}), "from", "Invalid enum"),
        (written("received", channel="phone", flags=["urgent"], **{"from": "tenant"}), "flags[0]", "Invalid enum"),
        (written("triaged", **{"as": "moan"}), "as", "Invalid enum"),
        (written("legal_proceedings_recorded", filed="maybe"), "filed", "Expected `bool`"),
        (written("updates_agreed", every_working_days=0), "every_working_days", ">= 1"),
        (written("acknowledged", stage=3), "stage", "Invalid enum"),
        (written("decided", findings={"p1": {"finding": "won", "reasons": "x"}}), "findings[...].finding", "enum"),
        (written("decided", findings={"p1": {"finding": "upheld"}}), "findings[...]", "required field `reasons`"),
        (written("lesson_recorded", what="x" * 100_001), "what", "length <= 100000"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(obj: dict[str, Any], where: str, says: str) -> None:
    with pytest.raises(Malformed) as caught:
        decode(obj)
    assert says in str(caught.value)
    assert caught.value.where == where


@pytest.mark.parametrize(
    ("channel", "form", "oral"),
    [
        ("phone", None, True), ("in_person", None, True), ("in_person", "written", False), ("email", None, False),
        ("letter", None, False), ("staff", "oral", True), ("social_media", None, False),
    ],
)  # fmt: skip
def test_told_or_written(channel: Any, form: Any, oral: bool) -> None:
    assert e.Received(on=date(2026, 6, 1), channel=channel, from_="tenant", form=form).is_oral is oral
