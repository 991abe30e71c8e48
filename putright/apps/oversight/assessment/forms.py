"""The forms of self-assessment."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec
from django import forms
from django.core.exceptions import ValidationError

from putright import data
from putright.apps.oversight.assessment.desk import Entry
from putright.apps.oversight.assessment.models import Call
from putright.core.assessment.answering import Answered
from putright.design.fields import DatePartsField
from putright.design.widgets import Radios

YES_NO = [("yes", "Yes"), ("no", "No")]
NA = ("na", "It does not apply")
FURTHEST = timedelta(days=3660)
SMALL = {"class": "govuk-radios--small"}
ABOUT_NO = ("by_when", "action", "owner")
"""What is asked about a no."""


class RowForm(forms.Form):
    """A row's answer. Nothing is demanded here: a half-answered row is kept, and what it lacks is said beside it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    answer = forms.ChoiceField(label="Do we comply?", required=False, widget=Radios(attrs=SMALL))
    said = forms.BooleanField(label="This is our answer", required=False)
    evidence = forms.CharField(label="Evidence", required=False, max_length=8000,
                               widget=forms.Textarea(attrs={"rows": 4}))  # fmt: skip
    commentary = forms.CharField(label="Commentary and explanation", required=False, max_length=8000,
                                 widget=forms.Textarea(attrs={"rows": 3}))  # fmt: skip
    by_when = DatePartsField(label="By when will it be put right?", required=False)
    action = forms.CharField(label="What will be done? (optional)", required=False, max_length=2000)
    owner = forms.CharField(label="Which office sees to it? (optional)", required=False, max_length=200)

    def __init__(self, typed: Any, *, entry: Entry, today: date) -> None:
        self.entry, self.today = entry, today
        given = entry.given if entry.saved else entry.proposed
        first = msgspec.structs.asdict(given) | {"version": entry.version, "said": given.answer == "said"}
        if entry.saved and not given.evidence and not given.answer:
            first["evidence"] = entry.proposed.evidence
        super().__init__(typed, prefix=f"r{entry.key}", initial=first)
        self._shape(entry)

    def _shape(self, entry: Entry) -> None:
        words = entry.row.answers == "words"
        answer = self.fields["answer"]
        answer.choices = [*YES_NO, NA] if entry.row.answers == "yes_no_na" else YES_NO
        if entry.row.asks:
            answer.label = "Our answer"
        if words:
            self.fields["evidence"].label = "Our answer"
            self.fields["commentary"].label = "Commentary (optional)"
        if words or entry.row.neutral:
            for name in ABOUT_NO:
                del self.fields[name]
        else:
            answer.widget.reveals = {"no": ABOUT_NO}
        del self.fields["answer" if words else "said"]

    def clean_by_when(self) -> date | None:
        by: date | None = self.cleaned_data["by_when"]
        if by and not self.today - FURTHEST < by < self.today + FURTHEST:
            raise ValidationError("Check the year.", params={"parts": ("year",)})
        return by

    def given(self) -> Answered:
        """What was typed, as far as it can be read."""
        typed = {name: value for name in Answered.__struct_fields__ if (value := self.cleaned_data.get(name))}
        if self.cleaned_data.get("said"):
            typed["answer"] = "said"
        typed = {name: value.strip().replace("\r\n", "\n") if isinstance(value, str) else value
                 for name, value in typed.items()}  # fmt: skip
        return Answered(**typed)

    @property
    def touched(self) -> bool:
        """Whether anything stands in it that the records did not put there."""
        given, before = self.given(), self.entry.given
        if self.entry.saved and given == before:
            return False
        return bool(self.entry.saved or given.answer or given != self.entry.proposed)


class BeginForm(forms.Form):
    """On which form, over which period, and why."""

    edition = forms.ChoiceField(label="On the form of which Code?", widget=Radios)
    since = DatePartsField(label="The period begins")
    until = DatePartsField(label="The period ends")
    calls = forms.MultipleChoiceField(label="What does it answer? (optional)", required=False,
                                      widget=forms.CheckboxSelectMultiple)  # fmt: skip
    why = forms.CharField(label="Why now, if not because the year has ended? (optional)", required=False,
                          max_length=500, help_text="Printed at the head. Name no case and no person.")  # fmt: skip

    def __init__(self, *args: Any, today: date, waiting: list[Call], **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)
        self.fields["edition"].choices = [(name, data.load_form(name).title) for name in reversed(data.form_names())]
        self.fields["calls"].choices = [(one.pk, one.text) for one in waiting]
        if not waiting:
            del self.fields["calls"]

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        since, until = typed.get("since"), typed.get("until")
        if until and until > self.today:
            self.add_error("until", "The period ends today or earlier: what is still to come cannot be counted.")
        if since and until and not since < until <= since + timedelta(days=732):
            self.add_error("since", "The period begins before it ends, and is two years at most.")
        return typed


class ApproveForm(forms.Form):
    """Which body approved it, when, and where that stands in its minutes."""

    body = forms.CharField(label="Which governing body approved it?", max_length=200,
                           help_text="For example: Board of Trustees")  # fmt: skip
    on = DatePartsField(label="When?")
    minute = forms.CharField(label="Under which minute?", max_length=120, help_text="For example: 2026/41")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_on(self) -> date | None:
        on: date | None = self.cleaned_data["on"]
        if on and not self.today - FURTHEST < on <= self.today:
            raise ValidationError("That day is still to come, or long ago: check the year.")
        return on


class PublishForm(forms.Form):
    """Where else it stands on the web."""

    where = forms.URLField(label="Where does it stand on our own website? (optional)", max_length=500, required=False,
                           assume_scheme="https")  # fmt: skip


class DeedForm(ApproveForm):
    """That it was sent in, or its outcome reported back."""

    body = None  # type: ignore[assignment]
    minute = None  # type: ignore[assignment]
    where = forms.CharField(label="Its reference", max_length=200, required=False)
    text = forms.CharField(label="In a few words (optional)", max_length=2000, required=False,
                           widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip


class CallForm(forms.Form):
    """Something that calls for a self-assessment."""

    kind = forms.ChoiceField(label="What has happened?", choices=Call.Kind.choices, widget=Radios)
    text = forms.CharField(label="In a few words", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
                           help_text="Name no case and no person.")  # fmt: skip
    on = DatePartsField(label="When?")
    due = DatePartsField(label="By when is the assessment due? (optional)", required=False,
                         help_text="An ombudsman's demand names a date.")  # fmt: skip

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("kind") == Call.Kind.DEMAND and not typed.get("due") and "due" not in self.errors:
            self.add_error("due", "Say by when the ombudsman wants it.")
        return typed


class TermsForm(forms.Form):
    """What decides the due date."""

    homes = forms.IntegerField(label="How many homes does the landlord have?", min_value=1, max_value=1_000_000,
                               widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}))  # fmt: skip
    month = forms.TypedChoiceField(label="Its financial year ends in", coerce=int,
                                   choices=[(n, date(2000, n, 1).strftime("%B")) for n in range(1, 13)])  # fmt: skip
    checked_on = DatePartsField(label="When was the Ombudsman's present guidance last read? (optional)", required=False)
