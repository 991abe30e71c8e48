"""For whom somebody complains, what they are to the landlord, and who they are."""

from __future__ import annotations

from typing import Any

from django import forms

from putright.apps.intake import words
from putright.apps.intake.forms import LENGTHS, line
from putright.apps.portal.place import Place
from putright.apps.portal.questions.base import ANSWERED, Question
from putright.design.fields import DatePartsField
from putright.design.widgets import Radios

FOR = {
    "me": "Myself, or my household",
    "other": "Somebody else, whom I act or speak for",
    "group": "A group of us, about the same thing",
    "elected": "Somebody who asked me as their Member of Parliament or councillor",
    "anonymous": "I would rather not say who I am",
}
NOT_THEMSELVES = ("other", "elected")
"""Those who complain for somebody else."""
NOT_ASKED = frozenset({"representative", "elected_member", "anonymous", "staff"})
"""What somebody is not asked to call themselves: the first question has said it."""
LEAST = 2
"""People in the smallest group."""
ROWS = 6
"""People of a group asked for at once, beside whoever fills in the form."""
MOST = 60
"""People whom the form takes; who are more bring a list as a file."""


def for_others(told: ANSWERED) -> bool:
    """Whether it is told for somebody else."""
    return told.get("for_whom") in NOT_THEMSELVES


def nameless(told: ANSWERED) -> bool:
    """Whether whoever tells it gives no name."""
    return bool(told.get("for_whom") == "anonymous")


class ForWhom(Question):
    name, alone = "who", "for_whom"
    for_whom = forms.ChoiceField(label="Who is complaining?", widget=Radios())

    def build(self) -> None:
        known = dict(words.sources(self.place.policy))
        choices = [(key, title) for key, title in FOR.items() if key != "anonymous" or key in known]
        hints = {
            "other": "A relative, friend, carer, advocate or adviser. We ask on what footing later on.",
            "group": "We ask for the others’ names, and each of them whether they want to be part of it.",
            "anonymous": "We look into it as far as we can without asking you. You can still leave a way to reach you.",
        }
        self.fields["for_whom"].widget = Radios(hints=hints)
        self.fields["for_whom"].choices = choices  # type: ignore[attr-defined]


class Relation(Question):
    name = "relation"
    relation = forms.ChoiceField(label="Choose what fits best")
    ended = DatePartsField(label="When did the tenancy or service end? (optional)", required=False,
                           help_text="For example, 27 3 2026. Leave it empty if you are not sure.")  # fmt: skip

    def build(self) -> None:
        who = "are they" if for_others(self.told) else "are you"
        what = "What are most of you" if self.told.get("for_whom") == "group" else f"What {who}"
        self.heading = f"{what} to {self.place.name}?"
        field = self.fields["relation"]
        field.label = self.heading
        field.widget = Radios(reveals={"former_customer": "ended"})
        field.choices = [  # type: ignore[attr-defined]
            (key, title) for key, title in words.asked(self.place.policy) if key not in NOT_ASKED
        ]
        field.template_name = "portal/forms/heading_group.html"

    @classmethod
    def asked(cls, place: Place, told: ANSWERED) -> bool:
        return not nameless(told)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("relation") != "former_customer":
            found["ended"] = None
        if (day := found.get("ended")) and day > self.today:
            self.add_error("ended", "The day it ended cannot be still to come. Check the year.")
        return found


class Name(Question):
    """Whoever fills in the form: the complainant, or whoever acts for them."""

    name = "name"
    your_name = line("Your full name", LENGTHS["name"], autocomplete="name")
    your_part = line("What are you to them?", 200, help_text="For example: daughter, carer, adviser at the law centre.")

    def build(self) -> None:
        self.heading = "What is your name?"
        if not for_others(self.told):
            del self.fields["your_part"]
        elif self.told.get("for_whom") == "elected":
            self.fields["your_part"].label = "Your office"
            self.fields["your_part"].help_text = "For example: Member of Parliament, or councillor of which ward."
        if "for_whom" in self.told:
            self.fields["your_name"].required = True
        else:
            self.fields["your_name"].label = "Your full name (optional)"

    @classmethod
    def asked(cls, place: Place, told: ANSWERED) -> bool:
        return not nameless(told)


class Them(Question):
    """Whom it is about, where somebody acts for them."""

    name = "them"
    heading = "Who are you complaining for?"
    their_name = line("Their full name", LENGTHS["name"], autocomplete="off")
    their_phone = line("Their telephone number (optional)", LENGTHS["phone"], inputmode="tel", autocomplete="off")
    their_email = forms.EmailField(label="Their e-mail address (optional)", max_length=LENGTHS["email"], required=False,
                                   widget=forms.EmailInput(attrs={"autocomplete": "off"}))  # fmt: skip

    def build(self) -> None:
        self.fields["their_name"].required = True

    @classmethod
    def asked(cls, place: Place, told: ANSWERED) -> bool:
        return for_others(told)


AUTHORITY = {
    "agreed": "They have agreed that I complain for them",
    "law": "They cannot decide this themselves, and I may act for them in law",
    "ask": "Not yet: please ask them",
}


class Authority(Question):
    name, alone = "authority", "authority"
    authority = forms.ChoiceField(label="Do they agree to your complaining for them?", choices=list(AUTHORITY.items()),
                                  widget=Radios())  # fmt: skip
    legal_basis = line("What lets you act for them in law?", 500, help_text=(
        "For example: a lasting power of attorney, a deputyship of the Court of Protection, or an appointeeship."
        " You can add a copy on a later page."))  # fmt: skip

    def build(self) -> None:
        hints = {
            "agreed": "A signed letter helps, and you can add it on a later page. We may check with them.",
            "ask": "We write to them. We look into what you tell us all the same.",
        }
        asked = {"agreed": "They asked me to"} if self.told.get("for_whom") == "elected" else {}
        field = self.fields["authority"]
        field.widget = Radios(hints=hints, reveals={"law": "legal_basis"})
        field.choices = list((AUTHORITY | asked).items())  # type: ignore[attr-defined]
        field.help_text = "Until that is settled we keep what we know of them to ourselves. It delays nothing else."

    @classmethod
    def asked(cls, place: Place, told: ANSWERED) -> bool:
        return for_others(told)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("authority") == "law" and not found.get("legal_basis"):
            self.add_error("legal_basis", "Fill in what lets you act for them in law, or choose another answer.")
        if found.get("authority") != "law":
            found["legal_basis"] = ""
        return found


class Members(Question):
    """The others of a group, with how each is reached."""

    name = "members"
    heading = "Who else is in the group?"
    lead = "Give at least one. We ask each of them whether they want to be part of it, so a way to reach them helps."
    more = True
    """There is a button for further rows."""

    def build(self) -> None:
        for n in range(1, self.rows_shown() + 1):
            self.fields[f"member_{n}"] = line(f"Name of person {n}", LENGTHS["name"], autocomplete="off")
            self.fields[f"member_{n}_reach"] = line(
                f"E-mail address, telephone number or address of person {n} (optional)", LENGTHS["address"],
                autocomplete="off")  # fmt: skip

    def rows_shown(self) -> int:
        """As many as hold what was typed, six at least, and six more where there was a wish for more."""
        typed = self.data or {}
        filled = [n for n in range(1, MOST + 1) if typed.get(f"member_{n}", "").strip()]
        wished = ROWS if typed.get("wish") == "more" else 0
        return min(MOST, max(ROWS, *filled, 0) + wished)

    @classmethod
    def asked(cls, place: Place, told: ANSWERED) -> bool:
        return bool(told.get("for_whom") == "group")

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        numbers = range(1, self.rows_shown() + 1)
        members = [(found.get(f"member_{n}", ""), found.get(f"member_{n}_reach", "")) for n in numbers]
        for n, (name, reach) in enumerate(members, 1):
            if reach and not name:
                self.add_error(f"member_{n}", f"Fill in the name of person {n}.")
        found["members"] = [one for one in members if one[0]]
        if len(found["members"]) + 1 < LEAST and not self.errors:
            self.add_error("member_1", "Fill in who else is in the group, or go back and complain for yourself.")
        return found


class Speaks(Question):
    """Who speaks for a group."""

    name, alone = "speaks", "speaks"
    speaks = forms.ChoiceField(label="Who speaks for the group?", widget=Radios(), help_text=(
        "We ask the others whether they agree. Each of them hears the outcome too, and can write to us."))  # fmt: skip

    def build(self) -> None:
        others = [(str(n), name) for n, (name, _) in enumerate(self.told.get("members", ()), 1)]
        self.fields["speaks"].choices = [("0", "I do"), *others]  # type: ignore[attr-defined]

    @classmethod
    def asked(cls, place: Place, told: ANSWERED) -> bool:
        return bool(told.get("for_whom") == "group")
