"""What was learnt is a service's, never a person's; what is to be done about it has an owner, and an end."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core import events as e
from putright.core.case import Case
from putright.core.conflicts import conflicts
from putright.core.guards import guard
from putright.core.guards.investigation import _names
from putright.core.guards.order import FIRST
from putright.core.state import State


def _lesson(state: State, event: e.LessonRecorded) -> str | None:
    return f"there is a lesson {event.id!r} already" if event.id and event.id in state.learning.lessons else None


def _action(state: State, event: e.ActionSet) -> str | None:
    before = state.learning.actions.get(event.id)
    if before and before.done:
        return f"the action {event.id!r} was done on {before.done}"
    if event.lesson and event.lesson not in state.learning.lessons:
        return f"there is no lesson {event.lesson!r} on this case"
    return None


def _done(state: State, event: e.ActionCompleted) -> str | None:
    action = state.learning.actions.get(event.id)
    if not action:
        return f"there is no action {event.id!r} on this case"
    return f"the action {event.id!r} was done on {action.done}" if action.done else None


def _home(state: State, event: e.HomeRecorded) -> str | None:
    return None if event.tenure or event.area else "say what is known of the home: its tenure, or where it is"


def _classified(state: State, event: e.Classified) -> str | None:
    return None if event.categories or event.services else "say what it was about: a category, or a service"


FIRST |= {
    e.LessonRecorded: _lesson,
    e.ActionSet: _action,
    e.ActionCompleted: _done,
    e.HomeRecorded: _home,
    e.Classified: _classified,
}


@guard(e.LessonRecorded, e.ActionSet)
def lesson_not_blame(case: Case, event: e.LessonRecorded | e.ActionSet) -> Iterator[str]:
    """A lesson is about a service, and what is to be done about it too; it names nobody who works here (WTP-03)."""
    for person in case.people.values():
        if _names(event.what, person.called):
            yield f"what is learnt is a service's, never a person's: leave out {person.called}"


@guard(e.ActionSet)
def action_owner(case: Case, event: e.ActionSet) -> Iterator[str]:
    """Its owner works here or is a role or body of the policy, and is nobody from whom the complaint is kept."""
    pack, person = case.policy.pack, case.people.get(event.owner)
    if event.owner and not person and event.owner not in pack.roles and event.owner not in pack.bodies:
        yield f"there is no person or role {event.owner!r}"
    found = conflicts(case, person) if person else {}
    if said := found.get("handler_not_complained_of") or found.get("handler_not_away"):
        yield f"{said}: give it to somebody else"
