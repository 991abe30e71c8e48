"""The forms of disposal and of requests for one's own data."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from putright.apps.records.actions import MOST
from putright.apps.records.models import Disposal
from putright.design.fields import DatePartsField
from putright.design.widgets import Checkboxes, Radios


class PrepareForm(forms.Form):
    """What is to be disposed of, the longest due first."""

    kind = forms.ChoiceField(label="What is to be disposed of?", choices=Disposal.Kind.choices,
                             widget=Radios(attrs={"class": "govuk-radios--small"}))  # fmt: skip
    most = forms.IntegerField(
        label="How many at most?", min_value=1, max_value=MOST, initial=100,
        help_text=f"Up to {MOST}. Those that are due longest come first.",
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
    )  # fmt: skip


class LeaveOutForm(forms.Form):
    """Records to be left out of a disposal, and why."""

    items = forms.MultipleChoiceField(
        label="Records", choices=(), error_messages={"required": "Tick the records that are to be left out."}
    )
    why = forms.CharField(
        label="Why are they left out?", max_length=300,
        error_messages={"required": "Say in a few words why they are left out."},
    )  # fmt: skip


class AskForm(forms.Form):
    """Somebody asks for their own data."""

    name = forms.CharField(label="Their name", max_length=200)
    known_by = forms.CharField(
        label="Another fact that tells who they are", max_length=400,
        help_text="Their e-mail address, telephone number or postcode. A name alone is not enough to find somebody.",
    )  # fmt: skip
    identity = forms.CharField(
        label="How did you make sure that it is them?", max_length=400,
        help_text="Ask for no more than you need, such as a call back on the number we have.",
    )  # fmt: skip
    asked_on = DatePartsField(
        label="When did they ask?", help_text="In any words, to anybody here. For example, 27 3 2026"
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_asked_on(self) -> date:
        asked: date = self.cleaned_data["asked_on"]
        if asked > self.today:
            raise forms.ValidationError("That day is still to come.")
        return asked


class ChooseForm(forms.Form):
    """Which of what was found is about them."""

    theirs = forms.MultipleChoiceField(
        label="Which of these are about them?", widget=Checkboxes(), choices=(),
        error_messages={"required": "Tick at least one, or end the request and tell them that nothing was found."},
    )  # fmt: skip

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theirs"].choices = choices  # type: ignore[attr-defined]


class MaskForm(forms.Form):
    """What is withheld beside what the program masks, and why."""

    words = forms.CharField(
        label="Words to mask (optional)", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One on each line: names, addresses or anything else about somebody else.",
    )  # fmt: skip
    why = forms.CharField(
        label="What was withheld, and why, as they will read it (optional)", required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class ReleaseForm(forms.Form):
    """That somebody looked it through, and how it is given."""

    looked = forms.BooleanField(
        label="I have looked through all of it, and nothing in it is about somebody else",
        error_messages={"required": "Look through all of it first, and tick that you did."},
    )  # fmt: skip
    how = forms.CharField(
        label="How is it given to them?", max_length=200,
        help_text="Such as on a stick at the office, or by a secure link.",
    )  # fmt: skip
