"""What is filled in to draw a sample, to change it, and to put a session or a survey of all tenants on record."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms

from putright.apps.casework.case.fields import LONGEST
from putright.apps.oversight.samples.models import Substitute, Wave
from putright.design.fields import DatePartsField
from putright.design.widgets import Affixed, Checkboxes, Radios

FIRST_YEAR = 2023
"""The first year that the Tenant Satisfaction Measures are about."""
MOST = 10_000_000


class DrawForm(forms.Form):
    """How large the sample is: the policy's share, or more."""

    def __init__(self, *args: Any, least: int, promised: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = f"The policy promises at least {least}. You can draw more." if promised else "No policy sets it."
        self.fields["share"] = forms.IntegerField(
            label="At least how many in a hundred?", help_text=said, min_value=least if promised else 1, max_value=100,
            initial=least, widget=Affixed(suffix="%", attrs={"class": "govuk-input--width-3"}),
        )  # fmt: skip


class InsteadForm(forms.Form):
    """Why somebody drawn is not asked."""

    why = forms.ChoiceField(
        label="Why are they not asked?", choices=Substitute.Why.choices, widget=Radios(),
        help_text="The next by the seed takes their place. Both stay on record.",
    )  # fmt: skip


class SessionForm(forms.Form):
    """Which complaints a session went through, and who took part."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=60)

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], members: Sequence[tuple[str, str]],
                 others: Sequence[tuple[str, str]], today: date, **kwargs: Any) -> None:  # fmt: skip
        kwargs["initial"] = {"token": secrets.token_urlsafe(24), "on": today, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.members, self.today = dict(members), today
        self.fields["cases"] = forms.MultipleChoiceField(
            label="Which complaints did you go through?", choices=list(places), widget=Checkboxes()
        )
        self.fields["members"] = forms.MultipleChoiceField(
            label="Who took part?", choices=[*members, *others], widget=Checkboxes(),
            help_text=self._asked() if members else "",
        )  # fmt: skip
        self.fields["on"] = DatePartsField(label="When was it?", help_text="For example, 27 3 2026")
        self.fields["what"] = forms.CharField(
            label="What did you learn?", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6}),
            help_text="About services, never about a person. It stands with each of these complaints.",
        )  # fmt: skip

    def _asked(self) -> str:
        titles = [f"the {title}" if title[:1].islower() else title for title in self.members.values()]
        return f"The policy asks for {', '.join(titles)}. Without one of them the session does not count."

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError("That day is still to come. Give today’s date or an earlier one.")
        return on

    def missing(self) -> list[str]:
        """Who did not take part though the policy has them there."""
        return [title for name, title in self.members.items() if name not in self.cleaned_data["members"]]


class WaveForm(forms.ModelForm):
    """A survey of all tenants, whose numbers have to add up."""

    since = DatePartsField(label="First day of the survey")
    until = DatePartsField(label="Last day of the survey")

    class Meta:
        model = Wave
        fields = (
            "year", "tenure", "method", "since", "until", "carried_out_by", "asked", "responses", "complained",
            *Wave.ANSWERS,
        )  # fmt: skip
        labels = {
            "tenure": "Which homes?", "method": "How were people asked?", "carried_out_by": "Who carried it out?",
            "asked": "How many were asked to take part?", "responses": "How many took part?",
            "complained": "How many said that they complained to you in the last 12 months?",
            "very_satisfied": "Very satisfied", "fairly_satisfied": "Fairly satisfied",
            "neither": "Neither satisfied nor dissatisfied", "fairly_dissatisfied": "Fairly dissatisfied",
            "very_dissatisfied": "Very dissatisfied",
        }  # fmt: skip
        help_texts = dict.fromkeys(("asked", "complained"), "") | {
            "very_satisfied": "Of those who complained, with how their complaint was dealt with. Five numbers follow.",
        }
        widgets = {"tenure": Radios(), "method": Radios()}

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        years = range(today.year, FIRST_YEAR - 1, -1)
        self.fields["year"] = forms.TypedChoiceField(
            label="Which year is it about?", coerce=int, choices=[(n, f"April {n} to March {n + 1}") for n in years]
        )
        for name in ("asked", "responses", "complained", *Wave.ANSWERS):
            field = self.fields[name]
            field.max_value = MOST  # type: ignore[attr-defined]
            field.widget.attrs["class"] = "govuk-input--width-5"
        for name in ("tenure", "method"):
            self.fields[name].choices = [one for one in self.fields[name].choices if one[0]]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if self.errors:
            return typed
        for name, wrong in self._wrong(typed):
            self.add_error(name, wrong)
        return typed

    def _wrong(self, typed: dict[str, Any]) -> Sequence[tuple[str, str]]:
        begins, answers = date(typed["year"], 4, 1), sum(typed[name] for name in Wave.ANSWERS)
        ends = date(typed["year"] + 1, 4, 1) - timedelta(1)
        checks = (
            ("until", typed["until"] < typed["since"], "The last day lies before the first."),
            ("until", typed["until"] > self.today, "The survey is not over yet. Enter it when it is."),
            ("since", not begins <= typed["since"] <= ends, "The survey began in another year than it is about."),
            ("responses", typed["responses"] > typed["asked"], "More took part than were asked."),
            ("complained", typed["complained"] > typed["responses"], "More complained than took part."),
            ("very_satisfied", answers > typed["complained"],
             f"The five answers add up to {answers}, more than the {typed['complained']} who complained."),
        )  # fmt: skip
        return [(name, wrong) for name, is_wrong, wrong in checks if is_wrong]
