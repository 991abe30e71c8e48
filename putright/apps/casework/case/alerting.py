"""Telling those who must know of a risk, and the steps of the duty of candour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms

from putright.apps.accounts.models import Person
from putright.apps.casework.case.beside import owed_alerts
from putright.apps.casework.case.fields import choice_field, colleagues, line, method, text
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import DatedForm, Step, StepForm, said
from putright.core import events as e
from putright.core.events import Event
from putright.core.law import CandourRule
from putright.design.widgets import Radios

SMALL = {"class": "govuk-radios--small"}


def _by(form: StepForm, label: str) -> forms.ChoiceField:
    field = choice_field(label, colleagues(form.opened))
    field.initial = form.person.key if form.person else None
    return field


class AlertForm(DatedForm):
    """Who was told, how, and by whom: one recipient at a time, since telling one never meets another's duty."""

    def build(self) -> None:
        opened = self.opened
        roles = opened.policy.pack.roles
        owed = owed_alerts(opened)
        every = [(key, role.title[:1].upper() + role.title[1:]) for key, role in roles.items() if key != "front_line"]
        field = choice_field("Whom have you told?", owed or every)
        field.initial = owed[0][0] if owed else None
        self.fields["to"] = field
        self.fields["who"] = line("Who exactly?", self._holders([key for key, _ in owed]))(opened)
        self.fields["method"] = method("How were they told?")(opened)
        self.fields["by"] = _by(self, "Who told them?")
        self.fields["what"] = text("What was said, and what happens now?", optional=True, rows=3)(opened)
        self.order_fields(["to", "who", "method", "by", "what", "on"])

    def _holders(self, owed: list[str]) -> str:
        """Whoever holds the roles to be told, of the complaint's own brand where the landlord has brands (HPG-45)."""
        opened, brand = self.opened, self.opened.state.brand
        elsewhere = {
            str(pk)
            for pk, brands in Person.objects.filter(landlord=opened.case.landlord_id).values_list("pk", "brands")
            if brands and brand not in brands
        }
        roles = dict.fromkeys(key.partition(":")[0] for key in owed)
        held = [
            f"{opened.policy.pack.roles[role].title}: {', '.join(names)}"
            for role in roles
            if (names := [p.called for key, p in opened.people.items()
                          if role in p.roles and p.active and key not in elsewhere])
        ]  # fmt: skip
        return " ".join(["Their name, or that of whoever took it for them.", *(f"{one}." for one in held)])


class SafetyAlerted(Step):
    kind, title, button = "safety_alerted", "Give a safety alert", "Record the alert"
    form_class = AlertForm
    guide = "Tell them first, then record it here: this page tells nobody. Everyone owed an alert is told separately."
    done = "The alert is on record."

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = dict(form.cleaned_data)
        role, _, flag = typed["to"].partition(":")
        given = {name: typed[name] for name in ("on", "who", "method", "by", "what") if typed.get(name)}
        return [e.SafetyAlerted(to=role, flag=flag or None, **given)]  # type: ignore[arg-type]


# ---- candour --------------------------------------------------------------------------------

STEPS = {
    "in_person": "Told them in person what happened", "apology": "Apologised",
    "written": "Followed it up in writing", "records": "Kept the records of it",
}  # fmt: skip


def candour_steps(opened: Opened) -> list[tuple[str, str, CandourRule | None]]:
    """The steps that the policy has, in its order: key, what was done, what the law asks of it."""
    rule, law = opened.policy.pack.candour, opened.policy.law.candour
    return [(key, STEPS.get(key, key.replace("_", " ")), law.get(key)) for key in (rule.steps if rule else STEPS)]


class CandourForm(DatedForm):
    """One step: who took it, with whom, when, how, and what was said."""

    def build(self) -> None:
        opened = self.opened
        taken = opened.state.candour
        steps = candour_steps(opened)
        hints = {key: rule.asks for key, _, rule in steps if rule}
        hints |= {key: f"Done on {said(taken[key])}. Recording it again adds to it." for key in taken if key in hints}
        left = [key for key, _, _ in steps if key not in taken]
        self.fields["step"] = forms.ChoiceField(
            label="What was done?", choices=[(key, label) for key, label, _ in steps],
            initial=left[0] if left else None, widget=Radios(hints=hints, attrs=SMALL),
        )  # fmt: skip
        self.fields["to"] = line("With whom?", "The person harmed, or who acts for them.", optional=True)(opened)
        self.fields["to"].label = "With whom?"
        self.fields["method"] = method("How?")(opened)
        self.fields["method"].required = False
        self.fields["by"] = _by(self, "Who did it?")
        self.fields["what"] = text(
            "What was said or sent?",
            "What is known, what is still looked into, the apology, the support offered.",
        )(opened)
        self.order_fields(["step", "to", "method", "by", "what", "on"])

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if typed.get("step") not in (None, "records"):
            for name, said in (("to", "Say with whom."), ("method", "Say how.")):
                if not typed.get(name) and name not in self.errors:
                    self.add_error(name, said)
        if typed.get("step") == "in_person" and typed.get("method") not in (None, "", "in_person", "visit"):
            self.add_error(
                "method", "This step is taken face to face: in person or on a visit. A call is no more than a help."
            )
        return typed


class CandourStep(Step):
    kind, title, button = "candour_step", "Duty of candour", "Record the step"
    form_class = CandourForm
    guide = (
        "Somebody was harmed by care we gave. They are told in person first, as soon as it can be done, then in"
        " writing, with an apology; and all of it is kept. No law sets days for it: it stays open until all are done."
    )

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        names = ("on", "step", "to", "method", "by", "what")
        given = {name: form.cleaned_data[name] for name in names if form.cleaned_data.get(name)}
        return [e.CandourStep(**given)]
