"""Keeping in touch: how things stand, another date for what was promised, and any other letter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from putright.apps.casework.case.contact import ContactForm
from putright.apps.casework.case.fields import method, text
from putright.apps.casework.steps import Step
from putright.apps.letters.writing.forms import area
from putright.apps.letters.writing.notices import Line
from putright.core import events as e
from putright.core.events import Event

WHY = ("Why is the date another one?", "They read this: what has come between, and what is done about it.")
LINES: dict[str, Line] = {
    "update_sent": Line(
        "Send or record the update", "The update is on record.",
        places={"next": lambda: area("What happens next", "What we do now, and by when; what they have to do, if"
                                     " anything.", rows=3, part="next_steps")},
        labels={"what": ("What has been done", "Since they last heard from us. If nothing has moved, say so and why.")},
    ),
    "promise_revised": Line(
        "Send or record the new date", "The new date is on record.",
        places={"apology": lambda: area("Apology or other words", rows=2)}, labels={"reason": WHY},
    ),
    "remedy_revised": Line(
        "Send or record the new date", "The new date is on record.",
        places={"apology": lambda: area("Apology or other words", rows=2)}, labels={"reason": WHY},
    ),
}  # fmt: skip


class WrittenForm(ContactForm):
    """What is written to them, and what is promised in it."""

    def questions(self) -> dict[str, Any]:
        return {"what": text("What do you write?", rows=8), "method": method("How did it reach them?")}


class Written(Step):
    """Any letter that no other step of the procedure sends."""

    kind, title, button = "contacted", "Write to them", "Send the letter"
    form_class = WrittenForm
    guide = (
        "For what no other letter says. The address, the reference, what was promised, the dates of the complaint and"
        " how to reach us stand in it already."
    )

    def events(self, form: ContactForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        given = {name: typed[name] for name in ("on", "method", "what")}
        return [e.Contacted(**given, keeps=tuple(typed.get("keeps") or ())), *form.promised()]


WRITTEN = Line(
    "Send or record the letter", "It is on record.",
    places={
        "subject": lambda: area("What is it about?", "The heading of the letter, in a few words.", rows=1),
        "next": lambda: area("What happens next", rows=3, part="next_steps"),
    },
    labels={"what": ("What do you write?", "Plain words, and one thing in each sentence.")},
    silent="No letter from here: it was written elsewhere, and is only put on record",
)  # fmt: skip
