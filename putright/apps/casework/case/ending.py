"""A varied procedure, and closing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms

from putright.apps.casework.case.conduct import deciders
from putright.apps.casework.case.fields import LONGEST, bodies, choice_field, text
from putright.apps.casework.steps import DatedForm, Step, StepForm
from putright.core import events as e
from putright.core.events import Event

GROUNDS = {"unacceptable_behaviour": "Unacceptable behaviour"}
FOR_BEHAVIOUR = {
    "decided_by": "Say who decided to close it.",
    "evidence": "Set out the evidence of the behaviour.",
    "equality_considered": "Say that you had regard to the Equality Act 2010, or do not close it.",
}
"""What closing on a ground asks for, and what to say where it is missing."""


# ---- a varied procedure ---------------------------------------------------------------------


class VariationForm(DatedForm):
    """Who varies the procedure, whose place is taken by whom, and why."""

    def build(self) -> None:
        opened = self.opened
        pack = opened.policy.pack
        allowed = [one for one in bodies(opened) if one[0] in pack.variation] or bodies(opened)
        roles = [one for one in bodies(opened) if one[0] in pack.roles]
        self.fields["by_role"] = choice_field("Who authorised it?", allowed)
        self.fields["old"] = choice_field("Whose part is taken?", roles)
        self.fields["new"] = choice_field("Who takes it?", roles)
        self.fields["reason"] = text("Why?")(opened)
        self.order_fields(["by_role", "old", "new", "reason", "on"])

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("old") and typed.get("old") == typed.get("new"):
            self.add_error("new", "Choose somebody else to take the part.")
        return typed


class VariationAuthorised(Step):
    kind, title, button = "variation_authorised", "Vary the procedure", "Record the variation"
    form_class = VariationForm

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        replaces = {typed["old"]: typed["new"]}
        return [
            e.VariationAuthorised(on=typed["on"], by_role=typed["by_role"], reason=typed["reason"], replaces=replaces)
        ]


# ---- closing --------------------------------------------------------------------------------


class ClosedForm(DatedForm):
    """Closing; on the pack's ground of behaviour with who decided, on what evidence, and regard to equality."""

    def build(self) -> None:
        grounds = self.opened.policy.pack.closing_grounds
        self.fields["evidence"] = text("Anything to note", optional=True, rows=3)(self.opened)
        if not grounds:
            return
        choices = [("", "It has been answered, or they are satisfied, or have withdrawn")]
        choices += [(key, GROUNDS.get(key, key.replace("_", " ").capitalize())) for key in grounds]
        self.fields["ground"] = forms.ChoiceField(
            label="Why is it closed?", choices=choices, required=False, widget=forms.RadioSelect()
        )
        self.fields["decided_by"] = choice_field(
            "Who decided it? (for behaviour)", deciders(self.opened), optional=True
        )
        self.fields["evidence"] = forms.CharField(
            label="The evidence (needed for behaviour)",
            required=False,
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": 4}),
        )
        self.fields["equality_considered"] = forms.BooleanField(
            label="We had regard to the Equality Act 2010 (for behaviour)", required=False,
            help_text="Could a disability or another protected characteristic lie behind the behaviour?",
        )  # fmt: skip
        self.order_fields(["ground", "decided_by", "evidence", "equality_considered", "on"])

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("ground"):
            for name, said in FOR_BEHAVIOUR.items():
                if not typed.get(name):
                    self.add_error(name, said)
        return typed


class Closed(Step):
    kind, title, button = "closed", "Close the complaint", "Close the complaint"
    form_class = ClosedForm
    guide = "Remedies stay due after closing, and you will still be reminded of them."

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        ground = typed.get("ground") or None
        decided = typed.get("decided_by") if ground else None
        return [e.Closed(on=typed["on"], ground=ground, decided_by=decided or None, evidence=typed["evidence"])]
