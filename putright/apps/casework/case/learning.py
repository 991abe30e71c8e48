"""What is learnt from a case: what it was about, the home, the lesson, what is done about it and by whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from putright.apps.casework.case.colleague import ForColleague
from putright.apps.casework.case.fields import (
    Choices,
    bodies,
    choice_field,
    colleagues,
    day,
    line,
    next_key,
    several,
    text,
)
from putright.apps.casework.case.kinds import categories
from putright.apps.casework.case.uploads import FilesForm, FilesStep
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import DatedForm, Step, StepForm
from putright.core import events as e
from putright.core.duties import find
from putright.core.events import Event
from putright.core.timeline.investigation import FAILURES
from putright.core.timeline.learning import CAUSES, SERVICES
from putright.core.workdays import said

NO_NAMES = "A lesson is about a service, never a person: leave out names."
TENURES = {
    "rented": "Rented", "affordable_rent": "Affordable rent", "supported": "Supported housing",
    "older": "Housing for older people", "almshouse": "Almshouse", "temporary": "Temporary",
    "market_rent": "Market rent", "shared_ownership": "Shared ownership", "leasehold": "Leasehold",
    "freehold": "Freehold with a service charge", "other": "Another",
}  # fmt: skip
"""By what right somebody has a home, as the register of homes knows it."""


def capital(known: Mapping[str, str]) -> dict[str, str]:
    """Words as they stand at the beginning of a line."""
    return {key: words[:1].upper() + words[1:] for key, words in known.items()}


# ---- what it was about ----------------------------------------------------------------------


class ClassifiedForm(DatedForm):
    """The landlord's own categories, and the headings the Ombudsman reports under."""

    def build(self) -> None:
        own = categories(self.opened.policy.wording)
        if own:
            self.fields["categories"] = several("What was it about?", list(own.items()), optional=True)
            self.fields["categories"].label = "What was it about?"
        services = list(capital(SERVICES).items())
        self.fields["services"] = several("In which of our services?", services, "As the Ombudsman counts them.")
        self.fields["on"].label = "When was it sorted?"
        self.order_fields([name for name in self.fields if name != "on"] + ["on"])


class Classified(Step):
    kind, title, button = "classified", "Say what it was about, for the figures", "Save"
    form_class = ClassifiedForm
    guide = "As it turned out, whatever was thought when it came in. It can be changed: the last word counts."

    def initial(self, opened: Opened) -> dict[str, Any]:
        before = opened.state.learning.classified
        lessons = {one.service for one in opened.state.learning.lessons.values() if one.service}
        first = opened.events[0]
        told = first.categories if isinstance(first, e.Received) else ()
        return {
            "categories": list(before.categories if before else told),
            "services": list(before.services) if before else sorted(lessons),
        }

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        return [e.Classified(on=typed["on"], categories=tuple(typed.get("categories") or ()),
                             services=tuple(typed["services"]))]  # fmt: skip


class HomeForm(DatedForm):
    """The home as it was when it happened."""

    def build(self) -> None:
        before = self.opened.state.learning.home
        self.fields["tenure"] = choice_field("By what right do they have the home?", list(TENURES.items()))
        hint = "The block or estate, or the first half of the postcode, such as WV10. No house number."
        self.fields["area"] = line("Where is it?", hint, longest=100)(self.opened)
        self.fields["on"].label = "Since when do we know?"
        if before:
            self.initial |= {"tenure": before.tenure, "area": before.area}
        self.order_fields(["tenure", "area", "on"])


class HomeRecorded(Step):
    kind, title, button = "home_recorded", "Say which home it is about, for the figures", "Save"
    form_class = HomeForm
    guide = "Where somebody is linked with the register of residents, this is done by itself."

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        return [e.HomeRecorded(on=typed["on"], tenure=typed["tenure"], area=typed["area"])]


# ---- lessons --------------------------------------------------------------------------------


class LessonForm(DatedForm):
    """What failed, why, in which service, and what it teaches."""

    def build(self) -> None:
        failures = [("", "Nothing failed, or none of these"), *capital(FAILURES).items()]
        self.fields["failing"] = forms.ChoiceField(label="What went wrong?", choices=failures, required=False)
        services = list(capital(SERVICES).items())
        self.fields["service"] = choice_field("In which service?", services, "Against services, never persons.")
        hint = "The cause behind it: what made it possible, and would make it happen again."
        self.fields["cause"] = choice_field("Why did it go wrong?", list(capital(CAUSES).items()), hint)
        hint = f"{NO_NAMES} For example: the diary warns before a visit is moved."
        self.fields["what"] = text("What should we do differently?", hint)(self.opened)
        self.fields["on"].label = "When was it learnt?"
        self.order_fields(["failing", "service", "cause", "what", "on"])


class LessonRecorded(Step):
    kind, title, button = "lesson_recorded", "Record a lesson", "Record the lesson"
    form_class = LessonForm
    guide = "What we learn from this one, so that the next person does not have to complain of it."

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        return [e.LessonRecorded(
            on=typed["on"], id=next_key("l", form.opened.state.learning.lessons), what=typed["what"],
            failing=typed["failing"] or None, cause=typed["cause"], service=typed["service"],
        )]  # fmt: skip


# ---- what is done about it ------------------------------------------------------------------


def open_actions(opened: Opened) -> Choices:
    """The actions that are not done, as choices."""
    found = opened.state.learning.actions
    return [
        (key, (one.event.what[:120] or key) + (f" (by {said(one.event.by)})" if one.event.by else ""))
        for key, one in found.items()
        if not one.done
    ]


class ActionForm(DatedForm):
    """What is done about which lesson, by whom and when; or another date or owner for what was set."""

    def build(self) -> None:
        opened, lessons = self.opened, self.opened.state.learning.lessons
        if still := open_actions(opened):
            hint = "To give it another date or owner, choose it and fill in the rest as it is to be."
            self.fields["id"] = forms.ChoiceField(
                label="Is it new?", help_text=hint, required=False, choices=[("", "A new action"), *still]
            )
        self.fields["what"] = text("What is to be done?", NO_NAMES, rows=3)(opened)
        if lessons:
            known = [(key, one.what[:120] or key) for key, one in lessons.items()]
            self.fields["lesson"] = choice_field("Which lesson is it for? (optional)", known, optional=True)
        hint = "They find it under “What is due”, and see only what is to be done."
        who = [*colleagues(opened), *bodies(opened)]
        self.fields["owner"] = choice_field("Who sees to it? (optional)", who, hint, optional=True)
        self.fields["owner"].choices = [("", "Whoever has the complaint"), *who]
        self.fields["by"] = day("By when?")(opened)
        self.fields["on"].label = "When was it set?"
        self.order_fields(["id", "what", "lesson", "owner", "by", "on"])

    def choose(self, chosen: Mapping[str, Any]) -> None:
        super().choose(chosen)
        if action := self.opened.state.learning.actions.get(chosen.get("id", "")):
            event = action.event
            self.initial |= {"what": event.what, "lesson": event.lesson, "owner": event.owner, "by": event.by}

    def clean_by(self) -> date:
        by: date = self.cleaned_data["by"]
        if by < self.today:
            raise forms.ValidationError("That day has passed. Give a day that is still to come.")
        return by


class ActionSet(Step):
    kind, title, button = "action_set", "Set an action", "Set the action"
    form_class = ActionForm
    guide = "One thing that somebody does by a day, so that it does not happen again."

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        key = typed.get("id") or next_key("a", form.opened.state.learning.actions)
        return [e.ActionSet(on=typed["on"], id=key, what=typed["what"], by=typed["by"], owner=typed["owner"],
                            lesson=typed.get("lesson") or "")]  # fmt: skip


PROOF = "Where it can be seen: the new page, the minutes, the training’s date, the job’s number."


class DoneForm(FilesForm, DatedForm):
    """Which action, and what shows that it is done."""

    def build(self) -> None:
        choices = open_actions(self.opened)
        self.fields["id"] = choice_field("Which one?", choices)
        if len(choices) == 1:
            self.fields["id"].initial = choices[0][0]
        self.fields["proof"] = text("What shows that it is done?", PROOF)(self.opened)
        self.build_files("A file that shows it (optional)")
        if not self.opened.state.anonymous:
            self.fields["tell"] = forms.BooleanField(
                label="Tell the complainant what changed because of their complaint", required=False,
                help_text="The next page is an update to them with what was done already in it.",
            )  # fmt: skip
        self.fields["on"].label = "When was it done?"
        self.order_fields(["id", "proof", "files", "kept", "on", "tell"])


class ActionCompleted(FilesStep):
    kind, title, button = "action_completed", "An action is done", "Record it as done"
    form_class = DoneForm

    def events(self, form: FilesForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        return [e.ActionCompleted(on=typed["on"], id=typed["id"], proof=proof(form, typed["proof"]))]

    def write(self, request: HttpRequest, opened: Opened, form: FilesForm) -> None:
        super().write(request, opened, form)
        self.told = form.cleaned_data["id"] if form.cleaned_data.get("tell") else ""

    def after(self, reference: str) -> HttpResponseRedirect:
        """To the update that tells them, where they are to be told."""
        if key := getattr(self, "told", ""):
            return redirect(f"{telling(reference)}?{urlencode({'learnt': key})}")
        return redirect("case", reference)


def proof(form: FilesForm, words: str) -> str:
    """What shows that it is done: the words, and the files by name."""
    names = [one.name for one in form.chosen()]
    return "\n".join(filter(None, (words, f"Files: {', '.join(names)}" if names else "")))


def telling(reference: str) -> str:
    """The page of an update to them: a letter's, where letters are installed."""
    try:
        return reverse("letter_update_sent", args=[reference])
    except NoReverseMatch:
        return reverse("step_update_sent", args=[reference])


class OwnedForm(FilesForm):
    """What its owner says of it, and files."""

    def build(self) -> None:
        self.fields["proof"] = text("What shows that it is done?", PROOF, rows=5)(self.opened)
        self.build_files("A file that shows it (optional)")
        self.order_fields(["proof", "files", "kept"])


class DoAction(ForColleague):
    """Shows an action to its owner, who may see nothing else of the complaint, and takes their word that it is done."""

    kind, title, button = "do_action", "Something that we learnt, for you to see to", "It is done"
    form_class, template, duty = OwnedForm, "casework/action_owned.html", "action"
    done = "Thank you. It is on record as done."

    def happened(self, opened: Opened, form: FilesForm, on: date) -> Sequence[Event]:
        return [e.ActionCompleted(on=on, id=self.key, proof=proof(form, form.cleaned_data["proof"]))]

    def shown(self, opened: Opened, today: date) -> dict[str, Any]:
        action, handler = opened.state.learning.actions[self.key], opened.state.handler
        duty = find(opened.judged, f"action:{self.key}")
        return {
            "action": action, "due": action.event.by, "status": duty.status(today) if duty else "open",
            "handler": opened.judged.called(handler) if handler else "",
        }  # fmt: skip


STEPS: tuple[type[Step], ...] = (Classified, HomeRecorded, LessonRecorded, ActionSet, ActionCompleted)
