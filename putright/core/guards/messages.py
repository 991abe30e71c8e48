"""What they wrote: read once, and answered where they say that something is not right."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core import events as e
from putright.core.case import Case
from putright.core.guards import guard
from putright.core.guards.order import FIRST
from putright.core.state import State

NOT_RIGHT = {"definition": "it is not what they meant", "remedy": "something that was promised is not done"}
"""What somebody may write about that more than reading has to follow from."""


@guard(e.MessageRead)
def message_answered(case: Case, event: e.MessageRead) -> Iterator[str]:
    """Who says that the definition or a remedy is not right has it put right, or is told why not."""
    about = case.state.messages[event.id].event.about
    if about in NOT_RIGHT and not event.what.strip():
        yield f"they say that {NOT_RIGHT[about]}: say what was done about it, or what they were told"


@guard(e.CodeWithdrawn)
def withdrawal_reasoned(case: Case, event: e.CodeWithdrawn) -> Iterator[str]:
    """Nobody's way to their own complaint is closed without a reason that can be read afterwards."""
    if not event.reason.strip():
        yield "say why their code is withdrawn"


def _unread(state: State, event: e.MessageRead) -> str | None:
    message = state.messages.get(event.id)
    if not message:
        return f"there is no message {event.id!r} on this case"
    return f"the message {event.id!r} was read on {message.read}" if message.read else None


FIRST[e.MessageRead] = _unread
