"""What may happen to something that is no complaint, and when it is settled."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core import events as e
from putright.core.case import Case
from putright.core.duties import find
from putright.core.events import Event
from putright.core.guards import Reason, guard
from putright.core.guards.order import ENDED, FIRST
from putright.core.registers import audience
from putright.core.state import State

OPEN = {
    "service_request": "what they asked for is neither done nor ended",
    "answer": "they have not been answered",
    "share": "it has not been passed to those who are to hear of it",
}
"""What keeps an entry from being closed, by its duty."""


@guard(e.Closed)
def entry_settled(case: Case, event: e.Closed) -> Iterator[Reason]:
    """Something that is no complaint is closed once nothing is owed about it."""
    if case.state.status != "not_a_complaint":
        return
    for name, said in OPEN.items():
        duty = find(case, name)
        if duty and duty.owed and not duty.done and duty.cites:
            whom = f": {', '.join(case.called(one) for one in audience(case))}" if name == "share" else ""
            yield Reason("entry_settled", f"{said}{whom}", duty.cites)


@guard(e.RequestDated)
def request_date_reasoned(case: Case, event: e.RequestDated) -> Iterator[str]:
    """A date is given for a day to come, and moved only with a reason that they can be told."""
    if event.by < event.on:
        yield "what is to be done needs a day that is not over"
    if case.state.entry.dated and not event.reason.strip():
        yield f"they were given {case.state.entry.dated[-1].by}: say why that day is moved"


@guard(e.FeedbackShared)
def known_audience(case: Case, event: e.FeedbackShared) -> Iterator[str]:
    """It is passed to people who work here, roles or bodies of the policy."""
    pack = case.policy.pack
    if not event.with_:
        yield "say whom it is passed to"
    for name in event.with_:
        if name not in case.people and name not in pack.roles and name not in pack.bodies:
            yield f"there is no person or role {name!r}"


def _is_entry(state: State, event: Event) -> str | None:
    return None if state.entry.kind else "this is a complaint; it stands in no other register"


def _date_request(state: State, event: Event) -> str | None:
    if state.entry.kind != "service_request":
        return "a date is given for a service request; this is none"
    if state.entry.completed:
        return f"what was asked for was settled on {state.entry.completed.on}"
    return "they withdrew it" if state.withdrawn else None


def _answer(state: State, event: e.FeedbackAnswered) -> str | None:
    if state.formal:
        return _is_entry(state, event) or "it is a complaint now: its response answers it"
    if state.status in ENDED:
        return f"it is {state.status}"
    return _is_entry(state, event) or _in_words(state, event)


def _in_words(state: State, event: e.FeedbackAnswered | e.FeedbackUsed) -> str | None:
    return None if event.what.strip() else "say it in words"


def _use(state: State, event: e.FeedbackUsed) -> str | None:
    return _is_entry(state, event) or _in_words(state, event)


FIRST[e.RequestDated] = _date_request
FIRST[e.FeedbackAnswered] = _answer
FIRST[e.FeedbackShared] = _is_entry
FIRST[e.FeedbackUsed] = _use
