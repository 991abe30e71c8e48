"""What is learnt from a complaint, and what its complainant says of how it was dealt with."""

from __future__ import annotations

from putright.core import events as e
from putright.core.state.base import State, on
from putright.core.state.shapes_learning import Action

DISSATISFIED = 2
"""The highest score by which somebody says that they are dissatisfied."""


@on(e.Classified)
def _(state: State, event: e.Classified) -> None:
    state.learning.classified = event


@on(e.HomeRecorded)
def _(state: State, event: e.HomeRecorded) -> None:
    state.learning.home = event


@on(e.LearningSessionHeld)
def _(state: State, event: e.LearningSessionHeld) -> None:
    state.learning.sessions.append(event)


@on(e.SurveySent)
def _(state: State, event: e.SurveySent) -> None:
    state.survey_sent = state.survey_sent or event.on


@on(e.SurveyAnswered)
def _(state: State, event: e.SurveyAnswered) -> None:
    state.learning.surveys.append(event)
    if event.wants_contact or (event.score is not None and event.score <= DISSATISFIED):
        state.learning.unhappy_since = state.learning.owed_since = state.learning.owed_since or event.on


@on(e.SurveyFollowedUp)
def _(state: State, event: e.SurveyFollowedUp) -> None:
    state.learning.followed_up, state.learning.owed_since = event.on, None


@on(e.FeedbackSought)
def _(state: State, event: e.FeedbackSought) -> None:
    state.learning.sought.append(event)


@on(e.LessonRecorded)
def _(state: State, event: e.LessonRecorded) -> None:
    state.learning.lessons[event.id or f"l{len(state.learning.lessons) + 1}"] = event


@on(e.ActionSet)
def _(state: State, event: e.ActionSet) -> None:
    before = state.learning.actions.get(event.id)
    first = before.first if before else event.by
    state.learning.actions[event.id] = Action(event, before.since if before else event.on, first)


@on(e.ActionCompleted)
def _(state: State, event: e.ActionCompleted) -> None:
    if action := state.learning.actions.get(event.id):
        action.done, action.proof = event.on, event.proof
