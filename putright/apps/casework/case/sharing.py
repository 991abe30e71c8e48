"""Passing something on: to those it praises or concerns, and to whom the policy names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.text import capfirst

from putright.apps.casework.case.fields import Choices, bodies, colleagues, text
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import DatedForm, Step, StepForm
from putright.core import events as e
from putright.core.events import Event
from putright.core.registers import audience

PLACES = {1: "Who is to hear of it?", 2: "And who else? (optional)", 3: "And who else besides? (optional)"}


class FeedbackSharedForm(DatedForm):
    """To whom, and what they are told. Whoever is named reads these words and nothing else of the case."""

    def build(self) -> None:
        choices = _everybody(self.opened)
        named = [one for one in audience(self.opened.judged) if one in dict(bodies(self.opened))]
        for n, label in PLACES.items():
            self.fields[f"to_{n}"] = forms.ChoiceField(
                label=label, choices=choices, required=n == 1, widget=forms.Select(),
                initial=named[n - 1] if n <= len(named) else "",
            )  # fmt: skip
        self.fields["what"] = text("What will they read?", "Leave out what they need not know of who wrote it.")(
            self.opened
        )
        self.fields["what"].initial = self.opened.state.text
        self.order_fields([*(f"to_{n}" for n in PLACES), "what", "on"])


def _everybody(opened: Opened) -> list[tuple[str, Any]]:
    named: Choices = [(key, capfirst(title)) for key, title in bodies(opened)]
    return [("", "Choose"), ("Roles and bodies", named), ("People", colleagues(opened))]


class FeedbackShared(Step):
    kind, title, button = "feedback_shared", "Pass it on", "Pass it on"
    form_class = FeedbackSharedForm
    guide = "Praise is for those who earned it; a petition goes to whom the policy names."

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        names = tuple(dict.fromkeys(filter(None, (typed[f"to_{n}"] for n in PLACES))))
        return [e.FeedbackShared(on=typed["on"], with_=names, what=typed["what"])]
