"""What a case's state holds of what was learnt, asked and kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from putright.core import events as e


@dataclass(slots=True)
class Action:
    """Something to be done about a lesson. `first`: the date it had first."""

    event: e.ActionSet
    since: date
    first: date | None
    done: date | None = None
    proof: str = ""


@dataclass(slots=True)
class Learning:
    """Lessons and actions by their ids, what the complainant said of it, and what keeps the records.

    `held`: the ids of all holds there ever were. `at_court`: a claim about the matter was filed and has not ended.
    `unhappy_since`: the day of the survey's answer that somebody has to speak with them about; `owed_since`: the same
    while nobody has.
    """

    classified: e.Classified | None = None
    home: e.HomeRecorded | None = None
    lessons: dict[str, e.LessonRecorded] = field(default_factory=dict)
    actions: dict[str, Action] = field(default_factory=dict)
    sessions: list[e.LearningSessionHeld] = field(default_factory=list)
    surveys: list[e.SurveyAnswered] = field(default_factory=list)
    unhappy_since: date | None = None
    owed_since: date | None = None
    followed_up: date | None = None
    sought: list[e.FeedbackSought] = field(default_factory=list)
    holds: dict[str, e.HoldPlaced] = field(default_factory=dict)
    held: set[str] = field(default_factory=set)
    at_court: bool = False
