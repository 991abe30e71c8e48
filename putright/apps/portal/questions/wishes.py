"""What would put it right, what it cost, what helps, and how to reach whoever tells it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms

from putright.apps.casework.case.adjusting import language_field, languages
from putright.apps.intake import words
from putright.apps.intake.forms import LENGTHS, line
from putright.apps.portal.place import Place
from putright.apps.portal.questions.base import ANSWERED, Question
from putright.apps.portal.questions.what import several_lines
from putright.apps.portal.questions.who import for_others, nameless
from putright.apps.residents import tidy
from putright.design.widgets import Checkboxes, Radios

WISHES = (1, 2, 3)
OPEN_DOORS = ("comment", "compliment", "suggestion")
"""What may be told without saying who one is."""


class Wishes(Question):
    name = "wishes"
    heading = "What would put it right?"
    lead = "For example an apology, a repair, or something done differently from now on. You can leave this out."

    def build(self) -> None:
        for n in WISHES:
            label = "What would you like to happen? (optional)" if n == 1 else "Anything else? (optional)"
            self.fields[f"wish_{n}"] = several_lines(label if n < 3 else "And anything else besides? (optional)", 2)


class Loss(Question):
    name, alone = "loss", "loss"
    loss = several_lines("Did it cost you money? (optional)", 3, help_text=(
        "How much, and on what? For example: £40 on a heater. Please keep bills and receipts; you can add pictures of"
        " them on the next page."))  # fmt: skip


class Home(Question):
    name = "home"
    address = line("Address", LENGTHS["address"], autocomplete="street-address")
    postcode = line("Postcode", LENGTHS["postcode"], autocomplete="postal-code", **{"class": "govuk-input--width-10"})

    def build(self) -> None:
        self.heading = "Which home is it about?"
        if for_others(self.told):
            self.heading = "Where do they live?"
        elif self.told.get("door") == "policy_request":
            self.heading = "Where shall we send it?"
        self.lead = "Leave it out if it is about no home, or you would rather not say."
        for name in ("address", "postcode"):
            self.fields[name].label = f"{self.fields[name].label} (optional)"

    @classmethod
    def asked(cls, place: Place, told: ANSWERED) -> bool:
        return not nameless(told) and told.get("door") not in OPEN_DOORS

    def clean_postcode(self) -> str:
        return tidy.postcode(self.cleaned_data["postcode"])


class Reach(Question):
    """How to reach whoever fills in the form; who is free to give no name is free to give nothing here."""

    name = "reach"
    contact = forms.ChoiceField(label="How would you like to hear from us?", required=False, widget=Radios())
    phone = line("Telephone number", LENGTHS["phone"], inputmode="tel", autocomplete="tel")
    email = forms.EmailField(label="E-mail address", max_length=LENGTHS["email"], required=False,
                             widget=forms.EmailInput(attrs={"autocomplete": "email"}))  # fmt: skip
    contact_note = line("When and how is it safe and good to reach you? (optional)", 300, help_text=(
        "For example: after 5 pm; leave no message; do not write to the house."))  # fmt: skip

    def build(self) -> None:
        self.heading = "How can we reach you?"
        if self._free():
            self.heading = "Would you like us to be able to reach you?"
            self.lead = "You need not. Whatever you give here we use for this alone."
        self.fields["contact"].choices = list(words.CONTACT.items())  # type: ignore[attr-defined]
        for name in ("phone", "email"):
            self.fields[name].label = f"{self.fields[name].label} (optional)"

    def _free(self) -> bool:
        return nameless(self.told) or self.told.get("door") in OPEN_DOORS

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        self._check_way(found)
        known = [found.get("phone"), found.get("email"), found.get("contact_note"), self.told.get("address")]
        if not self._free() and not self.errors and not any(known):
            self.add_error("phone", "Give us one way to reach you: a telephone number, or an e-mail or home address.")
        return found

    def _check_way(self, found: dict[str, Any]) -> None:
        """The way they would like needs what it takes."""
        how = found.get("contact")
        wanted = {"phone": "phone", "email": "email"}.get(how or "")
        if wanted and not found.get(wanted) and wanted not in self.errors:
            label = str(self.fields[wanted].label).removesuffix(" (optional)")
            self.add_error(wanted, f"Fill in “{label}”: that is how you would like to hear from us.")
        if how == "letter" and not self.told.get("address") and "relation" in self.told and not for_others(self.told):
            self.add_error("contact", "Give us an address on the page before, or choose another way.")
        if how == "other" and not found.get("contact_note"):
            self.add_error("contact_note", "Fill in which other way you would like.")


class Needs(Question):
    name = "needs"
    heading = "What would make this easier for you?"
    lead = "Tell us once and we keep to it. Tick what helps, or go on."
    needs = forms.MultipleChoiceField(label="This would help", required=False, widget=Checkboxes(
        attrs={"class": "govuk-checkboxes--small"}), choices=[(need, need) for need in words.NEEDS])  # fmt: skip
    needs_other = line("Anything else that helps (optional)", 500)
    language = language_field()

    def build(self) -> None:
        self.fields["language"].label = "In which language would you like our letters?"
        self.fields["language"].choices = [("", "English"), *languages("{}")]  # type: ignore[attr-defined]
        if for_others(self.told):
            self.heading = "What would make this easier for them, or for you?"


class Files(Question):
    """Photographs and papers; what was brought is kept with the draft as it arrives."""

    name = "files"
    heading = "Do you have photographs or papers to add?"
    files = forms.Field(label="Choose files (optional)", required=False)
    template = "portal/files.html"

    def clean(self) -> dict[str, Any]:
        """Nothing of its own: the files are with the draft already, and the field is there to be pointed to."""
        return {}

    def rows(self) -> Iterator[tuple[str, str]]:
        names = "\n".join(one.name for one in self.told.get("files", ()))
        if names:
            yield "Photographs and papers", names
