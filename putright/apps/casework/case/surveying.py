"""What somebody answered in the survey: put on record for whoever told us, and shown until they are spoken with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django import forms

from putright.apps.casework.case.fields import method, text
from putright.apps.casework.case.plain.learning import score
from putright.apps.casework.case.ways import address
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import DatedForm, Step, StepForm
from putright.core import events as e
from putright.core.events import Event
from putright.core.surveys import OVERALL, SATISFACTION, Asked, asked
from putright.core.timeline.base import CHANNELS
from putright.core.workdays import said
from putright.design.widgets import Radios


@dataclass(frozen=True)
class Unhappy:
    """An answer that somebody has to speak with them about, as the case page shows it."""

    heading: str
    words: str
    scores: Sequence[tuple[str, str]]
    href: str


def questions(opened: Opened) -> Sequence[Asked]:
    """What the landlord's survey asks."""
    return asked(opened.policy.wording)


def unhappy(opened: Opened) -> list[Unhappy]:
    """The answers since somebody last spoke with them, while somebody still has to; the oldest first."""
    since = opened.state.learning.owed_since
    if not since:
        return []
    href = address(opened.case.reference, "survey_followed_up")
    open_ = [one for one in opened.state.learning.surveys if one.on >= since]
    return [Unhappy(_heading(one), one.answer, list(_scores(opened, one)), href) for one in open_]


def _heading(one: e.SurveyAnswered) -> str:
    how = f" {CHANNELS[one.method]}" if one.method in CHANNELS else ""
    asks = "They ask to be spoken to. " if one.wants_contact else ""
    return f"{asks}Answered on {said(one.on)}{how}"


def _scores(opened: Opened, one: e.SurveyAnswered) -> Iterator[tuple[str, str]]:
    given: Mapping[str, int] = {**({OVERALL: one.score} if one.score else {}), **one.scores}
    for question in questions(opened):
        if question.id in given:
            yield question.text, f"{question.answers[given[question.id]]} ({given[question.id]} of 5)"


class AnsweredForm(DatedForm):
    """Each question, as the letter asks it; none has to have been answered."""

    def build(self) -> None:
        self.asked = questions(self.opened)
        for one in self.asked:
            self.fields[f"q_{one.id}"] = _field(self.opened, one)
        self.fields["wants_contact"] = forms.BooleanField(
            label="They would like to be spoken to about it", required=False
        )
        self.fields["method"] = method("How did they answer?")(self.opened)
        self.order_fields([*(f"q_{one.id}" for one in self.asked), "wants_contact", "method", "on"])

    def clean(self) -> dict[str, object]:
        typed = super().clean()
        given = [typed.get(f"q_{one.id}") for one in self.asked]
        if not self.errors and not any(given) and not typed.get("wants_contact"):
            raise forms.ValidationError("Record at least one answer, or leave this page: an empty one counts as none.")
        return typed


def _field(opened: Opened, one: Asked) -> forms.Field:
    if one.kind == "words":
        return text(one.text, optional=True)(opened)
    if one.answers is SATISFACTION:
        return score(one.text)(opened)
    choices = [*((str(n), words) for n, words in one.answers.items()), ("", "They did not say")]
    return forms.TypedChoiceField(
        label=one.text, choices=choices, coerce=int, empty_value=None, required=False,
        widget=Radios(attrs={"class": "govuk-radios--small"}),
    )  # fmt: skip


class SurveyAnswered(Step):
    kind, title, button = "survey_answered", "They answered the survey", "Record the answers"
    form_class = AnsweredForm
    guide = (
        "Record what they said on paper, by e-mail or on the telephone. Whoever is dissatisfied, or asks for it, is"
        " then spoken with. An answer is not a complaint by itself: tell them how to make one."
    )

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        assert isinstance(form, AnsweredForm)  # noqa: S101 (its own form)
        scores = {one.id: typed[f"q_{one.id}"] for one in form.asked if one.kind == "score"}
        given = {key: found for key, found in scores.items() if found}
        said_ = [(one.text, typed[f"q_{one.id}"]) for one in form.asked if one.kind == "words" and typed[f"q_{one.id}"]]
        several = sum(one.kind == "words" for one in form.asked) > 1
        words = "\n\n".join(f"{question}\n{answer}" if several else answer for question, answer in said_)
        return [e.SurveyAnswered(
            on=typed["on"], answer=words, score=given.pop(OVERALL, None), scores=given,
            wants_contact=typed["wants_contact"], method=typed["method"],
        )]  # fmt: skip
