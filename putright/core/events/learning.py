"""What is learnt from a complaint."""

from __future__ import annotations

from datetime import date

from putright.core.events.base import Event, GivenFact, Words


class LearningSessionHeld(Event, frozen=True, kw_only=True):
    members: tuple[str, ...] = ()
    what: Words = ""


class SurveySent(Event, frozen=True, kw_only=True):
    method: str | None = None


class SurveyAnswered(GivenFact, frozen=True, kw_only=True):
    answer: Words = ""


class LessonRecorded(Event, frozen=True, kw_only=True):
    what: Words = ""


class ActionSet(Event, frozen=True, kw_only=True):
    id: str = "1"
    what: Words = ""
    by: date | None = None


class ActionCompleted(Event, frozen=True, kw_only=True):
    id: str = "1"
