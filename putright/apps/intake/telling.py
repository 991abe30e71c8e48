"""What comes next on a new complaint, and what to tell the caller while they are still there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from putright.apps.casework.case.kinds import KINDS, what
from putright.apps.casework.opened import Opened
from putright.apps.intake import words
from putright.core.duties import Obligation

COMES = {
    "service_request": "We will deal with this as a request.",
    "compliment": "Thank you. We will tell the people it is about.",
    "policy_request": "We will send you a copy of our complaints policy.",
    "petition": "We have your petition, and will tell you what comes of it.",
    **dict.fromkeys(("enquiry", "comment", "suggestion", "survey_feedback"), "Thank you. We will answer you."),
}
"""What comes of something that is no complaint."""

POLICY = "If you would like a copy of our complaints policy, ask any of us. It is free."


@dataclass(frozen=True)
class Telling:
    """`tell`: sentences for the caller. `do`: what must happen here today. `dates`: what is owed, with its day."""

    tell: list[str]
    do: list[str]
    dates: list[tuple[str, str]]
    what: str = KINDS["complaint"]

    @property
    def is_request(self) -> bool:
        """Whether it is no complaint."""
        return self.what != KINDS["complaint"]


def tell(opened: Opened, *, in_writing: bool = False) -> Telling:
    """Everything to say and do right after a complaint was written down; `in_writing` where nobody can answer back."""
    duties = {duty.name: duty for duty in opened.duties if duty.owed and not duty.done}
    said = list(_tell(opened, duties, in_writing))
    return Telling(said, list(_do(opened, duties)), list(_dates(duties)), what(opened.state))


def _tell(opened: Opened, duties: dict[str, Obligation], in_writing: bool) -> Iterator[str]:
    state, policy = opened.state, opened.judged.policy
    yield f"Your reference is {opened.case.reference}."
    if state.status == "not_a_complaint":
        yield from _not_a_complaint(opened, duties)
    if (acknowledge := duties.get("stage1.acknowledge")) and acknowledge.due:
        yield f"We will write to you by {in_words(acknowledge.due)}, to say how we understand your complaint."
    if (respond := duties.get("stage1.respond")) and respond.due:
        yield f"You should have our full answer by {in_words(respond.due)}."
        yield "If we need longer, we will tell you before then."
    for promise in state.promises.values():
        yield f"As promised, by {in_words(promise.due)}: {promise.what}"
    if state.loss:
        yield "Our answer will also deal with the money you lost. Please keep bills and receipts."
    if "policy_offer" in policy.pack.warnings:
        yield POLICY if in_writing else "Would you like a copy of our complaints policy?"
    if ombudsman := words.sentence(policy, "ombudsman_any_time", state.brand or ""):
        yield ombudsman


def _not_a_complaint(opened: Opened, duties: dict[str, Obligation]) -> Iterator[str]:
    """What comes of it, and that it can be made a complaint: whoever praises is not told so."""
    kind, entry = opened.state.triaged or "", opened.state.entry
    yield COMES.get(kind, "We have written down what you told us.")
    if entry.dated:
        yield f"It will be done by {in_words(entry.dated[-1].by)}."
    if (answer := duties.get("answer")) and answer.due:
        yield f"You will hear from us by {in_words(answer.due)}."
    if kind != "compliment":
        yield "You can still have it taken as a complaint whenever you like."


def _do(opened: Opened, duties: dict[str, Obligation]) -> Iterator[str]:
    roles = opened.judged.policy.pack.roles
    for name in duties:
        kind, _, role = name.partition(":")
        if kind == "safety.alert" and role in roles:
            yield f"Tell the {roles[role].title} today: somebody may be at risk."
    if "candour.notify" in duties:
        yield "The duty of candour applies: tell the person what happened as soon as you can."
    if opened.state.channel == "social_media":
        yield "Answer them in a private message, and ask who they are before you speak of anything personal."
    if opened.state.brought_by and not opened.state.representative:
        yield "Ask whoever it is about whether they agree to somebody acting for them, or what lets them act in law."
    if opened.state.about and not opened.state.handler:
        yield "It is about somebody who works here. They cannot see it; do not talk to them about it."


def _dates(duties: dict[str, Obligation]) -> Iterator[tuple[str, str]]:
    named = {"stage1.acknowledge": "Acknowledgement", "stage1.respond": "Stage 1 response"}
    for name, title in named.items():
        if (duty := duties.get(name)) and duty.due:
            yield title, in_words(duty.due)


def in_words(day: date) -> str:
    """A day as one says it on the telephone.

    >>> in_words(date(2026, 4, 7))
    'Tuesday 7 April'
    """
    return f"{day:%A} {day.day} {day:%B}"
