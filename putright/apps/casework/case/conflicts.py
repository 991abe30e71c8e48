"""Who keeps away from a complaint: stepping aside, an interest somebody has, and clearing them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.http import HttpResponseRedirect
from django.shortcuts import redirect

from putright.apps.accounts.models import Person
from putright.apps.accounts.permissions import SEE_CASE
from putright.apps.casework.case.fields import choice_field, colleagues, line, text
from putright.apps.casework.names import person_line
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import DatedForm, Step, StepForm
from putright.core import events as e
from putright.core.conflicts import clearable
from putright.core.decide import decide
from putright.core.events import Event

# ---- stepping aside -------------------------------------------------------------------------


class AsideForm(StepForm):
    """One line, if they like."""

    def build(self) -> None:
        hint = "A few words are enough, and you need give none."
        self.fields["reason"] = line("Why?", hint, optional=True)(self.opened)


class Recused(Step):
    kind, title, button = "recused", "I should not deal with this", "Step aside now"
    form_class, needs = AsideForm, SEE_CASE
    guide = (
        "Step aside if you know the people, have a stake in it, or are too close to what happened. It takes effect at"
        " once: what you had goes back to be assigned, and you no longer see the complaint anywhere."
    )
    done = "You have stepped aside. Somebody else will be found."

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        on = max(now.date(), form.opened.state.last)
        return [e.Recused(on=on, who=self.request.user.key, reason=form.cleaned_data["reason"])]

    def after(self, reference: str) -> HttpResponseRedirect:
        return redirect("work_list")


# ---- an interest ----------------------------------------------------------------------------


class InterestForm(DatedForm):
    """Who has an interest, and which."""

    def build(self) -> None:
        away = self.opened.state.standing.away
        people = [(key, shown) for key, shown in colleagues(self.opened) if key not in away]
        self.fields["who"] = choice_field("Who has an interest in it?", people)
        hint = "For example: they are related, are neighbours, or do business together."
        self.fields["what"] = text("What is it?", hint, rows=3)(self.opened)
        self.order_fields(["who", "what", "on"])


class InterestDeclared(Step):
    kind, title, button = "interest_declared", "Somebody has an interest in it", "Record the interest"
    form_class = InterestForm
    guide = (
        "From then on they do not see the complaint anywhere, and what they had goes back to be assigned. About"
        " yourself, choose “I should not deal with this”."
    )

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        return [e.InterestDeclared(on=typed["on"], who=typed["who"], what=typed["what"])]

    def write(self, request: Any, opened: Opened, form: StepForm) -> None:
        self.myself = form.cleaned_data["who"] == request.user.key
        super().write(request, opened, form)

    def after(self, reference: str) -> HttpResponseRedirect:
        return redirect("work_list") if self.myself else redirect("case", reference)


# ---- clearing -------------------------------------------------------------------------------


def may_clear(opened: Opened, person: Person, today: date) -> list[tuple[str, str]]:
    """Whom this person may clear of a conflict, by id, each with what it is."""
    on = max(today, opened.state.last)
    return [
        (key, why)
        for key, why in clearable(opened.judged)
        if not decide(opened.judged, e.ConflictCleared(on=on, who=key, by=person.key, reason="…"))
    ]


class ClearedForm(DatedForm):
    """Who is cleared, and why that is fair."""

    def build(self) -> None:
        found = may_clear(self.opened, self.person, self.today) if self.person else []
        people = [(key, f"{person_line(self.opened, key)}: {why}") for key, why in found]
        self.fields["who"] = choice_field("Who may work on it after all?", people)
        self.fields["reason"] = text("Why is that fair to the complainant?")(self.opened)
        self.order_fields(["who", "reason", "on"])


class ConflictCleared(Step):
    kind, title, button = "conflict_cleared", "Clear somebody to work on it", "Clear them"
    form_class, needs = ClearedForm, SEE_CASE
    guide = (
        "You decide this yourself, and your reason stays on the record. Nobody can be cleared who is complained about."
    )

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        return [e.ConflictCleared(on=typed["on"], who=typed["who"], by=self.request.user.key, reason=typed["reason"])]
