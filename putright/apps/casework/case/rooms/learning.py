"""What was learnt from a case: the lessons, what is done about each and by whom, and what it counts as."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.text import capfirst

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person
from putright.apps.casework.case.kinds import categories
from putright.apps.casework.case.learning import TENURES
from putright.apps.casework.case.rooms.base import Room, step_href
from putright.apps.casework.opened import Opened
from putright.core.state.shapes_learning import Action
from putright.core.timeline.investigation import FAILURES
from putright.core.timeline.learning import CAUSES, SERVICES

Row = dict[str, Any]
STARTED = ("lesson_recorded", "action_set", "classified", "home_recorded", "learning_session_held")


class Learning(Room):
    key, title = "learning", "What we learn"
    template = "casework/room_learning.html"

    @classmethod
    def serves(cls, opened: Opened) -> bool:
        stage = opened.state.current
        return bool(stage and stage.decided) or any(kind in opened.state.seen for kind in STARTED)

    def context(self, opened: Opened, person: Person, today: date) -> dict[str, Any]:
        learning, may = opened.state.learning, permissions.may(person, permissions.WORK_CASE)
        rows = [action_row(opened, key, one, today, may) for key, one in learning.actions.items()]
        return {
            "lessons": [lesson_row(key, one, rows) for key, one in learning.lessons.items()],
            "loose": [row for row in rows if row["lesson"] not in learning.lessons],
            "about": about(opened), "home": home(opened), "sessions": learning.sessions,
            "steps": [(text, step_href(opened, kind)) for kind, text in (
                ("lesson_recorded", "Record a lesson"), ("action_set", "Set an action"),
                ("classified", "Say what it was about"), ("home_recorded", "Say which home it is about"),
            )] if may and not opened.state.disposed else [],
        }  # fmt: skip


def lesson_row(key: str, lesson: Any, actions: list[Row]) -> Row:
    """A lesson with what is done about it."""
    said = (FAILURES.get(lesson.failing or ""), CAUSES.get(lesson.cause or ""), SERVICES.get(lesson.service or ""))
    return {
        "what": lesson.what, "on": lesson.on, "failing": said[0] or "", "cause": said[1] or "",
        "service": said[2] or "", "actions": [row for row in actions if row["lesson"] == key],
    }  # fmt: skip


def action_row(opened: Opened, key: str, action: Action, today: date, may: bool) -> Row:
    """An action with how it stands and where it is moved or done."""
    duty = next(one for one in opened.duties if one.name == f"action:{key}")
    event, moved = action.event, action.first != action.event.by
    return {
        "what": event.what, "lesson": event.lesson, "owner": capfirst(opened.judged.called(event.owner)),
        "by": event.by, "first": action.first if moved else None, "done": action.done, "proof": action.proof,
        "status": duty.status(today),
        "complete": step_href(opened, "action_completed", id=key) if may and not action.done else "",
        "move": step_href(opened, "action_set", id=key) if may and not action.done else "",
        "tell": step_href(opened, "update_sent", learnt=key) if may and action.done and _tells(opened) else "",
    }  # fmt: skip


def _tells(opened: Opened) -> bool:
    return not opened.state.anonymous and not opened.state.disposed


def about(opened: Opened) -> list[str]:
    """What it turned out to be about."""
    found = opened.state.learning.classified
    if not found:
        return []
    own = categories(opened.policy.wording)
    return [*(own.get(one, one) for one in found.categories), *(capfirst(SERVICES[one]) for one in found.services)]


def home(opened: Opened) -> str:
    """The home it is about, as the figures count it."""
    found = opened.state.learning.home
    return ", ".join(filter(None, (TENURES.get(found.tenure, found.tenure), found.area))) if found else ""
