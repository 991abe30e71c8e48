"""The forms of the register."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from putright.apps.accounts import packs
from putright.apps.accounts.models import Person
from putright.apps.casework.case.adjusting import languages
from putright.apps.residents import finding, tidy
from putright.apps.residents.models import Adjustment, Home, Representative, Resident, Stay
from putright.apps.residents.words import LABELS
from putright.core.needs import NEEDS
from putright.design.fields import DatePartsField
from putright.design.widgets import Checkboxes, Radios

EARLIEST, AHEAD = date(1850, 1, 1), timedelta(days=366 * 130)
"""Almshouses are old, and leases run for 125 years."""
SMALL = {"class": "govuk-radios--small"}


class Register(forms.ModelForm):
    """A form of the register: labels by `LABELS`, dates in three boxes, " (optional)" where nothing is demanded."""

    def __init__(self, *args: Any, person: Person, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.today = person, today
        for name, field in self.fields.items():
            if isinstance(field, forms.DateField):
                self.fields[name] = DatePartsField(required=field.required)
            label = LABELS.get(name, field.label)
            optional = not field.required and not isinstance(field, forms.BooleanField)
            self.fields[name].label = f"{label} (optional)" if optional else label
        self.arrange()

    def arrange(self) -> None:
        """What a form changes of its fields."""

    def _brands(self) -> None:
        brands = packs.brands(self.person)
        if not brands:
            del self.fields["brand"]
            return
        choices = [("", "Not said"), *brands]
        self.fields["brand"] = forms.ChoiceField(label=f"{LABELS['brand']} (optional)", choices=choices, required=False)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        for name in ("since", "until", "given_on", "expires", "ended", "review_on", "recorded_on"):
            if (day := typed.get(name)) and not EARLIEST <= day <= self.today + AHEAD:
                self.add_error(name, "Check the year.")
        for first, last in (("since", "until"), ("given_on", "expires"), ("given_on", "ended")):
            if (begins := typed.get(first)) and (ends := typed.get(last)) and ends < begins:
                self.add_error(last, f"This day cannot be before “{LABELS[first]}”.")
        return typed

    def clean_phone(self) -> str:
        return tidy.phone(self.cleaned_data["phone"])

    def clean_postcode(self) -> str:
        return tidy.postcode(self.cleaned_data["postcode"])

    def _only(self, name: str, told: str) -> str:
        """A number that only one row of the landlord may have."""
        typed = str(self.cleaned_data.get(name) or "").strip()
        rows = type(self.instance).objects.filter(landlord=self.person.landlord, **{name: typed})
        if typed and rows.exclude(pk=self.instance.pk).exists():
            raise ValidationError(told)
        return typed


class ResidentForm(Register):
    """A resident: who they are and how to reach them."""

    class Meta:
        model = Resident
        fields = ["name", "kind", "number", "phone", "email", "contact", "language", "brand"]

    def arrange(self) -> None:
        self.fields["kind"].widget = Radios(attrs=SMALL, choices=Resident.Kind.choices)
        self.fields["number"].help_text = "As the housing system has it. Imports find them by it."
        self.fields["contact"].choices = [("", "Not said"), *Resident.Contact.choices]
        self.fields["language"] = forms.ChoiceField(
            label="Language of letters (optional)", choices=[("", "English"), *languages()], required=False
        )
        self._brands()

    def clean_number(self) -> str:
        return self._only("number", "Somebody else has this number. Look them up before you add them again.")

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip()


class HomeForm(Register):
    """A home: where it is, and what kind."""

    class Meta:
        model = Home
        fields = ["address", "postcode", "block", "tenure", "uprn", "number", "brand", "since", "until"]

    def arrange(self) -> None:
        self.fields["uprn"] = forms.CharField(
            label="UPRN (optional)", max_length=20, required=False, help_text="Up to 12 digits: its number everywhere."
        )
        self.fields["since"].label = "Ours from (optional)"
        self.fields["until"].label = "Ours until (optional)"
        self._brands()

    def clean_uprn(self) -> str:
        try:
            self.cleaned_data["uprn"] = tidy.uprn(self.cleaned_data["uprn"])
        except ValueError as error:
            raise ValidationError(str(error)) from error
        return self._only("uprn", "Another home has this UPRN. Look it up before you add it again.")

    def clean_number(self) -> str:
        return self._only("number", "Another home has this number. Look it up before you add it again.")


class StayForm(Register):
    """That a resident lives or lived in a home, from when and until when."""

    at = forms.CharField(
        label="Which home?", max_length=400, help_text="Its UPRN, our number, or address and postcode."
    )

    class Meta:
        model = Stay
        fields = ["role", "since", "until"]

    def arrange(self) -> None:
        self.fields["role"].widget = Radios(attrs=SMALL, choices=Stay.As.choices)
        self.order_fields(["at", "role", "since", "until"])
        if self.instance.pk:
            del self.fields["at"]

    def clean_at(self) -> str:
        found = list(finding.homes(self.person, self.cleaned_data["at"])[:2])
        if not found:
            raise ValidationError("No home of the register is that. Try less of the address, or add the home first.")
        if len(found) > 1:
            raise ValidationError("Several homes are that. Give more of the address, or the UPRN.")
        self.instance.home = found[0]
        return str(self.cleaned_data["at"])

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        same = Stay.objects.filter(
            resident=self.instance.resident, home=self.instance.home_id, since=typed.get("since")
        )
        if self.instance.home_id and same.exclude(pk=self.instance.pk).exists():
            self.add_error("since", "They are already there from that day. Change that instead.")
        return typed


class RepresentativeForm(Register):
    """Who acts for a resident: in what, on what ground, from when and until when."""

    class Meta:
        model = Representative
        fields = ["name", "basis", "ground", "scope", "correspondence", "phone", "email", "address", "given_on",
                  "expires", "ended"]  # fmt: skip

    def arrange(self) -> None:
        self.fields["basis"].widget = Radios(attrs=SMALL, choices=Representative.Basis.choices)
        self.fields[
            "ground"
        ].help_text = "A letter of consent; a power of attorney or a deputy’s order, seen on which day."
        self.fields["scope"].help_text = "For example: everything; complaints about repairs; this complaint only."
        self.fields["scope"].widget = forms.Textarea(attrs={"rows": 2})
        self.fields["correspondence"].label = "Letters about their complaints go to them"
        if not self.instance.pk:
            del self.fields["ended"]

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if typed.get("basis") == Representative.Basis.LEGAL and not typed.get("ground"):
            self.add_error("ground", "Say which legal ground it is, and who has seen what shows it.")
        return typed


class AdjustmentForm(Register):
    """What helps a resident, what it means for letters, and when to ask again."""

    needs = forms.MultipleChoiceField(label="What does it mean for letters?", choices=list(NEEDS.items()),
                                      required=False, widget=Checkboxes(attrs={"class": "govuk-checkboxes--small"}),
                                      help_text="Letters then keep to it by themselves.")  # fmt: skip

    class Meta:
        model = Adjustment
        fields = ["what", "needs", "language", "recorded_on", "review_on", "ended"]

    def arrange(self) -> None:
        self.fields["what"].widget = forms.Textarea(attrs={"rows": 2})
        self.fields["what"].help_text = "In their words. Ask them: do not guess."
        self.fields["language"] = forms.ChoiceField(
            label="Language of letters (optional)", choices=[("", "English"), *languages()], required=False
        )
        if not self.instance.pk:
            del self.fields["ended"]
