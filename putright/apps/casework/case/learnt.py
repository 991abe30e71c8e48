"""What a complainant is told of what was learnt from their complaint (C20-B6.2)."""

from __future__ import annotations

from putright.apps.casework.opened import Opened


def learnt(opened: Opened, key: str) -> str:
    """What somebody is told who complained, of an action that is done: a beginning for whoever writes it."""
    action = opened.state.learning.actions[key].event
    lesson = opened.state.learning.lessons.get(action.lesson)
    taught = f"Your complaint taught us something: {lesson.what.rstrip('.')}. " if lesson and lesson.what else ""
    return f"{taught}Because of your complaint we have done this: {action.what.rstrip('.')}."
