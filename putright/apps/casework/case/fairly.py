"""Being fair to people: meetings with a companion, comments answered, and worse treatment for complaining."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms

from putright.apps.accounts.permissions import LOG_COMPLAINT, SEE_CASE
from putright.apps.casework.case.fields import choice_field, line, several, text, yes_no
from putright.apps.casework.case.sources import NAMED, NAMED_HINT, asked, other_side, points_field
from putright.apps.casework.names import person_line
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import DatedForm, Step, StepForm, words
from putright.core import events as e
from putright.core.decide import decide
from putright.core.events import Event
from putright.core.timeline import FINDINGS
from putright.core.timeline.investigation import FAILURES
from putright.design.widgets import Radios

# ---- talking to people ----------------------------------------------------------------------


class InterviewForm(DatedForm):
    """Who was asked, and what they said."""

    def build(self) -> None:
        self.fields["with_"] = asked("Whom did you interview?", complained_of=True)(self.opened)
        self.fields["named"] = line(NAMED, NAMED_HINT, optional=True)(self.opened)
        self.fields["companion"] = line("Who was with them?", optional=True)(self.opened)
        self.fields["what"] = text("What did they say?", rows=8)(self.opened)
        if points := points_field(self.opened):
            self.fields["about"] = points
        self.order_fields(["with_", "named", "companion", "what", "about", "on"])


class InterviewHeld(Step):
    kind, title, button = "interview_held", "Record an interview", "Save the interview"
    form_class = InterviewForm
    guide = (
        "What somebody saw or knows. The side of the complainant, and of anyone complained of, is recorded under"
        " “Record somebody’s side of it” as well."
    )

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        return [e.InterviewHeld(
            on=typed["on"], with_=typed["with_"], what=typed["what"], named=typed["named"],
            companion=typed["companion"], about=tuple(typed.get("about") or ()),
        )]  # fmt: skip


class MeetingForm(DatedForm):
    """Whom one met, who came with them, and what was said."""

    def build(self) -> None:
        opened = self.opened
        self.fields["with_"] = choice_field("Whom did you meet?", other_side(opened))
        self.fields["companion_offered"] = yes_no("Were they told that somebody may come with them?")(opened)
        hint = "Leave it empty if nobody."
        self.fields["companion"] = line("Who was to come with them?", hint, optional=True)(opened)
        self.fields["companion_present"] = forms.TypedChoiceField(
            label="Was the companion there? (optional)", required=False, choices=[("yes", "Yes"), ("no", "No")],
            coerce=lambda value: value == "yes", empty_value=None,
            widget=Radios(attrs={"class": "govuk-radios--small"}),
        )  # fmt: skip
        hint = "Refusing somebody a companion needs a reason."
        self.fields["companion_reason"] = line("If not, why not?", hint, optional=True, longest=2_000)(opened)
        self.fields["what"] = text("What was said?", rows=8)(opened)
        self.order_fields([name for name in self.fields if name != "on"] + ["on"])

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("companion") and typed.get("companion_present") is None:
            self.add_error("companion_present", "Say whether the companion was there.")
        return typed


class MeetingHeld(Step):
    kind, title, button = "meeting_held", "Record a meeting with them", "Save the meeting"
    form_class = MeetingForm
    guide = "Anyone who complains may have somebody with them at a meeting. Tell them so when you arrange it."

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        present = typed["companion_present"] if typed["companion"] else None
        return [e.MeetingHeld(
            on=typed["on"], with_=typed["with_"], what=typed["what"], companion_offered=typed["companion_offered"],
            companion=typed["companion"], companion_present=present, companion_reason=typed["companion_reason"],
        )]  # fmt: skip


# ---- comments on findings -------------------------------------------------------------------


class CommentsForm(DatedForm):
    """Whose comments, and the answer to them."""

    def build(self) -> None:
        self.waiting = waiting(self.opened)
        self.fields["from_"] = choice_field("Whose comments do you answer?", [(k, who) for k, who, _ in self.waiting])
        if len(self.waiting) == 1:
            self.fields["from_"].initial = self.waiting[0][0]
        hint = "What you make of each comment: whether it changes the finding, and why or why not."
        self.fields["answer"] = text("Your answer", hint, rows=8)(self.opened)
        self.order_fields(["from_", "answer", "on"])


def waiting(opened: Opened) -> list[tuple[str, str, str]]:
    """The comments on the findings that nobody has answered: who by id and in words, and what they said."""
    stage, judged = opened.state.current, opened.judged
    found = stage.unanswered.items() if stage else ()
    return [(key, "The complainant" if key == "complainant" else judged.called(key), said) for key, said in found]


class CommentsAnswered(Step):
    kind, title, button = "comments_answered", "Answer comments on the findings", "Save the answer"
    form_class, template = CommentsForm, "casework/step_comments.html"
    guide = "They hear what you make of their comments before you decide."

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        return [e.CommentsAnswered(on=typed["on"], from_=typed["from_"], answer=typed["answer"])]


# ---- what fell short ------------------------------------------------------------------------


class ShortfallForm(DatedForm):
    """Which service, what, and why; never who."""

    def build(self) -> None:
        opened = self.opened
        kinds = {key: said[:1].upper() + said[1:] for key, said in FAILURES.items()}
        self.fields["failure"] = choice_field("What kind of failure was it?", list(kinds.items()))
        self.fields["service"] = line("In which service?", "For example: repairs; lettings; the call centre.")(opened)
        self.fields["what"] = text("What fell short?", rows=3)(opened)
        hint = "What made it possible: a diary that loses bookings, a form that asks for too little."
        self.fields["cause"] = text("What was the cause?", hint, rows=3)(opened)
        if points := points_field(opened):
            self.fields["about"] = points
        self.order_fields([name for name in self.fields if name != "on"] + ["on"])


class ShortfallRecorded(Step):
    kind, title, button = "shortfall_recorded", "Record what fell short, and why", "Save"
    form_class = ShortfallForm
    guide = "A shortfall belongs to a service and has a cause. It is never held against a person by name."

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        return [e.ShortfallRecorded(
            on=typed["on"], what=typed["what"], service=typed["service"], cause=typed["cause"],
            failure=typed["failure"], about=tuple(typed.get("about") or ()),
        )]  # fmt: skip


# ---- worse treatment for complaining --------------------------------------------------------


class AllegedForm(DatedForm):
    """What they say happened to them since they complained, and by whom."""

    def build(self) -> None:
        opened = self.opened
        hint = "In their words. You need not believe it, and you do not judge it: somebody uninvolved will."
        self.fields["text"] = text("What do they say has happened?", hint, rows=6)(opened)
        staff = [(key, person_line(opened, key)) for key, person in opened.people.items() if person.active]
        self.fields["about"] = several("Whom do they name? (optional)", staff, optional=True)
        self.fields["about"].label = "Whom do they name? (optional)"
        self.fields["about"].widget = forms.SelectMultiple(attrs={"size": 6}, choices=staff)
        self.order_fields(["text", "about", "on"])


class DetrimentAlleged(Step):
    kind, title, button = "detriment_alleged", "They say they are treated worse for complaining", "Record what they say"
    form_class, needs = AllegedForm, LOG_COMPLAINT
    guide = "Nobody may lose anything by complaining. What they say is taken down whatever you think of it."

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed, taken = form.cleaned_data, form.opened.state.inquiry.detriments
        key = f"d{len(taken) + 1}"
        return [e.DetrimentAlleged(on=typed["on"], id=key, text=typed["text"], about=tuple(typed["about"]))]


def alleged(opened: Opened) -> list[tuple[str, str]]:
    """The allegations that nobody has concluded on, as choices."""
    found = opened.state.inquiry.detriments
    return [(key, found[key].text[:160] or key) for key in opened.state.inquiry.alleged]


class UninvolvedForm(DatedForm):
    """Those who have had no part in the complaint first; the others with the reason why not."""

    def build(self) -> None:
        opened, found = self.opened, alleged(self.opened)
        key = str(self.data.get("id", "")) if self.is_bound else found[0][0] if found else ""
        self.fields["id"] = choice_field("Which allegation?", found)
        self.fields["id"].initial = found[0][0] if found else None
        staff = [who for who, person in opened.people.items() if person.active and person.roles]
        people = [(who, self._reasons(key, who)) for who in staff]
        self.unfit = [(person_line(opened, who), " ".join(said)) for who, said in people if said]
        fit = [(who, person_line(opened, who)) for who, said in people if not said]
        self.fields["to"] = choice_field("Who looks into it?", fit)
        self.order_fields(["id", "to", "on"])

    def _reasons(self, key: str, who: str) -> list[str]:
        event = e.DetrimentAssigned(on=max(self.today, self.opened.state.last), id=key, to=who)
        return [words(reason) for reason in decide(self.opened.judged, event)]


class DetrimentAssigned(Step):
    kind, title, button = "detriment_assigned", "Give it to somebody uninvolved", "Give it to them"
    form_class, template = UninvolvedForm, "casework/step_people.html"
    guide = (
        "Worse treatment for complaining is looked into by somebody who has had no part in the complaint. They see the"
        " complaint from then on, and find what is asked of them under “What is due”."
    )

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        return [e.DetrimentAssigned(on=typed["on"], id=typed["id"], to=typed["to"])]


def mine(opened: Opened, key: str) -> list[tuple[str, str]]:
    """The allegations that this person has to conclude on."""
    return [(one, said) for one, said in alleged(opened) if opened.state.inquiry.detriments[one].to == key]


class ConcludedForm(DatedForm):
    """What whoever looked into it found, and why."""

    def build(self) -> None:
        found = mine(self.opened, self.person.key) if self.person else []
        self.fields["id"] = choice_field("Which allegation?", found)
        if len(found) == 1:
            self.fields["id"].initial = found[0][0]
        self.fields["finding"] = choice_field("Were they treated worse for complaining?", list(FINDINGS.items()))
        hint = "What you looked at, whom you asked, and why it leads to this."
        self.fields["reasons"] = text("Reasons", hint, rows=8)(self.opened)
        self.order_fields(["id", "finding", "reasons", "on"])


class DetrimentConcluded(Step):
    kind, title, button = "detriment_concluded", "Conclude on the worse treatment", "Save the conclusion"
    form_class, needs = ConcludedForm, SEE_CASE
    guide = "Yours alone to decide: the decision on the complaint itself does not decide it."

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        return [e.DetrimentConcluded(
            on=typed["on"], id=typed["id"], by=self.request.user.key, finding=typed["finding"],
            reasons=typed["reasons"],
        )]  # fmt: skip
