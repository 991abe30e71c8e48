"""What happened: whether anybody is in danger, the story, when, what and whom it concerns."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from putright.apps.intake.forms import line
from putright.apps.portal.place import Place
from putright.apps.portal.questions.base import ANSWERED, Question
from putright.apps.portal.questions.who import nameless
from putright.core.workdays import said
from putright.design.fields import DatePartsField
from putright.design.widgets import Checkboxes, Radios

LONGEST = 80_000
"""The most characters of a story: what else was said is added to it, and both must fit into one text of an event."""
SAFETY = {
    "safeguarding": "A child or an adult is being harmed or neglected, or may be",
    "health_and_safety": "Something in the home or nearby is dangerous, such as gas, fire, electrics, damp or mould",
    "high_risk": "Somebody could come to harm if this waits",
    "serious_impact": "It has hit somebody’s health or life very hard",
}
"""What the landlord must know at once, as residents are asked it."""
NO_DANGER = frozenset({"", "no", "none", "no one", "noone", "nobody", "nothing", "n a", "na", "not applicable"})
"""What people type who mean that there is none."""


def several_lines(
    label: str, rows: int, *, longest: int = 2_000, required: bool = False, **more: Any
) -> forms.CharField:
    """Several lines of text."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=longest, required=required, widget=area, **more)


class Safety(Question):
    name = "safety"
    heading = "Is anybody in danger, or not safe?"
    around = "portal/forms/danger.html"
    flags = forms.MultipleChoiceField(label="Is any of this so? Tick what fits, or go on.", required=False,
                                      choices=list(SAFETY.items()), widget=Checkboxes())  # fmt: skip
    harmed = several_lines(
        "Who, and what is the danger? (optional)", 3, help_text="Say as much or as little as you like."
    )

    def clean(self) -> dict[str, Any]:
        """Who writes of a danger and ticks nothing is heard as well."""
        found: dict[str, Any] = super().clean() or {}
        said = " ".join(re.findall(r"\w+", found.get("harmed", "").casefold()))
        if said not in NO_DANGER and not found.get("flags"):
            found["flags"] = ["high_risk"]
        return found


class Happened(Question):
    """The story, in their own words."""

    name, alone = "happened", "text"
    text = several_lines("What happened?", 12, longest=LONGEST, required=True)

    def build(self) -> None:
        field = self.fields["text"]
        field.help_text = (
            "In your own words, in whatever order. What went wrong, what you have tried, and what it has meant for you."
            " You can write as little or as much as you need.")  # fmt: skip
        if nameless(self.told):
            field.help_text += " We cannot ask you, so say where and when it was, and what would show it."


class Told(Happened):
    """What is told at one of the other doors. `what`: its question and its hint, by door."""

    what = {
        "service_request": ("What do you need us to do?", "For example: what is broken, where, and since when."),
        "comment": ("What would you like to say?", "We read every comment and pass it to those it concerns."),
        "compliment": ("What went well?", "We pass it on to whoever earned it."),
        "suggestion": ("What could we do better?", "Say what you would change, and what it would help."),
        "petition": ("What are you asking for?", "The words that people signed. You can add the signatures as files."),
    }

    def build(self) -> None:
        label, hint = self.what[self.told["door"]]
        self.fields["text"].label, self.fields["text"].help_text = label, hint


class Praised(Question):
    name, alone = "praised", "praised"
    praised = line("Whom does it praise? (optional)", 300, help_text="A name, a team, or what they did and when.")


class Unhappy(Question):
    """Asking for a service is not yet a complaint; being unhappy with one already asked for is."""

    name, alone = "unhappy", "unhappy"
    choices = (
        ("new", "No, this is new"),
        ("again", "Yes, and I only want to remind you or to add something"),
        ("complain", "Yes, and I am unhappy with how it was dealt with: I would rather complain"),
    )
    unhappy = forms.ChoiceField(label="Have you asked us for this before?", choices=choices, widget=Radios(hints={
        "complain": "We then take it as a complaint, with its dates and its answer. The work itself goes on.",
    }))  # fmt: skip


class When(Question):
    name = "when"
    heading = "When did it happen?"
    occurred = DatePartsField(
        label="The day it happened, or the day you learnt of it (optional)", required=False,
        help_text="For example, 27 3 2026. If it began some time ago, the day it began.")  # fmt: skip
    around_when = line("If you do not know the day: roughly when? (optional)", 200,
                       help_text="For example: around Easter, or for about three weeks.")  # fmt: skip
    ongoing = forms.ChoiceField(label="Is it still going on?", required=False, widget=Radios(
        attrs={"class": "govuk-radios--inline"}), choices=[("yes", "Yes"), ("no", "No")])  # fmt: skip

    def clean_occurred(self) -> Any:
        day = self.cleaned_data["occurred"]
        if day and day > self.today:
            raise forms.ValidationError(f"That day is still to come: today is {said(self.today)}. Check the year.")
        return day


class Concerns(Question):
    name, alone = "concerns", "concerns"
    concerns = forms.MultipleChoiceField(
        label="What is it about? (optional)", required=False, widget=Checkboxes(),
        help_text="This helps us to bring it to the right people. You can leave it out.")  # fmt: skip

    def build(self) -> None:
        found = [str(one["title"]) for one in self.place.matter.entries("categories")]
        self.fields["concerns"].choices = [(title, title) for title in found]  # type: ignore[attr-defined]

    @classmethod
    def asked(cls, place: Place, told: ANSWERED) -> bool:
        return any(place.matter.entries("categories"))


class About(Question):
    """Whether it is about somebody who works for the landlord. Nobody is shown who does."""

    name, alone = "about", "about_staff"
    about_staff = forms.ChoiceField(
        label="Is it about somebody who works for us?", choices=[("no", "No"), ("yes", "Yes")],
        widget=Radios(reveals={"yes": "staff"}))  # fmt: skip
    staff = line("Who is it? Their name if you know it, or what they do", 300)

    def build(self) -> None:
        self.fields["about_staff"].help_text = "Whoever it is about does not deal with it."

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("about_staff") == "yes" and not found.get("staff"):
            self.add_error("staff", "Fill in who it is, as far as you know: “the plumber on 3 May” is enough.")
        if found.get("about_staff") != "yes":
            found["staff"] = ""
        return found
