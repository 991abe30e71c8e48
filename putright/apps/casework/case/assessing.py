"""The first look at a complaint, and what in it has a route of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms

from putright.apps.casework.case.beside import FLAGS, recipients
from putright.apps.casework.case.fields import choice_field, line, method, next_key, several, text
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import DatedForm, Step, StepForm
from putright.core import events as e
from putright.core.events import Event
from putright.design.fields import DatePartsField
from putright.design.widgets import Radios

SMALL = {"class": "govuk-radios--small"}
ROUTES = {
    "early": (
        "It can be answered early",
        "What happened is clear, or can be put right now. It still gets a full answer.",
    ),
    "investigation": ("It needs investigating", "Somebody has to find out what happened first."),
}
URGENCY = {
    "routine": ("No, it can take its turn", ""),
    "urgent": (
        "Yes, something cannot wait for the answer",
        "Write it into the plan as well: there it stays until it is done.",
    ),
    "emergency": ("It is an emergency: somebody must act today", "If it is about the home, report the hazard as well."),
}
RISKS = ("safeguarding", "high_risk", "serious_impact", "health_and_safety", "notifiable_safety_incident")


def _radios(label: str, choices: dict[str, tuple[str, str]]) -> forms.ChoiceField:
    hints = {key: hint for key, (_, hint) in choices.items() if hint}
    shown = [(key, text) for key, (text, _) in choices.items()]
    return forms.ChoiceField(label=label, choices=shown, widget=Radios(hints=hints, attrs=SMALL))


class AssessedForm(DatedForm):
    """How it is answered, who is at risk, what cannot wait, and what would settle it: filled in on the telephone."""

    def build(self) -> None:
        opened, before = self.opened, self.opened.state.safety.assessment
        self.fields["route"] = _radios("How will it be answered?", ROUTES)
        self.fields["complexity"] = text("What makes it simple or complex?", rows=2)(opened)
        self.fields["vulnerability"] = text(
            "Is anybody vulnerable, or made so by this?",
            "Age, health, disability, a child in the home, language, being alone. Write “none known” if so.", rows=2,
        )(opened)  # fmt: skip
        self.fields["risks"] = text(
            "Could somebody come to harm? How?", "Write “none known” if so.", rows=2
        )(opened)  # fmt: skip
        left = [flag for flag in RISKS if flag not in opened.state.flags]
        if left:
            self.fields["flags"] = several(
                "Is any of this so?", [(flag, FLAGS[flag]) for flag in left], self._told(left), optional=True
            )
        self.fields["urgency"] = _radios("Is anything urgent?", URGENCY)
        self.fields["landlord_risk"] = text(
            "What risk is there for us?",
            "A claim, a breach of a duty, others in the same position.",
            optional=True,
            rows=2,
        )(opened)
        self.fields["resolution"] = text("What would resolve it?", "In their words.", optional=True, rows=2)(opened)
        self.fields["on"].label = "When did you look at it?"
        self.order_fields([
            "route", "complexity", "vulnerability", "risks", "flags", "urgency", "landlord_risk", "resolution", "on",
        ])  # fmt: skip
        self.initial |= {"resolution": "\n".join(opened.state.outcomes), "urgency": "routine"}
        if before:
            names = ("route", "complexity", "vulnerability", "risks", "urgency", "landlord_risk", "resolution")
            self.initial |= {name: getattr(before, name) for name in names}

    def _told(self, flags: list[str]) -> str:
        titles = recipients(self.opened, flags)
        return f"Ticking one may mean that the {' or the '.join(titles)} must be told today." if titles else ""


class Assessed(Step):
    kind, title, button = "assessed", "Assess the complaint", "Save the assessment"
    form_class = AssessedForm
    guide = "A first look, in a few minutes, best on the telephone with them. It can be done again when more is known."
    done = "The assessment is on record."

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        names = ("on", "route", "complexity", "vulnerability", "risks", "urgency", "landlord_risk", "resolution")
        by = form.person.key if form.person else None
        first: Event = e.Assessed(by=by, **{name: typed[name] for name in names})
        return [
            first,
            *(e.FlagRaised(on=typed["on"], flag=flag, what=typed["risks"]) for flag in typed.get("flags", ())),
        ]


# ---- what has a route of its own ------------------------------------------------------------


class ProcedureForm(DatedForm):
    """Which procedure, for what, for which points, to whom; and that they were told."""

    def build(self) -> None:
        opened = self.opened
        routes = opened.policy.law.routes
        self.fields["procedure"] = forms.ChoiceField(
            label="Where does it belong?", choices=[(key, route.title) for key, route in routes.items()],
            widget=Radios(hints={key: route.tell for key, route in routes.items()}, attrs=SMALL),
        )  # fmt: skip
        self.fields["what"] = text("What exactly goes there?", "Only that. The rest stays with us.", rows=3)(opened)
        stage = opened.state.current or opened.state.stages.get(1)
        points = [
            (key, f"{key.removeprefix('p')}. {said[:120]}") for key, said in (stage.points if stage else {}).items()
        ]
        if points:
            self.fields["points"] = several(
                "Which points is that?", points,
                "A point that goes elsewhere needs no finding here. Choose none to answer it here too.", optional=True,
            )  # fmt: skip
        hint = "The law's times for it count from that day, whenever it is recorded."
        self.fields["received"] = DatePartsField(label="On which day did it reach us?", help_text=hint)
        self.fields["to"] = line("To whom does it go?", "Leave it empty to name the usual.", optional=True)(opened)
        self.fields["contact"] = line("How can they be reached?", optional=True, longest=300)(opened)
        self.fields["told"] = forms.ChoiceField(
            label="Have you told the complainant?", widget=Radios(reveals={"yes": "method"}, attrs=SMALL),
            choices=[("yes", "Yes"), ("no", "Not yet: I shall be reminded")],
        )  # fmt: skip
        self.fields["method"] = method("How were they told?", optional=True)(opened)
        self.initial["received"] = opened.state.received
        self.order_fields(["procedure", "what", "points", "received", "to", "contact", "told", "method", "on"])

    def clean_received(self) -> date:
        received: date = self.cleaned_data["received"]
        if received > self.today:
            raise forms.ValidationError("That day is still to come. Give today’s date or an earlier one.")
        return received

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        on, received = typed.get("on"), typed.get("received")
        if on and received and received > on:
            self.add_error("received", "It cannot have reached us after the day on which it was passed on.")
        return typed


class ProcedureOpened(Step):
    kind, title, button = "procedure_opened", "Some of it goes elsewhere (insurance, court, data)", "Save"
    form_class = ProcedureForm
    guide = "Point them to it without letting go of the rest: nothing here stops a date of the complaint."

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        key = next_key("o", form.opened.state.safety.procedures)
        first: Event = e.ProcedureOpened(
            on=typed["on"], id=key, procedure=typed["procedure"], what=typed["what"],
            points=tuple(typed.get("points", ())), received=typed["received"], to=typed["to"], contact=typed["contact"],
        )  # fmt: skip
        told = e.ProcedureStep(on=typed["on"], id=key, step="told", method=typed["method"] or None)
        return [first, told] if typed["told"] == "yes" else [first]


def choices_of_flags(opened: Opened) -> list[tuple[str, str]]:
    """The flags that the case does not carry yet, each as a sentence."""
    return [(flag, said) for flag, said in FLAGS.items() if flag not in opened.state.flags]


def flag_field(opened: Opened) -> forms.Field:
    """Which flag was learnt; beside each, whom the policy wants told."""
    titles = {flag: recipients(opened, [flag]) for flag, _ in choices_of_flags(opened)}
    hints = {
        flag: f"The {' and the '.join(found)} must be told the same day." for flag, found in titles.items() if found
    }
    field = choice_field("What is so?", choices_of_flags(opened))
    field.widget = Radios(hints=hints, attrs=SMALL)
    field.widget.choices = field.choices = choices_of_flags(opened)
    return field
