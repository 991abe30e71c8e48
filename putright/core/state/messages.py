"""What the complainant's side writes or says between the steps, and that somebody here has read it."""

from __future__ import annotations

from putright.core import events as e
from putright.core.state.base import State, on
from putright.core.state.shapes_links import Message


@on(e.MessageReceived)
def _(state: State, event: e.MessageReceived) -> None:
    state.messages[event.id] = Message(event)


@on(e.MessageRead)
def _(state: State, event: e.MessageRead) -> None:
    if message := state.messages.get(event.id):
        message.read, message.done_about = message.read or event.on, event.what
