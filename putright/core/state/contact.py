"""Keeping in touch: contacts, updates, promised dates, extensions."""

from __future__ import annotations

from putright.core import events as e
from putright.core.state.base import State, is_for_them, on
from putright.core.state.shapes_contact import Extending, Promised


@on(e.Contacted)
def _(state: State, event: e.Contacted) -> None:
    if stage := state.at(event):
        stage.contacted = True
    if event.reached:
        _reached(state, event)
    else:
        for key in event.keeps:
            state.promises[key].tries.append(event.on)


@on(e.UpdateSent)
def _(state: State, event: e.UpdateSent) -> None:
    _reached(state, event)


def _reached(state: State, event: e.Contacted | e.UpdateSent) -> None:
    if not is_for_them(state, event.to):
        return
    state.updated = event.on
    for key in event.keeps:
        state.promises[key].done = event.on


@on(e.UpdatesAgreed)
def _(state: State, event: e.UpdatesAgreed) -> None:
    state.updates_every, state.updated = event.every_working_days, event.on


@on(e.PromiseMade)
def _(state: State, event: e.PromiseMade) -> None:
    state.promises[event.id] = Promised(event.on, event.what, event.by, event.method)


@on(e.PromiseRevised)
def _(state: State, event: e.PromiseRevised) -> None:
    promise = state.promises[event.id]
    promise.revised = event.until
    promise.revisions.append(event)


@on(e.Extended)
def _(state: State, event: e.Extended) -> None:
    if stage := state.at(event):
        stage.extensions.append(Extending(event, None if event.queued else event.on))
        state.bounced.discard("extended")
        state.use_approval("extension")
