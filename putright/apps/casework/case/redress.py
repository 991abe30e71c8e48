"""What a redress body found, point by point."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.html import escape

from putright.apps.casework.case.bodies import body_field, entry, findings, likely
from putright.apps.casework.case.fields import choice_field, text
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import DatedForm, Step, StepForm
from putright.core import events as e
from putright.core.events import Event
from putright.core.redress import takers


def points_of(opened: Opened) -> dict[str, str]:
    """The points of the complaint, by id, as they were last agreed."""
    return {key: text for _, stage in sorted(opened.state.stages.items()) for key, text in stage.points.items()}


class DeterminedForm(DatedForm):
    """Who decided, what they found on the whole, and on each point."""

    def build(self) -> None:
        opened = self.opened
        listed = likely(opened)
        self.fields["body"] = body_field("Who decided?", listed)
        able = [body for body in takers(opened.judged) if entry(body).get("findings")]
        known = findings(able or listed)
        self.fields["finding"] = choice_field("What did they find on the whole?", known)
        for n, (key, words) in enumerate(points_of(opened).items(), 1):
            self.fields[f"finding-{key}"] = choice_field(
                f"Point {n} (optional)", known, escape(words[:300]), optional=True
            )
        self.fields["what"] = text("In short", "What they say went wrong, and what of it was put right.",
                                   optional=True)(opened)  # fmt: skip
        self.order_fields([*(name for name in self.fields if name != "on"), "on"])


class Determined(Step):
    kind, title, button = "determined", "The Ombudsman’s determination", "Record"
    form_class = DeterminedForm
    guide = "Orders and recommendations are recorded afterwards, each with its own date."

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        found = {key.partition("-")[2]: value for key, value in typed.items() if key.startswith("finding-") and value}
        return [e.Determined(on=typed["on"], body=typed["body"], finding=typed["finding"], what=typed["what"],
                             findings=found)]  # fmt: skip
