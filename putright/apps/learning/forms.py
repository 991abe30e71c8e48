"""The forms of learning."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms

from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.models import Case
from putright.apps.learning.models import Theme, Told
from putright.core.timeline.investigation import FAILURES
from putright.core.timeline.learning import CAUSES, SERVICES
from putright.design.fields import DatePartsField
from putright.design.widgets import Radios

FURTHEST = timedelta(days=3 * 366)
RISKS = {
    "serious": "Somebody may come to harm, or many are affected.",
    "systemic": "It lies in how we work, so it can happen to anybody we serve.",
}
"""What the graver risks mean."""
NOBODY = "Name nobody and no home: many people read this."


def words(label: str, hint: str = "", rows: int = 3, longest: int = 5_000, **more: Any) -> forms.CharField:
    """Several lines."""
    return forms.CharField(label=label, help_text=hint, max_length=longest,
                           widget=forms.Textarea(attrs={"rows": rows}), **more)  # fmt: skip


def listed(label: str, known: dict[str, str], none: str = "Not said", hint: str = "") -> forms.ChoiceField:
    """One of a list, or none of it."""
    choices = [("", none), *((key, said[:1].upper() + said[1:]) for key, said in known.items())]
    return forms.ChoiceField(label=label, choices=choices, required=False, help_text=hint)


def staff(landlord: Landlord) -> Any:
    """Everybody who works for a landlord."""
    return Person.objects.filter(landlord=landlord, is_active=True).order_by("name")


class Dated(forms.Form):
    """Something that happened on a day that is not to come."""

    on = DatePartsField(label="When?")

    def __init__(self, *args: Any, today: date, landlord: Landlord, **kwargs: Any) -> None:
        self.today, self.landlord = today, landlord
        kwargs["initial"] = {"on": today, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.build()

    def build(self) -> None:
        """Adds what depends on the landlord; the day comes last."""
        self.order_fields([name for name in self.fields if name != "on"] + ["on"])

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if not self.today - FURTHEST <= on <= self.today:
            raise forms.ValidationError("Give today’s date or an earlier one.")
        return on


class Narrow(forms.Form):
    """What a list of lessons is narrowed to."""

    service = listed("Service", SERVICES, "Every service")
    cause = listed("Cause", CAUSES, "Every cause")
    failing = listed("What went wrong", FAILURES, "Every failing")
    since = DatePartsField(label="From (optional)", required=False)
    until = DatePartsField(label="Until (optional)", required=False)

    def wanted(self) -> dict[str, Any]:
        """What is asked for; nothing that cannot be read."""
        self.is_valid()
        return {key: value for key, value in self.cleaned_data.items() if value}


class ThemeForm(forms.Form):
    """A new theme."""

    title = forms.CharField(label="What do you call it?", max_length=200, help_text=NOBODY)
    what = words("What do the complaints show together?", rows=4)
    reason = words("How was it found?", "What you saw, and where: these words stay with the theme.", rows=2)
    service = listed("In which service? (optional)", SERVICES)
    cause = listed("What is the cause? (optional)", CAUSES, hint="With it, its rate can be compared before and after.")
    risk = forms.ChoiceField(label="How serious is it?", choices=Theme.Risk.choices, widget=Radios(hints=RISKS))
    why = words("Why that serious? (optional)", rows=2, required=False)
    owner = forms.ModelChoiceField(
        label="Who looks after it?", queryset=Person.objects.none(), empty_label="Choose one"
    )
    cases = words("Which complaints show it? (optional)", "Their references, one on each line.", rows=4, required=False)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = staff(person.landlord)

    def clean_cases(self) -> list[Case]:
        return cases_of(self.person, self.cleaned_data["cases"])


def cases_of(person: Person, typed: str) -> list[Case]:
    """The complaints that somebody names by reference, of those they may see. Raises `ValidationError`."""
    references = list(dict.fromkeys(typed.replace(",", " ").upper().split()))
    found = {case.reference: case for case in Case.objects.visible_to(person).filter(reference__in=references)}
    if missing := [one for one in references if one not in found]:
        raise forms.ValidationError(f"You see no complaint {missing[0]}. Check the reference.")
    return [found[one] for one in references]


class CasesForm(forms.Form):
    """Further complaints of a theme."""

    cases = words("Which complaints?", "Their references, one on each line.", rows=3)
    reason = words("Why do they belong to it?", rows=2)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    def clean_cases(self) -> list[Case]:
        return cases_of(self.person, self.cleaned_data["cases"])


class ReviewForm(Dated):
    """A review by senior managers."""

    who = forms.CharField(label="Who looked at it?", max_length=200,
                          help_text="By office: the Director of Operations, the senior managers’ meeting.")  # fmt: skip
    risk = forms.ChoiceField(
        label="How serious is it, as they see it?", choices=Theme.Risk.choices, widget=Radios(hints=RISKS)
    )
    text = words("What did they conclude and decide?", "Is it systemic? Must a policy or procedure be revised?", rows=4)


class ActionForm(forms.Form):
    """Something to be done about a theme."""

    what = words("What is to be done?", NOBODY)
    owner = forms.ModelChoiceField(label="Who sees to it?", queryset=Person.objects.none(), empty_label="Choose one")
    due = DatePartsField(label="By when?")

    def __init__(self, *args: Any, today: date, landlord: Landlord, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = staff(landlord)

    def clean_due(self) -> date:
        due: date = self.cleaned_data["due"]
        if not self.today <= due <= self.today + FURTHEST:
            raise forms.ValidationError("Give a day that is still to come, within three years.")
        return due


class DoneForm(Dated):
    """What shows that an action is done."""

    proof = words(
        "What shows that it is done?", "Where it can be seen: the new page, the minutes, the training’s date."
    )


class TellForm(Dated):
    """Who was told."""

    whom = forms.ChoiceField(label="Who was told?", choices=Told.Whom.choices, widget=Radios())
    how = forms.CharField(
        label="How?", max_length=200, help_text="The newsletter, the panel’s meeting, a letter to all."
    )
    what = words("What were they told?", NOBODY)


class GiveForm(forms.Form):
    """Somebody else looks after it."""

    owner = forms.ModelChoiceField(label="Who looks after it now?", queryset=Person.objects.none())

    def __init__(self, *args: Any, landlord: Landlord, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = staff(landlord)


class TextForm(forms.Form):
    """Why, in words."""

    text = words("Why?")

    def __init__(self, *args: Any, label: str = "", hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label or self.fields["text"].label
        self.fields["text"].help_text = hint


class ChangeForm(forms.Form):
    """You said, we did."""

    said = words("You said", f"What residents told us, in a sentence or two. {NOBODY}", rows=2, longest=400)
    did = words("We did", "What is done, and what is different for residents now.", rows=2, longest=400)

    def __init__(self, *args: Any, brands: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if known := list(brands):
            choices = [("", "All of them"), *known]
            self.fields["brand"] = forms.ChoiceField(label="Whose residents does it concern?", choices=choices,
                                                     required=False)  # fmt: skip
