"""Keeping in touch: contacts, updates, promised dates."""

from __future__ import annotations

from putright.core import events as e
from putright.core.state.base import State, on


@on(e.Contacted)
def _(state: State, event: e.Contacted) -> None:
    if stage := state.at(event):
        stage.contacted = True


@on(e.UpdatesAgreed)
def _(state: State, event: e.UpdatesAgreed) -> None:
    state.updates_every, state.updated = event.every_working_days, event.on


@on(e.UpdateSent)
def _(state: State, event: e.UpdateSent) -> None:
    state.updated = event.on


@on(e.Extended)
def _(state: State, event: e.Extended) -> None:
    if stage := state.at(event):
        stage.extensions.append(event)
        state.bounced.discard("extended")
