"""What is no complaint and yet is recorded, dated, answered and shared."""

from __future__ import annotations

from putright.core import events as e
from putright.core.state.base import State, on


@on(e.RequestDated)
def _(state: State, event: e.RequestDated) -> None:
    state.entry.dated.append(event)


@on(e.RequestCompleted)
def _(state: State, event: e.RequestCompleted) -> None:
    state.entry.completed = event


@on(e.FeedbackAnswered)
def _(state: State, event: e.FeedbackAnswered) -> None:
    state.entry.answered.append(event)


@on(e.FeedbackShared)
def _(state: State, event: e.FeedbackShared) -> None:
    state.entry.shared.append(event)
    for name in event.with_:
        state.entry.told.setdefault(name, event.on)


@on(e.FeedbackUsed)
def _(state: State, event: e.FeedbackUsed) -> None:
    state.entry.used.append(event)


@on(e.PolicyCopy)
def _(state: State, event: e.PolicyCopy) -> None:
    if event.what == "given":
        state.entry.copied = state.entry.copied or event.on
