"""Promises: made in words and by a date, kept only by reaching the person, moved only in time and agreed."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core import events as e
from putright.core.case import Case
from putright.core.guards import guard
from putright.core.guards.order import FIRST
from putright.core.state import State
from putright.core.state.base import is_for_them

Contact = e.Contacted | e.UpdateSent


@guard(e.Contacted, e.UpdateSent)
def promise_reached(case: Case, event: Contact) -> Iterator[str]:
    """A promise is kept only by a contact with the complainant or whoever speaks for them."""
    if event.keeps and not is_for_them(case.state, event.to):
        yield f"a promise to the complainant is not kept by speaking with {case.called(event.to or '')}"


@guard(e.PromiseRevised)
def promise_revision(case: Case, event: e.PromiseRevised) -> Iterator[str]:
    """A promise is moved only while it is not broken, with the person's agreement and a reason."""
    promise = case.state.promises[event.id]
    if event.on > promise.due:
        yield f"it was promised for {promise.due}: it is too late to move it. Speak with them, and promise anew"
    if event.until < event.on:
        yield "the new date must not be in the past"
    if not event.agreed:
        yield "the person it was promised to must agree to another date"
    if not event.reason.strip():
        yield "say why the promise is moved"


def _make(state: State, event: e.PromiseMade) -> str | None:
    if event.id in state.promises:
        return f"there is a promise {event.id!r} already"
    if not event.what.strip():
        return "a promise needs words"
    return "a promise is for today or a day to come" if event.by < event.on else None


def _open(state: State, key: str) -> str | None:
    promise = state.promises.get(key)
    if not promise:
        return f"there is no promise {key!r} on this case"
    return f"the promise {key!r} was kept on {promise.done}" if promise.done else None


def _keep(state: State, event: Contact) -> str | None:
    return next(filter(None, (_open(state, key) for key in event.keeps)), None)


FIRST[e.PromiseMade] = _make
FIRST[e.PromiseRevised] = lambda state, event: _open(state, event.id)
FIRST[e.Contacted] = FIRST[e.UpdateSent] = _keep
