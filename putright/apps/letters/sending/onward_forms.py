"""The forms about one letter on its way."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.validators import validate_email

from putright.apps.casework.models import Message, Party
from putright.apps.casework.steps import StepForm, said
from putright.apps.letters.models import Letter
from putright.apps.letters.sending.onward import LEFT, REASONS
from putright.apps.letters.writing import drafting
from putright.apps.letters.writing.forms import CHANNELS
from putright.design.fields import DatePartsField
from putright.design.widgets import Radios

SMALL = {"class": "govuk-radios--small"}


class OfLetter(StepForm):
    """About one letter and the message that carried it last."""

    def __init__(self, *args: Any, letter: Letter, message: Message | None, **kwargs: Any) -> None:
        self.letter, self.message = letter, message
        super().__init__(*args, **kwargs)

    def happened(self, on: date) -> date:
        """A day from the letter's own to today."""
        if not self.letter.on <= on <= self.today:
            raise forms.ValidationError(f"Give a day from {said(self.letter.on)}, when it was issued, to today.")
        return on


def _words(label: str, hint: str = "", *, required: bool = True, longest: int = 200) -> forms.CharField:
    return forms.CharField(
        label=label if required else f"{label} (optional)", help_text=hint, required=required, max_length=longest
    )


class HandedOver(OfLetter):
    """Who brought it, when, where, and how it was left."""

    who = _words("Who brought it?")
    on = DatePartsField(label="On which day?", help_text="For example, 27 3 2026")
    time = _words("At what time?", "For example, 14:20")
    where = _words("Where?", "The address, or the place where you met.")
    how = forms.ChoiceField(label="How was it left?", choices=list(LEFT.items()), widget=Radios(
        attrs=SMALL, reveals={"someone": "whom"},
        hints={"refused": "It then did not arrive: the step is owed again, and the letter can be sent another way."},
    ))  # fmt: skip
    whom = forms.CharField(label="To whom?", required=False, max_length=200)
    note = _words("Anything else", required=False, longest=500)
    field_order = ("who", "on", "time", "where", "how", "whom", "note")

    def build(self) -> None:
        self.initial["who"] = self.person.name if self.person else ""

    def clean_on(self) -> date:
        return self.happened(self.cleaned_data["on"])

    def clean_time(self) -> str:
        typed = str(self.cleaned_data["time"]).replace(".", ":").strip()
        if not re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", typed):
            raise forms.ValidationError("Give the time by the 24-hour clock, for example 14:20.")
        return typed

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if typed.get("how") == "someone" and not typed.get("whom"):
            self.add_error("whom", "Say to whom it was given.")
        return typed

    def account(self) -> str:
        """What was typed, as proof."""
        typed = self.cleaned_data
        whom = f" To {typed['whom']}." if typed["how"] == "someone" else ""
        note = f" {typed['note']}" if typed["note"] else ""
        return f"By {typed['who']}, {typed['time']}, {typed['where']}.{whom}{note}"


class CameBack(OfLetter):
    """Why it came back, and when."""

    why = forms.ChoiceField(label="Why did it come back?", widget=Radios(attrs=SMALL))
    on = DatePartsField(label="On which day did it come back?", help_text="For example, 27 3 2026")
    note = _words("What does it say on it?", "What the envelope or the e-mail says.", required=False, longest=500)

    def build(self) -> None:
        email = bool(self.message and self.message.channel == "email")
        field: Any = self.fields["why"]
        field.choices = [(key, text) for key, text in REASONS.items() if key != ("gone_away" if email else "rejected")]

    def clean_on(self) -> date:
        return self.happened(self.cleaned_data["on"])


class Arrived(OfLetter):
    """How we know that they have it."""

    KNOWN: Mapping[str, str] = {
        "told": "They told us",
        "signed": "Somebody signed for it",
        "tracked": "The carrier says so",
    }

    how = forms.ChoiceField(label="How do we know?", choices=list(KNOWN.items()), widget=Radios(attrs=SMALL))
    on = DatePartsField(label="Since which day do they have it?", help_text="For example, 27 3 2026")
    number = _words("Number of the signed-for or tracked item", required=False, longest=40)
    note = _words("Anything else", required=False, longest=500)

    def clean_on(self) -> date:
        return self.happened(self.cleaned_data["on"])

    def account(self) -> str:
        """What was typed, as proof."""
        typed = self.cleaned_data
        number = f"number {typed['number']}" if typed["number"] else ""
        return ". ".join(filter(None, (self.KNOWN[typed["how"]], number, typed["note"])))


class Tracked(OfLetter):
    """The carrier's number."""

    number = forms.CharField(
        label="Number of the signed-for or tracked item", max_length=40,
        help_text="As it stands on the receipt, for example AB 1234 5678 9GB.",
    )  # fmt: skip


class Again(OfLetter):
    """How and where the same letter goes once more."""

    method = forms.ChoiceField(label="How does it go out this time?", choices=list(CHANNELS.items()))
    email = forms.CharField(label="E-mail address", required=False, max_length=254)
    address = forms.CharField(
        label="Postal address", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="A line each, the postcode last.",
    )  # fmt: skip
    checked = forms.BooleanField(label="I have checked that this reaches them: with them, or in our records")

    def build(self) -> None:
        self.initial |= self._known()
        self.fields["method"].widget = Radios(attrs=SMALL, reveals={"email": "email", "post": "address"})
        self.fields["method"].choices = list(CHANNELS.items())

    def _known(self) -> dict[str, str]:
        """Where whoever it was written to is reached now; where it went before, if that is nobody of the case."""
        party = Party.objects.filter(case=self.opened.case, name=self.letter.to_name).order_by("key").first()
        if party:
            return {"email": party.email, "address": "\n".join(drafting.address_lines(party))}
        return {"email" if self.letter.channel == "email" else "address": self.letter.to_address or ""}

    def _party(self) -> Party | None:
        there = list(Party.objects.filter(case=self.opened.case).order_by("key"))
        same = [one for one in there if one.name == self.letter.to_name]
        return next(iter([*same, *there]), None)

    def clean_email(self) -> str:
        typed = str(self.cleaned_data["email"]).strip()
        if typed:
            validate_email(typed)
        return typed

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        method, party = typed.get("method"), self._party()
        if method == "email" and not typed.get("email") and "email" not in self.errors:
            self.add_error("email", "Give the e-mail address it goes to.")
        if method == "post" and len(self._lines(typed)) < 2:
            self.add_error("address", "Give the whole address, a line each, the postcode last.")
        if method and party and (against := drafting.forbids(self.opened, party, method)):
            self.add_error("method", f"They asked for “{against}”: choose another way.")
        return typed

    @staticmethod
    def _lines(typed: Mapping[str, Any]) -> list[str]:
        return [line.strip() for line in str(typed.get("address") or "").splitlines() if line.strip()]

    def where(self) -> str:
        """The address it goes to, as messages keep it."""
        typed = self.cleaned_data
        return str(typed["email"]) if typed["method"] == "email" else "\n".join(self._lines(typed))
