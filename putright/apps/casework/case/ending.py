"""The review panel, a varied procedure, and closing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms

from putright.apps.casework.case.fields import LONGEST, Choices, bodies, choice_field, colleagues, several, text
from putright.apps.casework.names import person_line
from putright.apps.casework.steps import DatedForm, Step, StepForm, words
from putright.core import events as e
from putright.core.decide import decide
from putright.core.events import Event
from putright.core.pack import Seat

GROUNDS = {"unacceptable_behaviour": "Unacceptable behaviour"}
FOR_BEHAVIOUR = {
    "decided_by": "Say who decided to close it.",
    "evidence": "Set out the evidence of the behaviour.",
    "equality_considered": "Say that you had regard to the Equality Act 2010, or do not close it.",
}
"""What closing on a ground asks for, and what to say where it is missing."""


# ---- the panel ------------------------------------------------------------------------------


class PanelForm(DatedForm):
    """A person for each seat of the panel, from those who may sit in it."""

    def build(self) -> None:
        panel = self.opened.policy.pack.panel
        self.unfit: list[tuple[str, str]] = []
        for name, seat in panel.seats.items() if panel else ():
            instead = panel.seats[seat.instead] if panel and seat.instead else None
            label = f"{seat.title[:1].upper()}{seat.title[1:]}" + (f", or else {instead.title}" if instead else "")
            hint = "The complainant must have agreed to it." if seat.needs_consent else ""
            self.fields[f"seat-{name}"] = choice_field(label, self._fit(seat, instead), hint)
        self.order_fields([*(name for name in self.fields if name.startswith("seat-")), "on"])

    def _fit(self, seat: Seat, instead: Seat | None) -> Choices:
        roles = {*seat.roles, *(instead.roles if instead else ())}
        fit = []
        for key, person in self.opened.people.items():
            if person.active and person.roles & roles:
                reasons = self._against(key)
                shown = (person_line(self.opened, key), " ".join(reasons))
                if not reasons:
                    fit.append((key, shown[0]))
                elif shown not in self.unfit:
                    self.unfit.append(shown)
        return fit

    def _against(self, key: str) -> list[str]:
        """What stands in this person's way, whoever else sits."""
        on = max(self.today, self.opened.state.last)
        reasons = decide(self.opened.judged, e.PanelConvened(on=on, members=(key,)))
        return [
            words(reason) for reason in reasons if reason.rule in ("handler_not_complained_of", "reviewer_not_involved")
        ]

    def members(self) -> tuple[str, ...]:
        """Who was chosen, seat by seat."""
        return tuple(value for name, value in self.cleaned_data.items() if name.startswith("seat-"))


class PanelConvened(Step):
    kind, title, button = "panel_convened", "Convene the review panel", "Convene the panel"
    form_class, template = PanelForm, "casework/step_people.html"

    def events(self, form: PanelForm, now: datetime) -> Sequence[Event]:
        return [e.PanelConvened(on=form.cleaned_data["on"], members=form.members())]


class PanelMetForm(DatedForm):
    """Who of those convened sat, and the minutes."""

    def build(self) -> None:
        stage = self.opened.state.current
        convened = [
            (key, person_line(self.opened, key)) for key in (stage.panel if stage else ()) if key in self.opened.people
        ]
        self.fields["members"] = several("Who sat on it?", convened)
        self.fields["members"].initial = [key for key, _ in convened]
        self.fields["minutes"] = text("Minutes", optional=True, rows=10)(self.opened)
        self.order_fields(["members", "minutes", "on"])


class PanelMet(Step):
    kind, title, button = "panel_met", "The panel met", "Record the meeting"
    form_class = PanelMetForm

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        return [e.PanelMet(on=typed["on"], members=tuple(typed["members"]), minutes=typed["minutes"])]


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
            "Who decided it? (for behaviour)", colleagues(self.opened), optional=True
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
