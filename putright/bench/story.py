"""The complaints that the timings run on: under `model-2024`, every event accepted by its guards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

PACK = "model-2024"
REASONS = (
    "The repair was reported twice and no operative came within the target time. We have read the repair log, "
    "spoken to the contractor and seen the photographs."
)
Line = dict[str, Any]
"""An event as JSON values, its day still a number: counted from receipt."""


def full(first: date, handler: str, reviewer: str, text: str) -> list[Line]:
    """The forty events of a complaint received on a day, through both stages to its close on day 46."""
    return _dated(first, [*_stage_1(handler, text), *_stage_2(reviewer)])


def short(first: date, handler: str, text: str) -> list[Line]:
    """The ten events of a complaint answered at stage 1, and closed because the complainant is satisfied."""
    wanted = ("received", "assigned", "acknowledged", "contacted", "position_heard")
    opening = [line for line in _stage_1(handler, text) if line[1] in wanted]
    opening[0] = (0, "received", {"channel": "phone", "from": "tenant", "party": "p1", "text": text})
    found = {"p1": {"finding": "upheld", "reasons": REASONS}}
    points = {"p1": "The leak in the roof was not mended."}
    ending: list[tuple[int, str, Line]] = [
        (5, "defined", {"points": points, "outcomes": ["A lasting repair"]}),
        (9, "decided", {"findings": found}),
        (9, "response_sent", {"method": "email"}),
        (14, "complainant_satisfied", {}),
        (14, "closed", {}),
    ]
    return _dated(first, [*opening, *ending])


def _dated(first: date, lines: Sequence[tuple[int, str, Line]]) -> list[Line]:
    def on(day: int) -> str:
        return (first + timedelta(day)).isoformat()

    def dated(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: on(v) if k in ("by", "until") and isinstance(v, int) else dated(v) for k, v in value.items()}
        return value

    return [{"event": name, "on": on(day), **dated(fields)} for day, name, fields in lines]


def _stage_1(handler: str, text: str) -> list[tuple[int, str, Line]]:
    findings = {
        "p1": {"finding": "upheld", "reasons": REASONS},
        "p2": {"finding": "partly_upheld", "reasons": REASONS},
        "p3": {"finding": "not_upheld", "reasons": REASONS, "adverse": True},
        "p4": {"finding": "upheld", "reasons": REASONS},
    }
    remedies = {
        "r1": {"kind": "repair", "what": "Mend the roof and the ceiling.", "by": 60},
        "r2": {"kind": "payment", "what": "Compensation for the spoilt carpet.", "by": 60, "amount": 150.0},
    }
    return [
        (0, "received", {"channel": "phone", "from": "tenant", "flags": ["high_risk"], "party": "p1", "text": text}),
        (0, "safety_alerted", {"to": "senior_manager"}),
        (0, "adjustment_recorded", {"what": "Letters in large print."}),
        (1, "assigned", {"to": handler}),
        (1, "acknowledged", {"method": "email"}),
        (2, "contacted", {"method": "phone", "what": "Talked through what happened."}),
        (2, "defined", {
            "points": {
                "p1": "The leak in the roof was not mended.",
                "p2": "Two appointments were missed without a word.",
                "p3": "The operative was rude on the telephone.",
            },
            "outcomes": ["A lasting repair", "An apology", "Compensation for the carpet"],
        }),
        (2, "updates_agreed", {"every_working_days": 5, "method": "phone"}),
        (4, "position_heard", {"party": "complainant", "what": "Set out in a call of half an hour."}),
        (5, "issue_raised", {"id": "p4", "text": "The ceiling has come down since.", "related": True}),
        (7, "update_sent", {"method": "phone", "what": "The survey is booked."}),
        (9, "extended", {"until": 24, "reason": "The surveyor's report comes next week."}),
        (14, "update_sent", {"method": "phone", "what": "The report is here."}),
        (15, "findings_shared", {"with": "complainant"}),
        (16, "comments_received", {"from": "complainant", "text": "The second call is missing from the log."}),
        (17, "decided", {"findings": findings, "remedies": remedies, "outstanding": ["Painting the ceiling."]}),
        (17, "response_sent", {"method": "email"}),
        (17, "lesson_recorded", {"what": "Missed appointments are to be told the same day."}),
        (18, "response_received", {}),
        (20, "remedy_completed", {"id": "r1"}),
    ]  # fmt: skip


def _stage_2(reviewer: str) -> list[tuple[int, str, Line]]:
    findings = {
        point: {"finding": verdict, "reasons": REASONS}
        for point, verdict in (("p1", "upheld"), ("p2", "upheld"), ("p3", "not_upheld"), ("p4", "upheld"))
    }
    remedies = {"r3": {"kind": "apology", "what": "An apology from the head of repairs.", "by": 60}}
    return [
        (21, "escalation_requested", {"reason": "The second missed appointment was left out."}),
        (22, "escalated", {}),
        (22, "assigned", {"to": reviewer}),
        (23, "acknowledged", {"method": "email"}),
        (24, "contacted", {"method": "phone", "what": "Talked through what stage 1 left out."}),
        (25, "position_heard", {"party": "complainant"}),
        (28, "update_sent", {"method": "phone", "what": "The contractor has answered."}),
        (35, "update_sent", {"method": "phone", "what": "The review is being written."}),
        (36, "findings_shared", {"with": "complainant"}),
        (37, "comments_received", {"from": "complainant", "text": "Nothing to add."}),
        (40, "decided", {"findings": findings, "remedies": remedies, "handling": "Stage 1 overlooked one call."}),
        (40, "response_sent", {"method": "email"}),
        (41, "response_received", {}),
        (42, "remedy_completed", {"id": "r2"}),
        (42, "remedy_completed", {"id": "r3"}),
        (43, "lesson_recorded", {"what": "The call log is read before stage 1 is answered."}),
        (43, "action_set", {"id": "a1", "what": "Change the checklist for stage 1."}),
        (45, "action_completed", {"id": "a1"}),
        (46, "complainant_satisfied", {}),
        (46, "closed", {}),
    ]
