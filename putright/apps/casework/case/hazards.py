"""Reporting a hazard in the home."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone

from putright.apps.casework.case.fields import next_key, text
from putright.apps.casework.case.hours import hour
from putright.apps.casework.steps import Step, StepForm
from putright.core import events as e
from putright.core.events import Event, Flag
from putright.design.fields import DatePartsField
from putright.design.widgets import Radios

SMALL = {"class": "govuk-radios--small"}
TENURES = {
    "social_tenancy": "A tenancy from us",
    "lease": "A long lease, or shared ownership",
    "licence": "A licence, as in an almshouse or a hostel",
    "other": "Something else, or it is not ours",
}
EMERGENCY = {
    "yes": "Yes: it has to be looked into and made safe within 24 hours, day or night",
    "no": "No, or not as far as is known",
}


class HazardForm(StepForm):
    """What it is, whether it is an emergency, and when we learnt of it."""

    def build(self) -> None:
        opened = self.opened
        law = opened.policy.law.hazards
        kinds = [(key, kind.title) for key, kind in law.kinds.items()] if law else []
        self.fields["hazard"] = forms.ChoiceField(label="What is it?", choices=[("", "Choose one"), *kinds])
        self.fields["what"] = text("What did they say?", "Which room, since when, who lives there.", rows=3)(opened)
        self.fields["emergency"] = forms.ChoiceField(
            label="Could somebody be harmed within a day?", choices=list(EMERGENCY.items()), widget=Radios(attrs=SMALL),
            help_text="Think of who lives there: a baby, somebody who is ill, somebody who cannot get out.",
        )  # fmt: skip
        self.fields["time"] = hour(
            "At what time did we learn of it?",
            "On the clock, such as 09:12. Left empty, the 24 hours of an emergency end today.",
        )(opened)
        self.fields["tenure"] = forms.ChoiceField(
            label="How do they hold the home?", choices=list(TENURES.items()), widget=Radios(attrs=SMALL),
            initial="lease" if opened.state.source == "leaseholder" else "social_tenancy",
        )  # fmt: skip
        self.fields["known"] = DatePartsField(
            label="On which day did we learn of it?", initial=opened.state.received,
            help_text="The first time anybody here heard of it, even if it is written down later.",
        )  # fmt: skip
        self.order_fields(["hazard", "what", "emergency", "known", "time", "tenure"])

    def clean_known(self) -> date:
        known: date = self.cleaned_data["known"]
        if known > self.today:
            raise forms.ValidationError("That day is still to come. Give today’s date or an earlier one.")
        return known

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        now = timezone.localtime()
        if typed.get("time") and typed.get("known") == self.today and typed["time"] > f"{now:%H:%M}":
            self.add_error("time", "That time is still to come. Check morning and evening.")
        return typed


class HazardReported(Step):
    """A hazard told of in a complaint is known to the landlord from that moment: its own clock opens at once."""

    kind, title, button = "hazard_reported", "Report a hazard in the home", "Report the hazard"
    form_class = HazardForm
    guide = (
        "Its own times run from when we learnt of it, beside the complaint, whatever becomes of that. This page tells"
        " nobody: order the repair as well."
    )
    done = "The hazard is on record, and its times run."

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed, state = form.cleaned_data, form.opened.state
        on, urgent = max(form.today, state.last), typed["emergency"] == "yes"
        first: Event = e.HazardReported(
            on=on, known=typed["known"] if typed["known"] != on else None, id=next_key("h", state.safety.hazards),
            hazard=typed["hazard"], emergency=urgent, what=typed["what"], time=typed["time"] or None,
            tenure=typed["tenure"],
        )  # fmt: skip
        flags: tuple[Flag, ...] = ("health_and_safety", "high_risk") if urgent else ("health_and_safety",)
        new = [flag for flag in flags if flag not in state.flags]
        return [first, *(e.FlagRaised(on=on, flag=flag, what=typed["what"]) for flag in new)]
