"""What the complainant's side wrote between the steps: put on record, shown until it is read, and read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.text import capfirst

from putright.apps.accounts.permissions import LOG_COMPLAINT, WORK_CASE, may
from putright.apps.casework.attachments import Attachment
from putright.apps.casework.case.fields import Choices, choice_field, choose, method, next_key, text
from putright.apps.casework.case.uploads import FilesForm, FilesStep
from putright.apps.casework.case.ways import address
from putright.apps.casework.models import Party
from putright.apps.casework.names import as_choices
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import DatedForm, Step, StepForm
from putright.core import events as e
from putright.core.events import Event
from putright.core.state.shapes_links import Message
from putright.core.timeline.base import CHANNELS
from putright.core.timeline.messages import ABOUT
from putright.core.workdays import said

SUBJECTS = {
    "definition": "What we wrote down is not what they meant", "evidence": "Something we should look at",
    "remedy": "What we promised", "adjustment": "What would make it easier for them", "delay": "How it stands",
}  # fmt: skip


# ---- on the case page -----------------------------------------------------------------------


@dataclass(frozen=True)
class Unread:
    """A message that nobody has read, as the case page shows it."""

    heading: str
    words: str
    files: Sequence[Attachment]
    href: str


def unread(opened: Opened, names: Mapping[str, str], files: Sequence[Attachment]) -> list[Unread]:
    """What waits to be read, the oldest first, each with the files that came with it."""
    return [
        Unread(_heading(one, names), one.event.what, [f for f in files if f.came_with == key], read_at(opened, key))
        for key, one in _waiting(opened)
    ]


def read_at(opened: Opened, key: str) -> str:
    """Where a message is put down as read, chosen already."""
    return address(opened.case.reference, "message_read", id=key)


def duty_name(message: Message) -> str:
    """What is owed about a message."""
    return f"Read what they wrote on {said(message.event.on)}: {message.event.what[:120]}".rstrip(": ")


def _heading(one: Message, names: Mapping[str, str]) -> str:
    who = capfirst(names.get(one.event.party or "complainant", "the complainant"))
    how = f" {CHANNELS.get(one.event.method, one.event.method)}" if one.event.method else ""
    about = f": {ABOUT[one.event.about]}" if one.event.about else ""
    return f"{who} wrote on {said(one.event.on)}{how}{about}"


def _waiting(opened: Opened) -> Iterator[tuple[str, Message]]:
    return ((key, one) for key, one in opened.state.messages.items() if not one.read)


# ---- message_read ---------------------------------------------------------------------------


def _choices(opened: Opened) -> Choices:
    return [(key, f"{said(one.event.on)}: {one.event.what[:120] or 'files only'}") for key, one in _waiting(opened)]


class ReadForm(DatedForm):
    """Which message, and what was done about it."""

    def build(self) -> None:
        choices = _choices(self.opened)
        self.fields["id"] = choice_field("Which message?", choices)
        if len(choices) == 1:
            self.fields["id"].initial = choices[0][0]
        hint = "They see the day it was read, not these words. If something they say is not right, say what was done."
        self.fields["what"] = text("What was done about it?", hint, optional=True, rows=3)(self.opened)
        self.order_fields(["id", "what", "on"])


class MessageRead(Step):
    kind, title, button = "message_read", "Read what they wrote", "I have read it"
    form_class, template = ReadForm, "casework/step_read.html"
    guide = "It is owed until somebody here has read it. They see on their own page that it was read, and when."

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        by = form.person.key if form.person else None
        return [e.MessageRead(on=typed["on"], id=typed["id"], what=typed["what"], by=by)]

    def context(self, opened: Opened, form: StepForm) -> dict[str, Any]:
        parties = Party.objects.filter(case=opened.case)
        names = {"complainant": "the complainant"} | {p.key: str(p) for p in parties}
        return {"unread": unread(opened, names, list(Attachment.objects.filter(case=opened.case)))}


# ---- message_received -----------------------------------------------------------------------


class ReceivedForm(FilesForm, DatedForm):
    """What they wrote or said, how it came, and with which files."""

    def build(self) -> None:
        opened = self.opened
        self.fields["what"] = text("What did they write or say?", "In their own words.", rows=6)(opened)
        self.fields["method"] = method("How did it come?")(opened)
        self.fields["about"] = choose("What is it about?", SUBJECTS, optional=True)(opened)
        people = as_choices(Party.objects.filter(case=opened.case))
        if len(people) > 1:
            self.fields["party"] = forms.ChoiceField(label="Who wrote it?", choices=people, widget=forms.Select())
        hint = "Leave it empty if somebody else has to read it: it then stays in view until they have."
        self.fields["done"] = text("What was done about it?", hint, optional=True, rows=2)(opened)
        self.build_files("Files that came with it (optional)")
        self.order_fields(["what", "method", "about", "party", "files", "kept", "done", "on"])

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if typed.get("done") and self.person and not may(self.person, WORK_CASE, self.opened.case):
            self.add_error("done", "Leave this empty: whoever works on the complaint says what was done.")
        return typed


class MessageReceived(FilesStep):
    kind, title, button = "message_received", "They wrote or said something", "Put it on record"
    form_class, needs = ReceivedForm, LOG_COMPLAINT
    guide = "For what is no step by itself: more about it, a question, photographs. Nobody has to chase us."

    def events(self, form: ReceivedForm, now: datetime) -> Sequence[Event]:
        typed, key = form.cleaned_data, self.key(form)
        came = e.MessageReceived(
            on=typed["on"], id=key, what=typed["what"], method=typed["method"], about=typed["about"] or None,
            party=typed.get("party") or form.opened.state.party, files=len(form.chosen()),
        )  # fmt: skip
        by = form.person.key if form.person else None
        read = e.MessageRead(on=typed["on"], id=key, what=typed["done"], by=by)
        return [came, read] if typed["done"] else [came]

    def came_with(self, form: FilesForm) -> str:
        return self.key(form)

    def key(self, form: StepForm) -> str:
        """The id of the message."""
        return next_key("m", form.opened.state.messages)
