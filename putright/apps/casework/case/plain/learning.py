"""Surveys, lessons, actions."""

from __future__ import annotations

from putright.apps.casework.case.fields import Choices, choose, day, method, text
from putright.apps.casework.case.plain.base import Plain, next_id
from putright.apps.casework.opened import Opened
from putright.core import events as e


def _open_actions(opened: Opened) -> Choices:
    done = {event.id for event in opened.events if isinstance(event, e.ActionCompleted)}
    return [(x.id, x.what[:120] or x.id) for x in opened.events if isinstance(x, e.ActionSet) and x.id not in done]


STEPS: dict[str, Plain] = {
    "survey_sent": Plain("Send the survey", "Record", {"method": method("How was it sent?")}),
    "survey_answered": Plain("Survey answered", "Record the answer", {"answer": text("What did they say?")}),
    "lesson_recorded": Plain("Record a lesson", "Record the lesson", {"what": text("What should we do differently?")}),
    "action_set": Plain("Set an action", "Set the action", {
        "what": text("What is to be done?"), "by": day("By when?"),
    }, more=next_id("a", e.ActionSet)),
    "action_completed": Plain("An action is done", "Record it as done", {"id": choose("Which one?", _open_actions)}),
}  # fmt: skip
