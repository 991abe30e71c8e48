"""Putting right what was promised."""

from __future__ import annotations

from putright.apps.casework.case.fields import Choices, choose, day, text, yes_no
from putright.apps.casework.case.plain.base import Plain
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import said
from putright.core.money import pounds
from putright.core.state.shapes_remedies import PromisedRemedy

ANSWERS = {
    "accepted": "They accept it",
    "partly": "They accept part of it",
    "declined": "They decline it",
}


def still_open(opened: Opened) -> Choices:
    """The remedies that are not done."""
    return [(key, named(key, r)) for key, r in opened.state.remedies.items() if not r.settled]


def told(opened: Opened) -> Choices:
    """The remedies that were promised to the complainant and stand, done or not."""
    shown = [(k, r) for k, r in opened.state.remedies.items() if not r.withdrawn and not r.replaced]
    return [(key, named(key, r)) for key, r in shown]


def declined(opened: Opened) -> Choices:
    """The offers that the complainant declined."""
    return [(key, named(key, r)) for key, r in opened.state.remedies.items() if r.declined and not r.settled]


def named(key: str, remedy: PromisedRemedy) -> str:
    """A remedy as a choice: what, how much, and by when."""
    amount = f", {pounds(remedy.pence)}" if remedy.pence else ""
    when = f" (done {said(remedy.done)})" if remedy.done else f" (by {said(remedy.last)})" if remedy.last else ""
    return f"{(remedy.what or f'Remedy {key}')[:120]}{amount}{when}"


STEPS: dict[str, Plain] = {
    "remedy_answered": Plain("Their answer to an offer", "Record their answer", {
        "id": choose("Which offer?", still_open),
        "answer": choose("What do they say?", ANSWERS),
        "text": text("In their words", "Which part they accept, or why they decline.", optional=True),
    }, "An offer that is declined stays open for them to accept later, unless it is withdrawn with a reason."),
    "remedy_chased": Plain("Chase a remedy", "Record that it was chased", {
        "id": choose("Which one?", still_open),
        "what": text("Whom did you chase, and what did they say?"),
    }),
    "remedy_revised": Plain("A new date for a remedy", "Record the new date", {
        "id": choose("Which one?", still_open),
        "by": day("The new date"),
        "reason": text("Why does it move?"),
        "agreed": yes_no("Have they agreed to it?",
            "Without their agreement, or once the first date has passed, it goes on counting as late."),
    }, "Tell them first. The date they were promised before stays on record."),
    "remedy_confirmed": Plain("Do they say it is done?", "Record what they say", {
        "id": choose("Which one?", told),
        "done": yes_no("Is it done, as they see it?", no="No, it is not done"),
        "text": text("In their words", "If it is not done, what is still wrong.", optional=True),
    }, "If they say that it is not done, it is owed again, from its first date."),
    "remedy_withdrawn": Plain("Withdraw an offer they declined", "Withdraw the offer", {
        "id": choose("Which offer?", declined),
        "reason": text("Why?"),
    }, "What they have not declined is kept, moved to another date, or replaced in a decision; never withdrawn."),
}  # fmt: skip
