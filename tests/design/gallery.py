"""What the gallery shows, and an address table that has the gallery in it."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

from django import forms
from django.shortcuts import render
from django.urls import include, path
from django.utils.safestring import mark_safe

from putright.design.fields import DatePartsField
from putright.design.widgets import Affixed, Checkboxes, Radios

TODAY = dt.date(2026, 4, 2)
CHANNELS = [("phone", "Phone"), ("letter", "Letter"), ("other", "Some other way")]
FLAGS = [("safety", "Health and safety"), ("risk", "Somebody is at high risk"), ("petition", "A petition")]


class Receipt(forms.Form):
    received_on = DatePartsField(label="Date received", help_text="For example, 27 3 2026")
    channel = forms.ChoiceField(
        label="How did it reach us?",
        choices=CHANNELS,
        widget=Radios(hints={"phone": "Write down what was said, in their words."}, reveals={"other": "other_channel"}),
    )
    other_channel = forms.CharField(label="Which other way?", required=False)
    flags = forms.MultipleChoiceField(label="Is any of this so?", choices=FLAGS, widget=Checkboxes(), required=False)
    name = forms.CharField(label="Name of the complainant", max_length=100)
    email = forms.EmailField(label="E-mail address", help_text="Only if they want to hear from us by e-mail.")
    phone = forms.CharField(
        label="Telephone number", widget=forms.TextInput(attrs={"type": "tel", "class": "govuk-input--width-20"})
    )
    lost = forms.DecimalField(
        label="Money lost, in pounds", widget=Affixed(prefix="£", attrs={"class": "govuk-input--width-5"})
    )
    visits = forms.IntegerField(
        label="Visits missed", widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"})
    )
    team = forms.ChoiceField(label="Team", choices=[("", "Choose a team"), ("north", "North"), ("south", "South")])
    account = forms.CharField(label="What happened?", max_length=200, widget=forms.Textarea())
    letter = forms.FileField(label="Their letter")
    consent = forms.BooleanField(label="They agree that we record this", help_text="Read them the notice first.")
    password = forms.CharField(label="Your password", widget=forms.PasswordInput())
    step = forms.CharField(widget=forms.HiddenInput(), initial="2")


class Filter(forms.Form):
    words = forms.CharField(label="Words or reference", required=False)
    stage = forms.ChoiceField(label="Stage", choices=[("", "Any"), ("1", "Stage 1")], required=False)
    team = forms.ChoiceField(label="Team", choices=[("", "Any"), ("north", "North")], required=False)


DUTIES = [
    {"name": "Acknowledge", "status": "open", "due": dt.date(2026, 3, 30)},
    {"name": "Send an update", "status": "open", "due": TODAY},
    {"name": "Alert safeguarding", "status": "open", "due": dt.date(2026, 4, 3)},
    {"name": "Answer at stage 1", "status": "open", "due": dt.date(2026, 4, 22)},
    {"name": "Tell the regulator", "status": "open", "due": None},
    {"name": "Ask for stage 2", "status": "waiting", "due": dt.date(2026, 5, 6)},
    {"name": "Redecorate the room", "status": "met_late", "due": dt.date(2026, 4, 1)},
    {"name": "Survey", "status": "lapsed", "due": None},
]
BOUND = {
    "received_on-day": "31", "received_on-month": "2", "received_on-year": "2026", "channel": "other",
    "other_channel": "A note pushed under the office door", "email": "not an address", "account": "x" * 190,
    "flags": ["safety"], "lost": "about 20", "step": "2",
}  # fmt: skip


ON_DUE = ' class="on-due"'


def calendar_strip() -> str:
    days = [dt.date(2026, 3, 27) + dt.timedelta(days=ahead) for ahead in range(14)]
    off = {dt.date(2026, 4, 3), dt.date(2026, 4, 6)}
    cells = []
    for nth, day in enumerate(days):
        idle = day.weekday() > 4 or day in off
        look = "due" if day == dt.date(2026, 4, 7) else "off" if idle else "counted" if nth else "day"
        at = nth * 50 + 2
        cells.append(
            f'<rect class="{look}" x="{at}" y="2" width="46" height="40" rx="3"/>'
            f'<text{ON_DUE if look == "due" else ""} x="{at + 23}" y="18">{day:%a}</text>'
            f'<text{ON_DUE if look == "due" else ""} x="{at + 23}" y="34">{day.day}</text>'
        )
        if day == TODAY:
            cells.append(f'<rect class="today" x="{at - 1}" y="1" width="48" height="42" rx="4"/>')
    label = "Five working days from 27 March 2026 end on 7 April; 3 and 6 April are bank holidays"
    return mark_safe(f'<svg viewBox="0 0 702 46" role="img" aria-label="{label}">{"".join(cells)}</svg>')


def context() -> dict[str, object]:
    return {
        "user": SimpleNamespace(
            is_authenticated=True, name="Complaints officer", landlord=SimpleNamespace(name="Willow Tree Housing")
        ),
        "nav": [
            {"href": "#", "text": "Work list", "current": True, "count": 12},
            {"href": "#", "text": "Log a complaint"},
            {"href": "#", "text": "Search"},
            {"href": "#", "text": "People"},
        ],
        "footer_links": [{"href": "#", "text": "Accessibility"}, {"href": "#", "text": "Help"}],
        "sections": [
            {"href": "#", "text": "Overview", "current": True},
            {"href": "#", "text": "Points", "count": 3},
            {"href": "#", "text": "Letters"},
            {"href": "#", "text": "Evidence"},
            {"href": "#", "text": "History"},
        ],
        "adjustments": ["Large print, 18 point", "Ring before 11 in the morning", "Letters also to the daughter"],
        "today": TODAY,
        "tomorrow": TODAY + dt.timedelta(days=1),
        "duties": DUTIES,
        "calendar": calendar_strip(),
        "form": Receipt(BOUND, auto_id="id_%s"),
        "fresh": Receipt(prefix="fresh"),
        "filter_form": Filter(prefix="filter"),
    }


class Told(str):
    """A message as Django's framework gives it to a template."""

    level_tag = "info"

    @classmethod
    def of(cls, level_tag: str, text: str) -> Told:
        told = cls(text)
        told.level_tag = level_tag
        return told


def gallery(request):
    messages = [
        Told.of("success", "The acknowledgement was sent on 1 April 2026."),
        Told.of("warning", "It was a day late."),
        Told.of("error", "The letter could not be printed: the address is missing. Add it, then try again."),
    ]
    return render(request, "design/gallery.html", {**context(), "messages": messages})


urlpatterns = [path("", gallery, name="home"), path("account/", include("allauth.urls"))]
