"""The forms of the registers: narrowing a list, looking it through, and recording a new entry."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from putright.apps.accounts import packs
from putright.apps.accounts.models import Person
from putright.apps.casework.case.kinds import KINDS
from putright.apps.casework.steps import FURTHEST
from putright.apps.casework.work.forms import Select
from putright.apps.intake import words
from putright.apps.intake.forms import LENGTHS, line, lines
from putright.apps.intake.registers.queries import STATES, Wanted
from putright.core.policy import Policy
from putright.core.registers import REGISTERS
from putright.design.fields import DatePartsField
from putright.design.widgets import Radios

ENTRIES: Mapping[str, str] = {kind: text for kind, text in KINDS.items() if kind in REGISTERS}
"""What a register can hold."""
TOLD = {
    "yes": "Yes, and they do not want that now",
    "no": "No, there was no sign that they are unhappy",
}
FEW = {"class": "govuk-radios--small pr-several"}


class Narrow(forms.Form):
    """The filters of a register."""

    state = forms.ChoiceField(label="State", required=False, widget=Select, choices=[("", "All"), *STATES.items()])
    brand = forms.ChoiceField(label="Landlord", required=False, widget=Select)
    month = forms.ChoiceField(label="Month", required=False, widget=Select)

    def __init__(self, data: Any, *, policy: Policy, months: list[date]) -> None:
        super().__init__(data, auto_id="narrow-%s")
        brands = policy.pack.brands
        self.fields["brand"].choices = [("", "All"), *((key, brand.name) for key, brand in brands.items())]
        self.fields["month"].choices = [("", "All"), *((f"{one:%Y-%m}", f"{one:%B %Y}") for one in months)]
        if not brands:
            del self.fields["brand"]

    def wanted(self) -> Wanted:
        """What the answers that make sense narrow the list to."""
        self.is_valid()
        found = self.cleaned_data
        month = date.fromisoformat(f"{found['month']}-01") if found.get("month") else None
        return Wanted(found.get("state", ""), found.get("brand", ""), month)

    def chosen(self) -> list[tuple[str, str]]:
        """Each filter in use, with its answer in words."""
        self.is_valid()
        return [(name, dict(self.fields[name].choices)[value]) for name, value in self.cleaned_data.items() if value]


class ReviewForm(forms.Form):
    """What somebody found who looked a register through."""

    found = lines("What did you find, and what follows from it?", 4, required=True)
    next_on = DatePartsField(label="When is it looked through again?")

    def __init__(self, data: Any = None, *, today: date, due: date) -> None:
        self.today = today
        super().__init__(data, initial={"next_on": due})

    def clean_next_on(self) -> date:
        day: date = self.cleaned_data["next_on"]
        if not self.today < day <= self.today + FURTHEST:
            raise forms.ValidationError("Give a day to come: check the year.")
        return day


class EntryForm(forms.Form):
    """Something that is no complaint, as any member of staff writes it down."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=40)
    kind = forms.ChoiceField(label="What is it?", choices=list(ENTRIES.items()),
                             widget=Radios(attrs=FEW, reveals={"service_request": "by"}))  # fmt: skip
    brand = forms.ChoiceField(label="Which of our landlords is it about?", widget=Radios(attrs=FEW))
    told = forms.ChoiceField(
        label="Were they told that they may complain?", choices=list(TOLD.items()),
        widget=Radios(attrs={"class": "govuk-radios--small"}),
        help_text="Whoever is unhappy with us, in whatever words, is making a complaint unless they choose otherwise.",
    )  # fmt: skip
    text = lines("What did they say?", 6, required=True)
    by = DatePartsField(
        label="By when will it be done? (optional)", required=False,
        help_text="The day you told them. It can be given later.",
    )  # fmt: skip
    from_ = forms.ChoiceField(label="They are", widget=Radios(attrs=FEW))
    name = line("Name", LENGTHS["name"], autocomplete="off")
    phone = line("Telephone (optional)", LENGTHS["phone"], inputmode="tel", autocomplete="off")
    email = forms.EmailField(label="E-mail (optional)", max_length=LENGTHS["email"], required=False)
    address = line("Address (optional)", LENGTHS["address"], autocomplete="off")
    postcode = line("Postcode (optional)", LENGTHS["postcode"], autocomplete="off", **{"class": "govuk-input--width-5"})
    channel = forms.ChoiceField(label="How did it reach us?", widget=Radios(attrs=FEW))
    received_on = DatePartsField(label="On which day did it reach us?")

    def __init__(self, data: Any = None, *, person: Person, policy: Policy, today: date, kind: str = "") -> None:
        self.policy, self.today = policy, today
        initial = {"token": secrets.token_urlsafe(24), "received_on": today, "channel": "phone", "kind": kind or None}
        super().__init__(data, initial=initial)
        self.fields["from_"].choices = words.sources(policy)
        self.fields["channel"].choices = words.channels(policy)
        brands = packs.brands(person)
        self.fields["brand"].choices = brands
        self.fields["brand"].required = len(brands) > 1
        self.initial["brand"] = brands[0][0] if len(brands) == 1 else None
        if not brands:
            del self.fields["brand"]
        self.order_fields(["kind", "brand", "text", "told"])

    def clean_received_on(self) -> date:
        day: date = self.cleaned_data["received_on"]
        if not self.policy.calendar.first <= day <= self.today:
            raise forms.ValidationError("Give today’s date or an earlier one: check the year.")
        return day

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if not found.get("name") and found.get("from_") not in (None, "anonymous"):
            self.add_error("name", "Fill in their name, or choose that they give no name.")
        by = found.get("by")
        if by and found.get("kind") != "service_request":
            self.add_error("by", "Only a service request has a day by which it is done. Leave it empty.")
        elif by and not self.today <= by <= self.today + FURTHEST:
            self.add_error("by", "Give today or a day to come: check the year.")
        return found
