"""Finding out what happened, and hearing both sides."""

from __future__ import annotations

from putright.core import events as e
from putright.core.state.base import State, on


@on(e.PositionHeard)
def _(state: State, event: e.PositionHeard) -> None:
    if stage := state.at(event):
        stage.heard.add(event.party)


@on(e.FindingsShared)
def _(state: State, event: e.FindingsShared) -> None:
    if stage := state.at(event):
        stage.shared[event.with_] = event


@on(e.CommentsReceived)
def _(state: State, event: e.CommentsReceived) -> None:
    if stage := state.at(event):
        stage.commented.add(event.from_)


@on(e.ExternalAssistanceSought)
def _(state: State, event: e.ExternalAssistanceSought) -> None:
    state.assistance_sought = True


@on(e.ExternalAssistanceEnded)
def _(state: State, event: e.ExternalAssistanceEnded) -> None:
    state.assistance_sought = False
