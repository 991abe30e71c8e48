"""What a second count finds of redress bodies, of what was learnt, and of what people say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from putright.core import events as e
from putright.core.events import Event
from putright.core.policy import Policy
from tests.measures.row import ONE, Row
from tests.measures.story import FOREVER, Story


def orders_of(case: list[Event], story: Story, body: str) -> dict[str, Any]:
    """Each order, recommendation and failure order: when it was made, by when it is due, when it was done."""
    orders: dict[str, Any] = {}
    for event in case:
        if isinstance(event, e.OrderMade | e.FailureOrderMade):
            kind = "failure_order" if isinstance(event, e.FailureOrderMade) else event.kind_ or "order"
            marks = {"kind": kind.replace(" ", "_"), "body": story.whose_is(event) or body}
            orders[event.id] = {"on": event.on, "by": event.by, "done": None, "marks": marks}
        elif isinstance(event, e.OrderCompleted):
            orders[event.id]["done"] = event.on
        elif isinstance(event, e.RecommendationAnswered):
            orders[event.id]["done"] = event.on if event.answer == "declined" else orders[event.id]["done"]
    return orders


def evidence_of(case: list[Event], story: Story, policy: Policy, body: str) -> dict[str, Any]:
    """Each request for evidence; without a date it is due fifteen working days after it."""
    wanted: dict[str, Any] = {}
    for event in case:
        if isinstance(event, e.EvidenceRequested):
            due = event.by or policy.calendar.add_working_days(event.on, 15)
            wanted[event.id] = {"by": due, "done": None, "marks": {"body": story.whose_is(event) or body}}
        elif isinstance(event, e.EvidenceDateRevised):
            wanted[event.id]["by"] = event.until
        elif isinstance(event, e.EvidenceProvided):
            wanted[event.id]["done"] = event.on
    return wanted


def bodies(story: Story, policy: Policy, body: str) -> Iterator[Row]:
    """What redress bodies took up, found, ordered and asked for."""
    for key, one in story.bodies.items():
        yield Row("ombudsman_cases", one["referred"] or one["on"], marks={"body": key or body})
    for day, whose, found in story.verdicts:
        yield Row("determinations", day, marks={"body": whose or body, "finding": list(found)})
    orders = orders_of(story.events, story, body)
    wanted = evidence_of(story.events, story, policy, body)
    for one in orders.values():
        yield Row("orders", one["on"], marks=one["marks"])
        yield Row("orders_open", one["on"], until=one["done"] or FOREVER, marks=one["marks"])
        if one["marks"]["kind"] == "failure_order":
            yield Row("failure_orders", one["on"], marks=one["marks"])
    for name, those in (("orders_in_time", orders), ("evidence_in_time", wanted)):
        for one in those.values():
            if one["by"]:
                yield Row(name, one["by"], bool(one["done"] and one["done"] <= one["by"]), marks=one["marks"])


SIMPLE = {
    "survey_sent": "surveys_sent", "survey_answered": "surveys_answered", "learning_session_held": "learning_sessions",
    "reopened": "reopened", "closed": "closed", "refused": "refused", "escalation_refused": "escalations_refused",
}  # fmt: skip
"""Events that count each time they happen."""


def said(case: list[Event]) -> Iterator[Row]:
    """What counts whenever it happens, and what people said of how it was dealt with."""
    spoken = [x.on for x in case if isinstance(x, e.SurveyFollowedUp)]
    for x in case:
        if x.kind in SIMPLE:
            yield Row(SIMPLE[x.kind], x.on, marks={"ground": getattr(x, "ground", None)} if "refused" in x.kind else {})
        if isinstance(x, e.SurveyAnswered) and x.score:
            yield Row("satisfied", x.on, x.score in (4, 5), x.score)
        if isinstance(x, e.SurveyAnswered) and (x.wants_contact or (x.score is not None and x.score <= 2)):
            yield Row("dissatisfied_followed_up", x.on, any(day >= x.on for day in spoken))
        if isinstance(x, e.FeedbackSought):
            yield Row("feedback_sought", x.on, x.reached, x.score or 0)


def learnt(case: list[Event]) -> Iterator[Row]:
    """Lessons, actions, and what changed."""
    lessons: dict[str, e.LessonRecorded] = {}
    actions: dict[str, dict[str, Any]] = {}
    changed = [x.on for x in case if isinstance(x, e.FeedbackUsed) and x.changed]
    for x in case:
        if isinstance(x, e.LessonRecorded):
            lessons[x.id or f"l{len(lessons) + 1}"] = x
        elif isinstance(x, e.ActionSet):
            since = actions[x.id]["since"] if x.id in actions else x.on
            actions[x.id] = {"since": since, "by": x.by, "done": None}
        elif isinstance(x, e.ActionCompleted) and x.id in actions:
            actions[x.id]["done"] = x.on
    for one in lessons.values():
        yield Row("lessons", one.on, marks={"failing": one.failing, "cause": one.cause, "service": one.service})
    for action in actions.values():
        yield Row("actions_set", action["since"])
        if action["done"]:
            yield Row("actions_done", action["done"])
        if action["by"]:
            yield Row("actions_late", action["by"] + ONE, until=action["done"] or FOREVER)
    if changed:
        yield Row("changes", changed[0])


def updates(story: Story) -> Iterator[Row]:
    """Updates agreed that fell due, up to two years after the last event."""
    for due, came in story.updates_by(story.events[-1].on + timedelta(729)):
        yield Row("updates_kept", due, came is not None and came <= due)
