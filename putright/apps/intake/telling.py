"""What comes next on a new complaint, and what to tell the caller while they are still there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from putright.apps.casework.opened import Opened
from putright.apps.intake import words
from putright.core.duties import Obligation


@dataclass(frozen=True)
class Telling:
    """`tell`: sentences for the caller. `do`: what must happen here today. `dates`: what is owed, with its day."""

    tell: list[str]
    do: list[str]
    dates: list[tuple[str, str]]
    is_request: bool = False


def tell(opened: Opened) -> Telling:
    """Everything to say and do right after a complaint was written down."""
    duties = {duty.name: duty for duty in opened.duties if duty.owed and not duty.done}
    is_request = opened.state.status == "not_a_complaint"
    return Telling(list(_tell(opened, duties)), list(_do(opened, duties)), list(_dates(duties)), is_request)


def _tell(opened: Opened, duties: dict[str, Obligation]) -> Iterator[str]:
    state, policy = opened.state, opened.judged.policy
    yield f"Your reference is {opened.case.reference}."
    if state.status == "not_a_complaint":
        yield "We will deal with this as a request. You can still have it taken as a complaint whenever you like."
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
        yield "Would you like a copy of our complaints policy?"
    if ombudsman := words.sentence(policy.pack, "ombudsman_any_time", state.brand or ""):
        yield ombudsman


def _do(opened: Opened, duties: dict[str, Obligation]) -> Iterator[str]:
    roles = opened.judged.policy.pack.roles
    for name in duties:
        kind, _, role = name.partition(":")
        if kind == "safety.alert" and role in roles:
            yield f"Tell the {roles[role].title} today: somebody may be at risk."
    if "candour.notify" in duties:
        yield "The duty of candour applies: tell the person what happened as soon as you can."
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
