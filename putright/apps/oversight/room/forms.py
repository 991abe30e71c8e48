"""The forms of the Member's room."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from putright.apps.accounts.models import Person
from putright.apps.casework.models import Case
from putright.apps.oversight.room.models import Statement
from putright.apps.oversight.room.readable import readable
from putright.core.workdays import said
from putright.design.fields import DatePartsField

FURTHEST = timedelta(days=366)
NAMELESS = "Do not name residents: say “the complainant”."


def _words(label: str, hint: str, rows: int) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, max_length=20_000, widget=forms.Textarea(attrs={"rows": rows}))


def _office(hint: str) -> forms.CharField:
    return forms.CharField(label="In which office?", max_length=200, help_text=hint)


class WhyForm(forms.Form):
    """Why the Member reads a case."""

    why = forms.CharField(
        label="Why do you read this complaint?", max_length=400, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A few words, such as “late answers of the last quarter”. It is kept with your name and the time.",
        error_messages={"required": "Say in a few words why you read it: the reason is kept."},
    )  # fmt: skip


class FindForm(forms.Form):
    """A case by its reference."""

    reference = forms.CharField(
        label="Reference",
        max_length=24,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )


class AskForm(forms.Form):
    """A question, and by when it is to be answered."""

    text = _words("What do you want to know?", NAMELESS, 4)
    reference = forms.CharField(
        label="About one complaint? Its reference (optional)", max_length=24, required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )  # fmt: skip
    office = _office("For example, Member Responsible for Complaints.")
    due = DatePartsField(label="By when do you need the answer?", help_text="For example, 27 3 2026")

    def __init__(self, *args: Any, person: Person, today: date, **kwargs: Any) -> None:
        self.person, self.today = person, today
        super().__init__(*args, **kwargs)

    def clean_due(self) -> date:
        due: date = self.cleaned_data["due"]
        if not self.today <= due <= self.today + FURTHEST:
            raise ValidationError(f"Give a day from today to {said(self.today + FURTHEST)}.")
        return due

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        reference = (typed.pop("reference", "") or "").strip().upper()
        typed["case"] = find(self.person, reference) if reference else None
        if reference and not typed["case"]:
            self.add_error(
                "reference", "No complaint of this reference can be opened here. Check it, or leave it empty."
            )
        return typed


class AnswerForm(forms.Form):
    """The answer to a question."""

    text = _words("The answer", NAMELESS, 6)
    office = _office("For example, Complaints Officer.")


class StateForm(forms.Form):
    """A statement about a year."""

    kind = forms.ChoiceField(label="Whose statement is it?", choices=Statement.Kind.choices)
    year = forms.TypedChoiceField(label="About which year?", coerce=int)
    text = _words("The statement", f"It is printed in the annual report as it stands here. {NAMELESS}", 10)
    office = _office("For example, Member Responsible for Complaints, or the Board at its meeting of 12 May 2026.")
    on = DatePartsField(label="When was it made or agreed?", help_text="For example, 12 5 2026")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)
        begun = today.year if today.month >= 4 else today.year - 1
        self.fields["year"].choices = [(y, f"1 April {y} to 31 March {y + 1}") for y in range(begun, begun - 4, -1)]
        self.initial.setdefault("year", begun - 1)

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if not self.today - 3 * FURTHEST <= on <= self.today:
            raise ValidationError("Give today’s date or an earlier one, within the last three years.")
        return on


def find(person: Person, reference: str) -> Case | None:
    """The case of a reference, where this person may see it or read it with a reason."""
    seen = Case.objects.visible_to(person).filter(reference=reference).first()
    return seen or readable(person).filter(reference=reference).first()
