"""The forms of reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from putright.apps.oversight.reports.models import Place
from putright.core.reporting.sections import Section
from putright.design.fields import DatePartsField
from putright.design.widgets import Radios

LONG_AGO = timedelta(days=3660)
TEXT = 20_000


def area(rows: int = 5) -> forms.Textarea:
    """A box for some lines of text."""
    return forms.Textarea(attrs={"rows": rows})


class Dated(forms.Form):
    """Something that happened on a day: not to come, and not long ago."""

    on = DatePartsField(label="On which day?", help_text="For example, 27 3 2026")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name != "on"] + ["on"])

    def clean_on(self) -> date | None:
        on: date | None = self.cleaned_data["on"]
        if on and not self.today - LONG_AGO <= on <= self.today:
            raise ValidationError("That day is still to come, or long ago. Check the year.")
        return on


class WriteForm(forms.Form):
    """What people write for a section; of a document also where it stands and its day, or that there is none."""

    text = forms.CharField(label="Text", max_length=TEXT, required=False, widget=area(14),
                           help_text="Leave an empty line between paragraphs. Name nobody.")  # fmt: skip
    url = forms.URLField(label="Its address on the web (optional)", max_length=500, required=False,
                         assume_scheme="https", help_text="For example, https://www.example.org/report")  # fmt: skip
    dated = DatePartsField(label="The day it is of (optional)", required=False)
    none = forms.BooleanField(label="There is no such document", required=False)

    def __init__(self, *args: Any, section: Section, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = section.prompt or "What should be said about these figures?"
        if not section.linked:
            for name in ("url", "dated", "none"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("none") and told.get("url"):
            self.add_error("none", "You gave an address and said that there is none. Take one of them out.")
        if (told.get("url") or told.get("dated")) and not told.get("text"):
            self.add_error("text", "Say in a sentence what the document says.")
        return told


class EarlierForm(forms.Form):
    """Which report of which earlier period is to be drawn up."""

    report = forms.ChoiceField(label="Which report?")
    day = DatePartsField(label="A day in the period", help_text="Any day of the month, quarter or year it is about.")

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["report"].choices = list(choices)


class ReceivedForm(Dated):
    """Who received it, and how."""

    to = forms.CharField(label="Who received it?", max_length=200, help_text="By office or body, not by name.")
    how = forms.CharField(label="How?", max_length=200, help_text="For example: with the papers of the meeting.")


class QuestionForm(Dated):
    """What somebody asked about it, and who owes the answer by when."""

    asked_by = forms.CharField(label="Who asks?", max_length=200, help_text="By office or body, not by name.")
    text = forms.CharField(label="What do they want to know?", max_length=TEXT, widget=area())
    owed_by = forms.CharField(label="Who answers?", max_length=200, help_text="By office, not by name.")
    due = DatePartsField(label="By when?")
    on = DatePartsField(label="When was it asked?", help_text="For example, 27 3 2026")

    def clean_due(self) -> date | None:
        due: date | None = self.cleaned_data["due"]
        if due and not self.today - LONG_AGO <= due <= self.today + LONG_AGO:
            raise ValidationError("Check the year.")
        return due


class ReplyForm(Dated):
    """The answer to a question."""

    text = forms.CharField(label="The answer", max_length=TEXT, widget=area(8))
    on = DatePartsField(label="When was it given?")


class ResponseForm(Dated):
    """What the governing body says to it."""

    body = forms.CharField(label="Which body?", max_length=200, help_text="For example: the Board.")
    text = forms.CharField(label="Its response, word for word", max_length=TEXT, widget=area(10))
    on = DatePartsField(label="When was it agreed?")


class PlaceForm(Dated):
    """A line of the publication checklist."""

    what = forms.ChoiceField(
        label="What was done?", choices=Place.What,
        widget=Radios(hints={"page": "Everybody can then read it here without signing in. It needs no address."}),
    )  # fmt: skip
    url = forms.URLField(label="At which address?", max_length=500, required=False, assume_scheme="https",
                         help_text="For example, https://www.example.org/complaints")  # fmt: skip

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("what") not in (None, Place.What.PAGE) and not told.get("url") and "url" not in self.errors:
            self.add_error("url", "Give the address where it stands, so that it can be looked at.")
        return told


class RecountForm(forms.Form):
    """Why a report is counted again."""

    why = forms.CharField(
        label="Why should it be counted again?", max_length=2000, widget=area(3),
        help_text="For example: a late answer was recorded after the report was issued.",
    )  # fmt: skip


NOTES: Mapping[str, tuple[str, type[forms.Form]]] = {
    "received": ("Note who received it", ReceivedForm),
    "question": ("Note a question", QuestionForm),
    "response": ("Note the governing body’s response", ResponseForm),
    "put": ("Note where it was put", PlaceForm),
    "recount": ("Have it counted again", RecountForm),
}
"""What can be noted of an issued report."""
