"""Surveys."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms

from putright.apps.casework.case.fields import Build, method, text, yes_no
from putright.apps.casework.case.plain.base import Plain, PlainForm
from putright.core.surveys import SATISFACTION
from putright.design.widgets import Radios

SCORES = {str(score): said for score, said in SATISFACTION.items()}


def _heard(form: PlainForm) -> Iterator[tuple[str, str]]:
    typed = form.cleaned_data
    if typed.get("reached") and not (typed.get("what") or typed.get("score")):
        yield "what", "Say what they told you, or how satisfied they are."


def score(label: str, hint: str = "") -> Build:
    """How satisfied somebody is, from 1 to 5; it need not have been said."""
    return lambda _: forms.TypedChoiceField(
        label=label, help_text=hint, choices=[*SCORES.items(), ("", "They did not say")], coerce=int, empty_value=None,
        required=False, widget=Radios(attrs={"class": "govuk-radios--small"}),
    )  # fmt: skip


STEPS: dict[str, Plain] = {
    "survey_sent": Plain("Send the survey", "Record", {"method": method("How was it sent?")}),
    "survey_followed_up": Plain("Speak with them about the survey", "Record that we spoke", {
        "method": method("How did you speak with them?"),
        "what": text("What came of it?", "Tell them how to complain, if that is what they want: an answer in the survey"
            " is not a complaint by itself. If they cannot be reached, say how often and how you tried."),
    }, "They were unhappy with how we dealt with their complaint, or asked to be spoken to."),
    "feedback_sought": Plain("Ask how it was for them", "Record it", {
        "reached": yes_no("Did you reach them?"),
        "method": method("How did you try?"),
        "score": score("How satisfied or dissatisfied are they with how we dealt with it?"),
        "what": text("What did they say?", optional=True),
    }, "Usually for a sample: the list of a sample leads here, and counts whom you reached.", check=_heard),
}  # fmt: skip
