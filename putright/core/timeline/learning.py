"""What is learnt from a complaint."""

from __future__ import annotations

from putright.core import events as e
from putright.core.timeline.base import Says, because, how, when

SAYS: Says = {
    e.LearningSessionHeld: lambda x, n: "learning session held" + because(n.all(x.members), " with "),
    e.SurveySent: lambda x, n: f"survey sent{how(x.method)}",
    e.SurveyAnswered: lambda x, n: "survey answered",
    e.LessonRecorded: lambda x, n: "lesson recorded",
    e.ActionSet: lambda x, n: f"action set ({x.id})" + when(x.by, ", by"),
    e.ActionCompleted: lambda x, n: f"action {x.id} completed",
}  # fmt: skip
