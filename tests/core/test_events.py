"""The vocabulary: every event with its fields, what is wrong with a malformed one, and texts kept apart."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from putright.core import events as e
from putright.core.events import ERASED, VOCABULARY, Malformed, decode, encode, join_texts, split_texts

FACTS = (
    "received", "fact_recorded", "legal_proceedings_recorded", "response_received", "comments_received",
    "complainant_satisfied", "escalation_requested", "withdrawn", "survey_answered", "ombudsman_referred",
    "evidence_requested", "determined", "order_made", "failure_order_made", "notice_bounced",
)  # fmt: skip

FINDING = {"finding": "upheld", "reasons": "Late"}
REMEDY = {"kind": "payment", "what": "Fifty pounds", "by": "2026-07-01", "amount": 50, "reason": "Time lost"}
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
    "acknowledged": ({}, {"stage": 1, "by": "ben", "method": "email", "omits": ["handler"]}),
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
    "notice_bounced": ({"of": "extended"}, {}),
    "discretion_exercised": ({}, {"what": "Taken late", "by": "ben", "reason": "Illness"}),
    "external_assistance_sought": ({}, {"from": "A mediator", "reason": "Deadlock", "by": "board"}),
    "learning_session_held": ({}, {"members": ["ceo", "mrc"]}),
    "contacted": ({}, {"method": "phone", "to": "complainant"}),
    "update_sent": ({}, {"method": "email", "to": "complainant"}),
    "updates_agreed": ({"every_working_days": 5}, {"method": "phone"}),
    "adjustment_recorded": ({"what": "Large print"}, {}),
    "representative_authorised": ({"who": "Her son"}, {"basis": "Power of attorney"}),
    "consent_given": ({"to": "resident_on_panel"}, {}),
    "extended": (
        {"until": "2026-07-01", "reason": "Survey"},
        {"agreed": True, "ombudsman_details": True, "good_reason": True, "stage": 1},
    ),
    "position_heard": ({"party": "complainant"}, {}),
    "findings_shared": ({"with": "ben"}, {"comment_by": "2026-07-01"}),
    "comments_received": ({"from": "ben"}, {}),
    "issue_raised": ({"id": "p2", "text": "Noise", "related": True}, {}),
    "decided": (
        {"findings": {"p1": FINDING}},
        {
            "remedies": {"r1": REMEDY}, "outstanding": ["Paint"], "stage": 1,
            "findings": {"p1": FINDING | {"adverse": True}},
        },
    ),
    "response_sent": ({"method": "post"}, {"by": "pat", "omits": ["remedy"], "stage": 2}),
    "response_received": ({}, {}),
    "escalation_requested": ({}, {"reason": "Still damp"}),
    "escalated": ({}, {"explanation": "Taken though late"}),
    "escalation_refused": ({"ground": "out_of_time", "explanation": "Late"}, {}),
    "panel_convened": ({"members": ["a", "b", "c"]}, {}),
    "panel_met": ({"members": ["a", "b", "c"]}, {}),
    "variation_authorised": ({"by_role": "board", "reason": "Conflict", "replaces": {"chair": "trustee"}}, {}),
    "safety_alerted": ({"to": "safeguarding_lead"}, {}),
    "candour_step": ({"step": "apology"}, {}),
    "behaviour_recorded": (
        {"what": "Threats", "decided_by": "oli"}, {"review_on": "2026-09-01", "equality_considered": True},
    ),
    "restriction_set": (
        {"what": "In writing", "decided_by": "oli"}, {"review_on": "2026-09-01", "equality_considered": True},
    ),
    "remedy_completed": ({"id": "r1"}, {}),
    "complainant_satisfied": ({}, ENDING),
    "withdrawn": ({}, ENDING),
    "closed": ({}, ENDING | {"instructed_by": "housing-ombudsman"}),
    "reopened": ({}, ENDING | {"instructed_by": "housing-ombudsman"}),
    "ombudsman_referred": ({}, {"route": "designated_person"}),
    "evidence_requested": ({"id": "e1"}, {"what": "The file", "by": "2026-07-01", "kind": "evidence"}),
    "evidence_date_revised": ({"id": "e1", "until": "2026-07-09"}, {}),
    "evidence_provided": ({"id": "e1"}, {"what": "The file"}),
    "determined": ({"finding": "service failure"}, {"id": "d1", "what": "Repairs"}),
    "order_made": ({"id": "o1"}, {"what": "Pay", "by": "2026-07-01", "kind": "order"}),
    "order_completed": ({"id": "o1"}, {}),
    "failure_order_made": ({"id": "f1"}, {"kind": "type 1", "what": "No answer", "by": "2026-07-01"}),
    "survey_sent": ({}, {}),
    "survey_answered": ({}, {}),
    "lesson_recorded": ({}, {}),
    "action_set": ({}, {}),
    "action_completed": ({}, {}),
    "disposed": ({}, {}),
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
