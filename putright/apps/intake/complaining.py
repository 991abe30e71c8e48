"""They are not happy with a service request: a complaint of its own beside it, in one step."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone

from putright.apps.accounts.permissions import LOG_COMPLAINT
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import Step, StepForm
from putright.apps.intake import words
from putright.apps.intake.forms import line, lines
from putright.apps.intake.registers import actions
from putright.core import events as e
from putright.design.fields import DatePartsField
from putright.design.widgets import Radios


class ComplainForm(StepForm):
    """When they said so, how, and what they said."""

    text = lines("What are they unhappy about, in their words?", 6, required=True)
    outcome = line("What would put it right? (optional)", 2000)
    channel = forms.ChoiceField(label="How did they tell us?", initial="phone",
                                widget=Radios(attrs={"class": "govuk-radios--small pr-several"}))  # fmt: skip
    on = DatePartsField(
        label="On which day did they say so?", help_text="The complaint counts from that day, whoever heard it."
    )

    def build(self) -> None:
        self.fields["channel"].choices = words.channels(self.opened.policy)  # type: ignore[attr-defined]

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError("That day is still to come. Give today’s date or an earlier one.")
        return on


class ComplainAbout(Step):
    """The page; afterwards it shows what to tell them, as for any new complaint."""

    kind, title, button = "complain_about", "They are not happy with this: make it a complaint", "Make the complaint"
    form_class, needs = ComplainForm, LOG_COMPLAINT
    guide = (
        "The request goes on with its own dates while the complaint about it runs. Who asked, what helps them and who "
        "speaks for them come along."
    )
    made: Opened | None = None

    def write(self, request: HttpRequest, opened: Opened, form: StepForm) -> None:
        typed = form.cleaned_data
        self.made = actions.complain_about(
            request.user, opened.case.reference, _received(opened, typed), at=timezone.now(),
            version=typed["version"], token=typed["token"],
        )  # fmt: skip
        self.done = f"The complaint is {self.made.case.reference}. The request goes on."

    def after(self, reference: str) -> HttpResponseRedirect:
        return redirect("logged", self.made.case.reference) if self.made else redirect("case", reference)

    def _open(self, request: HttpRequest, reference: str) -> Opened:
        opened = super()._open(request, reference)
        if opened.state.entry.kind != "service_request":
            raise Http404
        return opened


def _received(opened: Opened, typed: dict[str, Any]) -> e.Received:
    state = opened.state
    return e.Received(
        on=typed["on"], channel=typed["channel"], from_=state.source, text=typed["text"], brand=state.brand,  # type: ignore[arg-type]
        party=state.party, flags=tuple(sorted(state.flags)), ended=state.ended,
        outcomes=(typed["outcome"],) if typed["outcome"] else (),
    )  # fmt: skip
