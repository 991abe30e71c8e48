"""Contacts and updates, with the promises they keep and the next one made in the same breath."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms

from putright.apps.accounts.permissions import LOG_COMPLAINT
from putright.apps.casework.case.fields import Choices, choice_field, day, method, next_key, several, text, tick, yes_no
from putright.apps.casework.case.learnt import learnt
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import DatedForm, Step, StepForm, said
from putright.core import events as e
from putright.core.events import Event
from putright.core.needs import asked


def open_promises(opened: Opened) -> Choices:
    """The promises that are not kept yet, by id, the soonest due first."""
    left = [(key, one) for key, one in opened.state.promises.items() if not one.done]
    return [(key, f"{one.what[:120]} (by {said(one.due)})") for key, one in sorted(left, key=lambda p: p[1].due)]


def next_promise(opened: Opened) -> str:
    """The id of the next promise."""
    return next_key("w", opened.state.promises)


class ContactForm(DatedForm):
    """What was said, which promises it keeps, and what was promised next."""

    def build(self) -> None:
        self.fields |= {name: make(self.opened) for name, make in self.questions().items()}
        if promises := open_promises(self.opened):
            hint = "A promise is kept only by reaching them. A try is noted, and the promise stays open."
            self.fields["keeps"] = several("Which promises was it about?", promises, hint, optional=True)
        self.fields["promise"] = text(
            "What did you promise next?", "For example: I’ll ring when the surveyor has been.", optional=True, rows=2
        )(self.opened)
        self.fields["by"] = day("By when is it promised?", "Only if you promised something.", optional=True)(
            self.opened
        )
        self.order_fields([*self.questions(), "keeps", "on", "promise", "by"])

    def questions(self) -> dict[str, Any]:
        """The fields of the contact itself."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        what, by = typed.get("promise"), typed.get("by")
        if what and not by and "by" not in self.errors:
            self.add_error("by", "Say by when you promised it.")
        if by and not what:
            self.add_error("promise", "Say what you promised, or leave the date empty.")
        if by and what and (on := typed.get("on")) and by < on:
            self.add_error("by", f"A promise is for {said(on)} or a later day.")
        return typed

    def promised(self) -> list[Event]:
        """The promise made with it, if any."""
        typed = self.cleaned_data
        if not typed.get("promise"):
            return []
        return [e.PromiseMade(on=typed["on"], id=next_promise(self.opened), what=typed["promise"], by=typed["by"])]


class ContactedForm(ContactForm):
    """A call or a visit."""

    def questions(self) -> dict[str, Any]:
        return {
            "method": method(),
            "reached": yes_no("Did you speak with them?", no="No, I tried"),
            **self._interpreted(),
            "what": text("What was said, or what did you try?", optional=True),
        }

    def _interpreted(self) -> dict[str, Any]:
        if not any("interpreter" in one.needs for one in asked(self.opened.state)):
            return {}
        hint = "They need one: letters wait until somebody has spoken with them through one."
        return {"interpreter": lambda _: forms.BooleanField(
            label="An interpreter, or a relay service, was there", help_text=hint, required=False)}  # fmt: skip


class UpdateForm(ContactForm):
    """News of how things stand."""

    def questions(self) -> dict[str, Any]:
        return {"method": method("How did it reach them?"), "what": text("What did you tell them?")}

    def choose(self, chosen: Mapping[str, Any]) -> None:
        """A link may name an action that is done: they are told what was learnt from their complaint."""
        super().choose(chosen)
        if chosen.get("learnt") in self.opened.state.learning.actions:
            self.initial["what"] = learnt(self.opened, chosen["learnt"])


class Contacted(Step):
    kind, title, button = "contacted", "Record a visit or a call", "Record the contact"
    form_class, needs = ContactedForm, LOG_COMPLAINT

    def events(self, form: ContactedForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        given = {name: typed[name] for name in ("on", "method", "reached", "what")}
        interpreted = bool(typed["reached"] and typed.get("interpreter"))
        contact = e.Contacted(**given, keeps=tuple(typed.get("keeps") or ()), interpreter=interpreted)
        return [contact, *form.promised()]


class UpdateSent(Step):
    kind, title, button = "update_sent", "Tell them how things stand", "Record the update"
    form_class = UpdateForm

    def events(self, form: UpdateForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        given = {name: typed[name] for name in ("on", "method", "what")}
        return [e.UpdateSent(**given, keeps=tuple(typed.get("keeps") or ())), *form.promised()]


class RevisedForm(DatedForm):
    """Another date for a promise that is not broken yet."""

    def build(self) -> None:
        last = [key for key, one in self.opened.state.promises.items() if one.due >= self.today]
        movable = [one for one in open_promises(self.opened) if one[0] in last]
        self.fields["id"] = choice_field("Which promise?", movable)
        self.fields["until"] = day("The new date")(self.opened)
        self.fields["agreed"] = tick("They agreed to the new date", "Ring them first. Without their word it stays.")(
            self.opened
        )
        self.fields["reason"] = text("Why is it moved?", rows=2)(self.opened)
        self.order_fields(["id", "until", "agreed", "reason", "on"])


class PromiseRevised(Step):
    kind, title, button = "promise_revised", "Move a promise", "Move it"
    form_class, needs = RevisedForm, LOG_COMPLAINT
    guide = "Only before it is broken, and only agreed with them. A promise that was missed stays on record as missed."

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        return [e.PromiseRevised(**{name: typed[name] for name in ("on", "id", "until", "agreed", "reason")})]
