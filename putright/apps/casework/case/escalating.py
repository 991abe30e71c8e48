"""Asking for stage 2, wholly or in part, and taking the request to it with what the Code has us consider."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from putright.apps.casework.case.fields import Choices, method, several, text
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import DatedForm, Step, StepForm, in_full
from putright.core import escalation
from putright.core import events as e
from putright.core.duties import find
from putright.core.events import Event
from putright.core.guards.refusing import request_is_late


def stage_1_points(opened: Opened) -> Choices:
    """The points of stage 1 that may be reviewed, and are not under review already."""
    first, second = opened.state.stages.get(1), opened.state.stages.get(2)
    taken = second.points if second else {}
    return [(key, text or "The complaint as a whole") for key, text in (first.points if first else {}).items()
            if key not in taken]  # fmt: skip


def requests_of(opened: Opened) -> list[dict[str, Any]]:
    """Each request for stage 2, in their own words, with the points it names (none: all of them)."""
    first, second = opened.state.stages.get(1), opened.state.stages.get(2)
    words = first.points if first else {}
    return [
        {"on": one.on, "reason": one.reason, "points": [words[key] for key in one.points if words.get(key)]}
        for one in (second.requests if second else ())
    ]


class RequestForm(DatedForm):
    """What they ask to have reviewed, and what they say."""

    def build(self) -> None:
        points = stage_1_points(self.opened)
        if len(points) > 1:
            hint = "Tick none if they want all of it reviewed. What is not ticked stays as it was decided."
            self.fields["points"] = several("Which points do they want reviewed?", points, hint, optional=True)
        self.fields["reason"] = text(
            "What do they say is still wrong?", "In their own words. They need give no reason.", optional=True, rows=6
        )(self.opened)
        self.fields["method"] = method("How did they ask?", optional=True)(self.opened)
        self.order_fields(["points", "reason", "method", "on"])


class EscalationRequested(Step):
    kind, title, button = "escalation_requested", "They ask for stage 2", "Record the request"
    form_class = RequestForm
    guide = "A request is never turned away here: it is recorded, and then accepted or refused with reasons."

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        points = tuple(typed.get("points") or ())
        if not points and form.opened.state.stages.get(2):
            points = tuple(key for key, _ in stage_1_points(form.opened))
        return [e.EscalationRequested(
            on=typed["on"], reason=typed["reason"], points=points, method=typed["method"] or None
        )]  # fmt: skip


class EscalatedForm(DatedForm):
    """What the review is about, who is kept informed, what it needs, what would resolve it."""

    def build(self) -> None:
        fields = {
            "about": text("What is the review about?", "What is still unresolved for them, and what is resolved."),
            "evidence": text(
                "What must we see or ask that stage 1 did not?", "Write “Nothing more” if that is so.", rows=3
            ),
            "outcome": text("What would resolve it for them?", rows=3),
            "informed": text("Who is kept informed, beside them?", "For example, whoever answered stage 1.", rows=2),
            "explanation": text(
                "Why is it taken though it came late?" if self.late else "Anything to note about the decision",
                optional=not self.late, rows=2),
        }  # fmt: skip
        self.fields |= {name: make(self.opened) for name, make in fields.items()}
        self.order_fields([*fields, "on"])

    @property
    def late(self) -> bool:
        """Whether they asked after the policy's last day for asking."""
        return request_is_late(self.opened.judged)


class Escalated(Step):
    kind, title, button = "escalated", "Accept the request for stage 2", "Accept the request"
    form_class, template = EscalatedForm, "casework/step_escalated.html"

    def initial(self, opened: Opened) -> dict[str, Any]:
        """What the request and stage 1 already say."""
        second, first = opened.state.stages.get(2), opened.state.stages.get(1)
        if not second:
            return {}
        said = [*second.points.values(), *(one.reason for one in second.requests)]
        outcomes = second.outcomes or (first.outcomes if first else ()) or opened.state.outcomes
        by = "Whoever handled stage 1" if first and first.handlers else ""
        return {"about": "\n".join(filter(None, said)), "outcome": "\n".join(outcomes), "informed": by}

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        names = ("on", "about", "evidence", "outcome", "informed", "explanation")
        return [e.Escalated(**{name: form.cleaned_data[name] for name in names})]

    def context(self, opened: Opened, form: StepForm) -> dict[str, Any]:
        due = find(opened.judged, "stage2.respond")
        handler = opened.state.handler
        return {
            "requests": requests_of(opened), "asked": in_full(escalation.in_time(opened.judged)),
            "answer_due": due.due if due else None,
            "reviewer": opened.judged.called(handler) if handler else "",
        }  # fmt: skip
