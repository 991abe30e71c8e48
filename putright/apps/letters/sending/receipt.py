"""When a letter counts as received, in words. The day itself is the engine's."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from putright.apps.casework.models import Message
from putright.apps.casework.opened import Opened
from putright.apps.letters.models import Letter
from putright.core import events as e
from putright.core.duties.base import deemed
from putright.core.duties.stages import received_on
from putright.core.explain import moment

WHY = {
    "post": "the second working day after posting, unless they say otherwise",
    "email": "the day it was sent, unless they say otherwise",
    "in_person": "the day it was handed over",
    "portal": "the day it was put on their pages, unless they say otherwise",
}


def words(opened: Opened, letter: Letter, message: Message) -> str:
    """When a message counts as received, and why; empty while it has not left, or came back.

    A further copy of what arrived before changes no date, and says so.
    """
    if message.state != Message.State.SENT:
        return ""
    stage = opened.state.stages.get(letter.stage)
    given = _given(opened, letter, message)
    if stage and stage.response and stage.response is given:
        if stage.received:
            return f"Received on {moment(stage.received, None)}: they told us."
        on = received_on(stage, opened.policy.calendar)
    else:
        on = deemed(_left(opened, message, given), message.channel, opened.policy.calendar)
    return f"Counts as received on {moment(on, None)}: {WHY[message.channel]}." if on else ""


def _given(opened: Opened, letter: Letter, message: Message) -> e.Event:
    """What a message gives notice of."""
    row = message.event or letter.event
    return opened.events[row.n - 1]


def _left(opened: Opened, message: Message, given: e.Event) -> date:
    """The day from which a letter counts as having left."""
    told = [one.on for one in opened.events
            if isinstance(one, e.NoticeSent) and (one.of, one.issued) == (given.kind, given.on)]  # fmt: skip
    delivery = getattr(message, "delivery", None)
    left = delivery.sent_at if delivery and delivery.sent_at else message.created_at
    return told[-1] if told else timezone.localdate(left)
