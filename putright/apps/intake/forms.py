"""The form on which any member of staff writes a complaint down."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms.utils import ErrorDict

from putright.apps.accounts import packs
from putright.apps.accounts.models import Person
from putright.apps.casework import attachments
from putright.apps.casework.case.adjusting import language_field, overlooked, question
from putright.apps.casework.case.uploads import Files, FilesField
from putright.apps.casework.models import Party
from putright.apps.casework.steps import FURTHEST
from putright.apps.casework.work.forms import Select
from putright.apps.intake import words
from putright.apps.intake.arrival import ArrivalFields
from putright.apps.intake.similar import Who
from putright.apps.residents import tidy
from putright.core.events import AdjustmentRecorded
from putright.core.events.base import LONGEST
from putright.core.policy import Policy
from putright.design.fields import DatePartsField
from putright.design.widgets import Checkboxes, Radios

OUTCOMES = (1, 2, 3, 4)
CAN = {"": "Not known yet", "yes": "Yes, we can do this", "no": "No, or not in full"}
SAID = {
    "asked": "They said they want to complain",
    "offered": "They did not say so; I offered it, and they want it taken as a complaint",
    "declined": "I offered it, and they want it dealt with as a request, not as a complaint",
}
LENGTHS = {
    field.name: field.max_length
    for field in Party._meta.concrete_fields  # noqa: SLF001 (Django's public name for it)
    if field.max_length
}
"""The most characters of what is kept of a person."""


def line(label: str, length: int, *, help_text: str = "", **attrs: Any) -> forms.CharField:
    """A line of text that may be left empty."""
    return forms.CharField(
        label=label, max_length=length, required=False, help_text=help_text, widget=forms.TextInput(attrs=attrs)
    )


def lines(label: str, rows: int, *, help_text: str = "", required: bool = False) -> forms.CharField:
    """Several lines of text, as long as an event takes."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=LONGEST, required=required, help_text=help_text, widget=area)


class ComplaintForm(ArrivalFields):
    """Who complains, how it reached us, what happened and what they want.

    With `checked=False` it only shows again what was typed, without judging it.
    """

    token = forms.CharField(widget=forms.HiddenInput, max_length=40)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    resident = forms.CharField(widget=forms.HiddenInput, required=False)

    brand = forms.ChoiceField(
        label="Which of our landlords is it about?", widget=Radios(attrs={"class": "govuk-radios--small pr-several"})
    )
    from_ = forms.ChoiceField(label="They are")
    ended = DatePartsField(label="When did their tenancy or service end? (optional)", required=False)
    name = line("Name", LENGTHS["name"], autocomplete="off")
    phone = line("Telephone (optional)", LENGTHS["phone"], inputmode="tel", autocomplete="off")
    email = forms.EmailField(label="E-mail (optional)", max_length=LENGTHS["email"], required=False,
                             widget=forms.EmailInput(attrs={"autocomplete": "off"}))  # fmt: skip
    address = line("Address (optional)", LENGTHS["address"], autocomplete="off")
    postcode = line("Postcode (optional)", LENGTHS["postcode"], autocomplete="off", **{"class": "govuk-input--width-5"})

    received_on = DatePartsField(label="On which day did it reach us?")
    said = forms.ChoiceField(label="Do they want to complain?", choices=list(SAID.items()), initial="asked",
                             widget=Radios(attrs={"class": "govuk-radios--small"}))  # fmt: skip

    text = lines("What happened, in their words", 9, required=True)
    occurred = DatePartsField(label="When did it happen, or when did they learn of it? (optional)", required=False)
    loss = lines("Did they lose money by it? How much, and on what? (optional)", 2,
                 help_text="Whatever stands here has to be answered in the response.")  # fmt: skip

    carry = forms.MultipleChoiceField(label="Known from before", required=False, widget=Checkboxes(
        attrs={"class": "govuk-checkboxes--small"}))  # fmt: skip
    needs = forms.MultipleChoiceField(label="What would make this easier for them?", required=False,
                                      choices=[(need, need) for need in words.NEEDS],
                                      widget=Checkboxes(attrs={"class": "govuk-checkboxes--small pr-several"})
                                      )  # fmt: skip
    needs_other = line("Anything else that helps (optional)", 500)
    language = language_field()
    told = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)
    contact = forms.ChoiceField(label="How would they like to hear from us?", required=False,
                                choices=list(words.CONTACT.items()),
                                widget=Radios(attrs={"class": "govuk-radios--small govuk-radios--inline"}))  # fmt: skip
    contact_note = line("Best time, or another way (optional)", 300)

    rep_name = line("Their name", LENGTHS["name"], autocomplete="off")
    rep_phone = line("Their telephone (optional)", LENGTHS["phone"], inputmode="tel", autocomplete="off")
    rep_email = forms.EmailField(label="Their e-mail (optional)", max_length=LENGTHS["email"], required=False,
                                 widget=forms.EmailInput(attrs={"autocomplete": "off"}))  # fmt: skip
    rep_basis = line("What allows them to act? (optional)", 500,
                     help_text="Their word, a signed letter, or the legal ground where they cannot decide. Leave it"
                               " empty if you do not know yet: the case then asks for it.")  # fmt: skip

    flags = forms.MultipleChoiceField(label="Is any of this so?", required=False)
    about_1 = forms.ChoiceField(label="Who is it about?", required=False, widget=Select)
    about_2 = forms.ChoiceField(label="And who else?", required=False, widget=Select)
    about_3 = forms.ChoiceField(label="And who else besides?", required=False, widget=Select)

    promise = lines("What did you promise them? (optional)", 2,
                    help_text="For example: somebody rings back when the surveyor has been.")  # fmt: skip
    promise_by = DatePartsField(label="By when? (optional)", required=False)

    kept = forms.MultipleChoiceField(label="Files taken in", required=False,
                                     widget=Checkboxes(attrs={"class": "govuk-checkboxes--small"}))  # fmt: skip
    files = FilesField(label="Letters, photographs, scans (optional)", required=False,
                       widget=Files(attrs={"accept": attachments.ACCEPT}))  # fmt: skip

    def __init__(
        self, data: Any = None, *, person: Person, policy: Policy, today: date, checked: bool = True,
        known: Mapping[str, AdjustmentRecorded] | None = None, files: Sequence[attachments.Attachment] = (),
    ) -> None:  # fmt: skip
        self.policy, self.today, self.checked, self.known = policy, today, checked, known or {}
        super().__init__(data, initial={"token": secrets.token_urlsafe(24), "received_on": today})
        self._choices(person, files)
        for n in OUTCOMES:
            self._outcome(n)

    def _choices(self, person: Person, files: Sequence[attachments.Attachment]) -> None:
        fields = self.fields
        staff = _staff(person)
        self.ask_how_it_came(self.policy, staff)
        sources = Radios(reveals={"former_customer": "ended"}, attrs={"class": "govuk-radios--small pr-several"})
        _set(fields["from_"], sources, words.sources(self.policy))
        brands = packs.brands(person)
        fields["brand"].choices = brands
        fields["brand"].required = len(brands) > 1
        self.initial["brand"] = brands[0][0] if len(brands) == 1 else None
        first, rest = words.flags(self.policy)
        hints = {flag: hint for flag, (_, hint) in words.FLAGS.items() if hint}
        groups = [(flag, words.FLAGS[flag][0]) for flag in first]
        if rest:
            groups.append(("Less often", [(flag, words.FLAGS[flag][0]) for flag in rest]))
        _set(fields["flags"], Checkboxes(hints=hints, attrs={"class": "govuk-checkboxes--small pr-several"}), groups)
        for n in (1, 2, 3):
            fields[f"about_{n}"].choices = staff
        fields["carry"].choices = [(key, one.what) for key, one in self.known.items()]
        fields["kept"].choices = [(str(f.pk), f"{f.name} ({attachments.in_words(f.size)})") for f in files]
        fields["files"].help_text = attachments.hint()

    def _outcome(self, n: int) -> None:
        which = "What would put it right?" if n == 1 else f"Another outcome they want ({n})"
        self.fields[f"outcome_{n}"] = line(f"{which} (optional)", 2000)
        self.fields[f"can_{n}"] = forms.ChoiceField(
            label="Can that be done?", required=False, choices=list(CAN.items()),
            widget=Radios(attrs={"class": "govuk-radios--small govuk-radios--inline"}, reveals={"no": f"told_{n}"}),
        )  # fmt: skip
        self.fields[f"told_{n}"] = line("What did you tell them about that?", 2000)

    def full_clean(self) -> None:
        if self.checked:
            super().full_clean()
        else:
            self._errors, self.cleaned_data = ErrorDict(), {}

    # ---- what the page asks -----------------------------------------------------------------

    def who(self) -> Who:
        """Who it is, as far as it was typed, right or not."""
        return Who(
            **{name: (self.data.get(name) or "").strip() for name in ("name", "phone", "email", "address", "postcode")}
        )

    def outcomes(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Each outcome with the question whether it can be had; what was told is drawn under its answer."""
        return [(self[f"outcome_{n}"], self[f"can_{n}"]) for n in OUTCOMES]

    def more_outcomes(self) -> bool:
        """Whether something stands in what is folded up, as in the two below: it is then open."""
        return self._has_any(*(f"{part}_{n}" for n in OUTCOMES[1:] for part in ("outcome", "can", "told")))

    def has_representative(self) -> bool:
        return self._has_any("rep_name", "rep_phone", "rep_email", "rep_basis")

    def has_about(self) -> bool:
        return self._has_any("about_1", "about_2", "about_3")

    def _has_any(self, *names: str) -> bool:
        return any(self[name].value() or self[name].errors for name in names)

    # ---- shape ------------------------------------------------------------------------------

    def clean_phone(self) -> str:
        return tidy.phone(self.cleaned_data["phone"])

    def clean_rep_phone(self) -> str:
        return tidy.phone(self.cleaned_data["rep_phone"])

    def clean_postcode(self) -> str:
        return tidy.postcode(self.cleaned_data["postcode"])

    def clean_received_on(self) -> date:
        day: date = self.cleaned_data["received_on"]
        first = self.policy.calendar.first
        if day > self.today:
            raise forms.ValidationError("The day it reached us cannot be in the future.")
        if day < first:
            raise forms.ValidationError(
                f"The day it reached us must be {first:%-d %B %Y} or later: bank holidays are known from then on."
            )
        return day

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        self._check_person(found)
        self._check_dates(found)
        self._check_promise(found)
        self._check_needs(found)
        self.check_arrival(found, self.today)
        for n in OUTCOMES:
            self._check_outcome(n, found)
        if not found.get("rep_name") and any(found.get(f"rep_{part}") for part in ("phone", "email", "basis")):
            self.add_error("rep_name", "Fill in the name of whoever acts for them.")
        return found

    def _check_person(self, found: dict[str, Any]) -> None:
        if not found.get("name") and found.get("from_") not in (None, "anonymous"):
            self.add_error("name", "Fill in their name, or choose above that they give no name.")
        wanted = {"phone": "phone", "email": "email", "letter": "address"}.get(found.get("contact") or "")
        if wanted and wanted not in self.errors and not found.get(wanted) and not found.get("rep_name"):
            label = str(self.fields[wanted].label).removesuffix(" (optional)")
            self.add_error(wanted, f"Fill in “{label}”: that is how they would like to hear from us.")

    def _check_dates(self, found: dict[str, Any]) -> None:
        received = found.get("received_on") or self.today
        for name in ("occurred", "ended"):
            if (day := found.get(name)) and day > received:
                self.add_error(name, "This day cannot be after the day on which the complaint reached us.")
        if found.get("from_") != "former_customer":
            found["ended"] = None

    def _check_promise(self, found: dict[str, Any]) -> None:
        """A promise has words and a day, and the day is not over."""
        what, by = found.get("promise"), found.get("promise_by")
        if what and not by and "promise_by" not in self.errors:
            self.add_error("promise_by", "Fill in by when you promised it.")
        if by and not what:
            self.add_error("promise", "Fill in what you promised, or leave the date empty.")
        if by and not self.today <= by <= self.today + FURTHEST:
            self.add_error("promise_by", "A promise is for today or a day to come: check the year.")

    def _check_needs(self, found: dict[str, Any]) -> None:
        """What the words plainly mean for letters comes back ticked, once."""
        ticked = {need for what in found.get("needs") or () for need in words.NEEDS[what]}
        said, told = found.get("needs_other") or "", found.get("told") or ""
        missed = overlooked(said, ticked, found.get("language") or "", told)
        if not missed:
            return
        meant = [next(what for what, needs in words.NEEDS.items() if need in needs) for need in missed.needs]
        self.data = self.data.copy()
        self.data.setlist("needs", [*self.data.getlist("needs"), *meant])
        self.data["language"] = missed.language or self.data.get("language", "")
        self.data["told"] = " ".join([self.data.get("told", ""), *missed.needs, missed.language]).strip()
        self.add_error("needs", question(missed))

    def _check_outcome(self, n: int, found: dict[str, Any]) -> None:
        wanted, can, told = (found.get(f"{part}_{n}") for part in ("outcome", "can", "told"))
        if not wanted and (can or told):
            self.add_error(f"outcome_{n}", "Fill in the outcome that you say can or cannot be had.")
        if wanted and can == "no" and not told:
            self.add_error(f"told_{n}", "Fill in what you told them about the outcome that cannot be had.")


def _set(field: forms.Field, widget: forms.Widget, choices: list[Any]) -> None:
    field.widget = widget
    field.choices = choices  # type: ignore[attr-defined]


def _staff(person: Person) -> list[tuple[str, Any]]:
    """Everyone who works here, and every role: whoever a complaint may be about."""
    people = (
        Person.objects.filter(landlord=person.landlord_id, is_active=True).order_by("name", "id").only("id", "name")
    )
    titles = packs.titles(person.landlord)
    return [
        ("", "Nobody in particular"),
        ("Somebody who works here", [(one.key, one.name) for one in people]),
        ("Not known by name", [(role, f"A {title[:1].lower()}{title[1:]}") for role, title in titles.items()]),
    ]
