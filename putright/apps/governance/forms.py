"""The forms of the registers: each names the fields of its model, with the dates checked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord, Person
from putright.apps.governance import people
from putright.apps.governance.models import Kept
from putright.design.fields import DatePartsField
from putright.design.widgets import Checkboxes, Radios

NEAR = timedelta(days=3660)
ASKED = {
    "residents": "Residents", "panel": "The resident panel", "staff": "Staff", "unions": "Unions or staff bodies",
    "board": "The governing body", "others": "Others, such as advice services",
}  # fmt: skip
LIMBS = (
    "Work with colleagues in other teams, so that the complaint is put right as one and nobody is passed on.",
    "Take responsibility together: say what went wrong without blaming others, and see it through.",
    "Act by the professional standards of the Chartered Institute of Housing: with integrity, inclusively and"
    " ethically, with knowledge and skill, as an advocate for residents.",
)
"""What an objective on complaints holds (C24-9.8, WTP-37), as it is offered for a start."""


def text(label: str, hint: str = "", *, rows: int = 3, optional: bool = False) -> forms.CharField:
    """Room to write."""
    return forms.CharField(
        label=f"{label} (optional)" if optional else label, help_text=hint, required=not optional, max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


def day(label: str, hint: str = "", *, optional: bool = False) -> DatePartsField:
    """A date."""
    return DatePartsField(label=f"{label} (optional)" if optional else label, help_text=hint, required=not optional)


class KeptForm(forms.Form):
    """An entry of a register; `before` is the entry that it puts right. `past` are dates that cannot be to come."""

    past: ClassVar[tuple[str, ...]] = ("on",)

    def __init__(
        self, *args: Any, landlord: Landlord, today: date, before: Kept | None = None,
        initial: Mapping[str, Any] | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        self.landlord, self.today, self.before = landlord, today, before
        super().__init__(*args, initial=dict(initial or {}), **kwargs)
        self.build()

    def build(self) -> None:
        """Fills in the choices."""

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        for name, value in list(typed.items()):
            if isinstance(value, date) and not self.today - NEAR <= value <= self.today + NEAR:
                self.add_error(name, "Check the year.")
            elif isinstance(value, date) and name in self.past and value > self.today:
                self.add_error(name, "That day is still to come: check it.")
        return typed

    def said(self) -> dict[str, Any]:
        """What the valid form says, by the fields of the model."""
        return dict(self.cleaned_data)


class VersionForm(KeptForm):
    """About a version of the policy."""

    version = forms.CharField(label="Which version of the policy?", max_length=40)

    def build(self) -> None:
        self.fields["version"].initial = packs.current(self.landlord).pack.version


class ApprovalForm(VersionForm):
    office = forms.CharField(
        label="Who approved it?", max_length=200, help_text="The office or meeting, not a name: Board, Executive."
    )
    on = day("When?")
    minute = forms.CharField(label="Minute or paper (optional)", max_length=200, required=False)


class ConsultationForm(VersionForm):
    who = forms.MultipleChoiceField(label="Who was asked?", choices=list(ASKED.items()), widget=Checkboxes())
    on = day("When?", "The day it ended.")
    how = forms.CharField(label="How?", max_length=300, help_text="A meeting, a survey, letters to a hundred homes …")
    asked = text("What were they asked?", optional=True)
    they_said = text("What did they say?", "In short, without names. If nobody answered, say so.", rows=5)
    changed = text("What changed because of it?", "If nothing did, say why.", rows=4)

    def build(self) -> None:
        super().build()
        self.initial.setdefault("they_said", self.initial.get("said"))

    def said(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        typed["said"] = typed.pop("they_said")
        return typed


class PolicyForm(KeptForm):
    past = ("reviewed",)
    ref = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    name = forms.CharField(label="Which policy?", max_length=200)
    owner = forms.CharField(label="Who owns it? (optional)", max_length=200, required=False,
                            help_text="The office, not a name.")  # fmt: skip
    where = forms.CharField(label="Where is it kept? (optional)", max_length=500, required=False)
    reviewed = day("When was it last reviewed?", optional=True)
    review_due = day("When is its next review due?", optional=True)


class TrainingForm(KeptForm):
    """A course: of several people at once when it is added, of one when it is put right."""

    people = forms.MultipleChoiceField(label="Who took it?", widget=Checkboxes(), help_text="Choose all who did.")
    course = forms.CharField(label="Which course?", max_length=200)
    handling = forms.TypedChoiceField(
        label="Does it train people to handle complaints?",
        choices=[("yes", "Yes"), ("no", "No, it is another course")],
        coerce=lambda value: value == "yes", empty_value=None,
        widget=Radios(hints={"yes": "They are then marked as trained and may handle complaints."}),
    )  # fmt: skip
    on = day("When?", "The day it was finished.")
    until = day("Until when does it count?", "Left empty, it does not lapse.", optional=True)
    certificate = forms.CharField(label="Certificate or note (optional)", max_length=300, required=False)

    def build(self) -> None:
        if self.before:
            del self.fields["people"]
        else:
            staff = people.Staff.of(self.landlord)
            needed = {one.pk for one in staff.with_any(people.handling(staff.pack))}
            order = sorted(staff.people, key=lambda one: one.pk not in needed)
            self.fields["people"].choices = [(str(one.pk), one.name) for one in order]
        if "handling" in self.initial:
            self.initial["handling"] = "yes" if self.initial["handling"] else "no"

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if typed.get("until") and typed.get("on") and typed["until"] < typed["on"]:
            self.add_error("until", "It ends before the course was taken: check both days.")
        return typed

    def chosen(self) -> list[Person]:
        """Those who took it."""
        return list(Person.objects.filter(landlord=self.landlord, pk__in=self.cleaned_data["people"]))

    def said(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        typed.pop("people", None)
        return typed | ({"person_id": self.before.person_id} if self.before else {})  # type: ignore[attr-defined]


class ObjectiveForm(KeptForm):
    past = ("agreed_on", "reviewed_on")
    whose = forms.ChoiceField(label="Whose objective?", help_text="Of a role: of everybody who holds it.")
    year = forms.IntegerField(label="For the year beginning in", min_value=2000, max_value=2100,
                              widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}))  # fmt: skip
    text = text("The objective", "It must ask for all three: working together, taking responsibility without blame, and"
                " professional standards.", rows=10)  # fmt: skip
    covers = forms.MultipleChoiceField(
        label="Which of the three does it ask for?", widget=Checkboxes(),
        choices=[("together", "Working together across teams"), ("responsibility", "Taking responsibility together"),
                 ("standards", "The profession’s standards")],
    )  # fmt: skip
    set_on = day("When was it set?")
    agreed_on = day("When was it agreed with them?", optional=True)
    reviewed_on = day("When was it last reviewed?", optional=True)

    def build(self) -> None:
        staff = people.Staff.of(self.landlord)
        roles = [(f"role:{key}", title) for key, title in packs.titles(self.landlord).items()]
        each = [(f"person:{one.pk}", one.name) for one in staff.people]
        self.fields["whose"].choices = [("", "Choose"), ("Everybody in a role", roles), ("One person", each)]
        april = self.today.year - (self.today.month < 4)
        start = {"text": "\n\n".join(LIMBS), "year": april, "covers": ["together", "responsibility", "standards"]}
        self.initial = {**start, "set_on": self.today, **self.initial}
        if self.before:
            row = self.before
            person = getattr(row, "person_id", None)
            self.initial["whose"] = f"person:{person}" if person else f"role:{getattr(row, 'role', '')}"

    def clean_covers(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["covers"]
        if len(chosen) < 3:
            raise ValidationError("The objective must ask for all three. Add to it what is missing, then choose all.")
        return chosen

    def said(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        typed.pop("covers")
        kind, _, which = typed.pop("whose").partition(":")
        whose = {"person_id": int(which), "role": ""} if kind == "person" else {"person_id": None, "role": which}
        return typed | whose


class IncidentForm(KeptForm):
    past = ("since", "ombudsman_on", "residents_on", "ended_on")
    what = text("What happened, and what can you not do because of it?", "Kept inside. No names.", rows=4)
    since = day("Since when?")
    brands = forms.MultipleChoiceField(
        label="Which brands does it touch? (optional)", widget=Checkboxes(), required=False,
        help_text="Choose none if it touches all.",
    )  # fmt: skip
    expects = day("When do you expect all to be as it should again?", optional=True)
    ombudsman_on = day("When was the Ombudsman told?", optional=True)
    residents_on = day("When were the residents affected told?", optional=True)
    residents_how = forms.CharField(label="How were they told? (optional)", max_length=300, required=False)
    announces = text(
        "What does your website say about it?", "Everybody can read it. Say what you cannot do, what people can do"
        " meanwhile, and that what they are owed stays owed.", rows=5, optional=True,
    )  # fmt: skip
    announced_on = day("From when does the website say so?", "Empty: it does not.", optional=True)
    ended_on = day("When did it end?", optional=True)

    def build(self) -> None:
        brands = packs.current(self.landlord).pack.brands
        self.fields["brands"].choices = [(key, one.name) for key, one in brands.items()]
        if not brands:
            del self.fields["brands"]

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if typed.get("announced_on") and not typed.get("announces"):
            self.add_error("announces", "Write what the website says.")
        for later in ("expects", "ended_on"):
            if typed.get(later) and typed.get("since") and typed[later] < typed["since"]:
                self.add_error(later, "That is before it began: check both days.")
        return typed

    def said(self) -> dict[str, Any]:
        return {"brands": [], **self.cleaned_data}
