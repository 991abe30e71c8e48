"""Each event in one plain sentence."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from putright.core import timeline
from putright.core.events import VOCABULARY, decode
from putright.core.options import PLAIN
from putright.core.state import fold

NAMES = {
    "7": "Ines Okafor",
    "8": "Tomasz Bell",
    "complainant": "the complainant",
    "chair": "the Chair",
    "board": "the board",
}
RECEIVED = {
    "event": "received",
    "on": "2026-03-27",
    "channel": "phone",
    "from": "tenant",
    "text": "Damp.",
    "outcomes": ["Dry"],
}
SAID = [
    ({"event": "triaged", "as": "service_request"}, "Sorted as: service request"),
    ({"event": "acknowledged", "method": "email"}, "Stage 1 acknowledged by e-mail"),
    ({"event": "acknowledged", "method": "post", "stage": 2, "by": "7"}, "Stage 2 acknowledged by post by Ines Okafor"),
    ({"event": "assigned", "to": "7", "by": "8"}, "Stage 1 assigned to Ines Okafor by Tomasz Bell"),
    ({"event": "assigned", "to": "99"}, "Stage 1 assigned to 99"),
    ({"event": "contacted", "method": "phone", "interpreter": True},
     "Spoke with the complainant by telephone, with an interpreter"),
    ({"event": "adjustment_ended", "what": "Large print", "reason": "New glasses"}, "Reasonable adjustment ended"),
    ({"event": "need_overridden", "need": "no_email", "channel": "email", "reason": "She asked", "of": "extended"},
     "The extension went out by e-mail against what they need (Post only, no e-mail)"),
    ({"event": "format_made", "need": "braille", "of": "acknowledged"},
     "The acknowledgement made by hand in the form they need (Braille)"),
    ({"event": "format_made", "need": "language", "of": "acknowledged", "language": "lt"},
     "The acknowledgement made by hand in Lithuanian"),
    ({"event": "advice_set_aside", "rule": "long_sentence", "of": "response", "reason": "x", "by": "7"},
     "Advice on the letter set aside (long sentence) by Ines Okafor"),
    ({"event": "contacted", "method": "visit", "reached": False}, "Tried to reach the complainant on a visit"),
    ({"event": "contacted", "method": "phone", "keeps": ["w1"]},
     "Spoke with the complainant by telephone, keeping 1 promise"),
    ({"event": "promise_made", "id": "w1", "what": "x", "by": "2026-04-04"}, "Promised by 4 April 2026"),
    ({"event": "promise_revised", "id": "w1", "until": "2026-04-06", "agreed": True, "reason": "x"},
     "Promise moved to 6 April 2026, agreed with them"),
    ({"event": "notice_sent", "of": "extended", "method": "post"}, "The extension left by post"),
    ({"event": "escalation_requested", "points": ["p1", "p3"]}, "Complainant asked for stage 2 for points 1, 3"),
    ({"event": "extended", "until": "2026-05-01", "reason": "x", "agreed": True},
     "Stage 1 response extended until 1 May 2026, agreed"),
    ({"event": "defined", "points": {"p1": "Damp"}, "outcomes": []}, "Complaint defined: 1 point, 0 outcomes sought"),
    ({"event": "decided", "findings": {key: {"finding": "upheld", "reasons": "x"} for key in ("p1", "p2")}},
     "Stage 1 decided: 2 upheld"),
    ({"event": "remedy_answered", "id": "r2", "answer": "declined"}, "Remedy 2 declined by the complainant"),
    ({"event": "remedy_confirmed", "id": "r2", "done": False}, "Complainant says that remedy 2 is not done"),
    ({"event": "remedy_revised", "id": "r1", "by": "2026-06-04", "reason": "x"},
     "Remedy 1 moved to 4 June 2026, without the complainant’s agreement"),
    ({"event": "remedy_withdrawn", "id": "r1", "reason": "x"}, "Offer of remedy 1 withdrawn"),
    ({"event": "escalation_requested"}, "Complainant asked for stage 2"),
    ({"event": "ombudsman_referred", "body": "board", "reference": "HO-7"},
     "Complaint taken to the board, their reference HO-7"),
    ({"event": "determined", "finding": "no_fault"}, "Ombudsman’s determination: no fault"),
    ({"event": "order_made", "kind": "self_assessment", "by": "2026-06-04"},
     "Self-assessment asked for (1), by 4 June 2026"),
    ({"event": "concern_raised", "with": "board", "what": "x"}, "The Ombudsman took a concern to the board"),
    ({"event": "restriction_reviewed", "outcome": "lifted", "reason": "x", "decided_by": "8"},
     "Restriction on contact looked at again and lifted by Tomasz Bell"),
    ({"event": "panel_convened", "members": ["7", "8"]}, "Review panel convened: Ines Okafor, Tomasz Bell"),
    ({"event": "variation_authorised", "by_role": "board", "reason": "x", "replaces": {"chair": "8"}},
     "Procedure varied by the board: Tomasz Bell in place of the Chair"),
    ({"event": "notice_bounced", "of": "acknowledged"}, "The acknowledgement did not arrive"),
    ({"event": "closed", "ground": "unacceptable_behaviour", "decided_by": "8"},
     "Complaint closed on the ground: unacceptable behaviour, decided by Tomasz Bell"),
]  # fmt: skip
REQUIRED = {
    "points": {"p1": PLAIN}, "outcomes": [], "findings": {"p1": {"finding": "upheld", "reasons": PLAIN}},
    "until": "2026-06-01", "every_working_days": 5, "filed": True, "related": True, "members": ["7"], "replaces": {},
    "as": "complaint", "fact": "ongoing", "ground": "too_old", "channel": "phone", "from": "tenant",
    "by": "2026-06-04", "done": True, "need": "audio",
}  # fmt: skip
ESCALATION = {
    "restriction_reviewed": {"outcome": "kept"}, "recommendation_answered": {"answer": "partly"},
    "escalation_refused": {"ground": "out_of_time"}, "assessed": {"route": "early"},
    "flag_raised": {"flag": "high_risk"}, "remedy_answered": {"answer": "partly"},
    "feedback_shared": {"with": ["8"]}, "case_linked": {"how": "same_matter"},
    "procedure_opened": {"procedure": "data_protection"}, "procedure_step": {"step": "concluded"},
    "approval_asked": {"of": "refusal", "roles": ["chair"]}, "panel_invited": {"dates": ["2026-06-04"]},
    "investigation_planned": {"items": {}}, "meeting_held": {"companion_offered": True},
    "detriment_concluded": {"finding": "upheld", "by": "7"},
    "hazard_reported": {"hazard": "damp_and_mould", "emergency": True}, "hazard_investigated": {"found": "none"},
    "hold_placed": {"why": "claim"},
}  # fmt: skip


def state():
    return fold([decode(RECEIVED)])


@pytest.mark.parametrize(("event", "said"), SAID)
def test_said_plainly(event, said):
    assert timeline.sentence(decode({"on": "2026-04-01", **event}), state(), NAMES) == said


@pytest.mark.parametrize("kind", VOCABULARY)
def test_every_event_has_its_sentence(kind):
    fields = {f.encode_name: f for f in msgspec.structs.fields(VOCABULARY[kind])}
    given = {name: REQUIRED.get(name, "x") for name, field in fields.items() if field.required and name != "on"}
    event = decode({"event": kind, "on": "2026-04-01", **given, **ESCALATION.get(kind, {})})
    said = timeline.sentence(event, state(), NAMES)
    assert said[0].isupper()
    assert not said.endswith(".")
    assert "_" not in said
    assert "None" not in said


def test_texts_stand_below_each_with_its_label():
    decided = decode({
        "event": "decided", "on": "2026-04-01", "outstanding": ["The survey"],
        "findings": {"p1": {"finding": "partly_upheld", "reasons": "Late."}},
        "remedies": {"r1": {"kind": "compensation", "what": "For the delay", "by": "2026-05-01", "amount": 150}},
    })  # fmt: skip
    assert list(timeline.details(decided)) == [
        ("Point 1: partly upheld", "Late."),
        ("Remedy 1, by 1 May 2026", "For the delay (£150.00)"),
        ("Still to be done", "The survey"),
    ]
    assert list(timeline.details(decode(RECEIVED))) == [("", "Damp."), ("Outcome sought", "Dry")]


def test_a_cases_events_in_order_and_what_others_did_is_marked():
    story = [decode(RECEIVED), decode({"event": "acknowledged", "on": "2026-03-30", "method": "email"}),
             decode({"event": "escalation_requested", "on": "2026-04-20"}),
             decode({"event": "acknowledged", "on": "2026-04-21"})]  # fmt: skip
    told = timeline.entries(story, NAMES)
    assert [entry.theirs for entry in told] == [True, False, True, False]
    assert [entry.sentence for entry in told][1::2] == ["Stage 1 acknowledged by e-mail", "Stage 2 acknowledged"]
    assert told[0].event.on == date(2026, 3, 27)
