"""The plain forms of what is learnt, put to the guards by `options`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from putright.core import events as e
from putright.core.case import Case
from putright.core.events import Event

PLAIN = "…"


def _undone(case: Case) -> list[str]:
    return [key for key, action in case.state.learning.actions.items() if not action.done]


FORMS: Mapping[str, Callable[[Case, date], Iterator[Event]]] = {
    "classified": lambda case, on: iter([e.Classified(on=on, services=("other",))]),
    "home_recorded": lambda case, on: iter([e.HomeRecorded(on=on, area=PLAIN)]),
    "survey_followed_up": lambda case, on: iter([e.SurveyFollowedUp(on=on, what=PLAIN)]),
    "lesson_recorded": lambda case, on: iter([e.LessonRecorded(on=on, what=PLAIN)]),
    "action_set": lambda case, on: iter([e.ActionSet(on=on, id="new", what=PLAIN)]),
    "action_completed": lambda case, on: (e.ActionCompleted(on=on, id=key) for key in (*_undone(case), "1")),
}  # fmt: skip
