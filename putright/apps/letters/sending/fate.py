"""What became of a letter, in words: in a line for lists, and step by step as proof of sending."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from putright.apps.casework.models import Message
from putright.apps.casework.opened import Opened
from putright.apps.letters.models import Letter
from putright.apps.letters.sending import onward, receipt

SENT = {"email": "Sent by e-mail", "post": "Posted", "in_person": "Handed over", "portal": "Put on their pages"}
HOW = {"email": "By e-mail", "post": "By post", "in_person": "By hand", "portal": "On their pages"}
READY = {"post": "Ready to print and post", "in_person": "Waiting to be handed over"}


def fate(message: Message | None) -> dict[str, Any]:
    """What became of a message, with a tag's look where somebody must act."""
    if message is None:
        return {"text": "Not sent", "alert": True, "problem": "", "when": None}
    delivery = getattr(message, "delivery", None)
    states = Message.State
    return {
        "text": _text(message),
        "alert": message.state in (states.BOUNCED, states.FAILED) or bool(delivery and delivery.problem),
        "problem": delivery.problem if delivery else "",
        "when": delivery.sent_at if delivery and message.state == states.SENT else None,
    }


def _text(message: Message) -> str:
    delivery, states = getattr(message, "delivery", None), Message.State
    if message.state == states.SENDING and delivery and delivery.outside:
        return "With GOV.UK Notify"
    if message.state == states.SENDING and delivery and delivery.ready_at:
        return READY.get(message.channel, "Ready")
    texts = {
        states.QUEUED: "Waiting to be sent", states.SENDING: "Being sent", states.BOUNCED: "Did not arrive",
        states.FAILED: "Could not be sent", states.SENT: SENT.get(message.channel, "Sent"),
    }  # fmt: skip
    return texts[states(message.state)]


def way(opened: Opened, letter: Letter) -> dict[str, Any]:
    """All that a letter's page shows of its way: each message with its proof, and what may be put on record."""
    carried = onward.messages_of(letter)
    last = carried[-1] if carried else None
    return {
        "fate": fate(last),
        "ways": [_one(opened, letter, message) for message in carried],
        "received": receipt.words(opened, letter, last) if last else "",
        "may_track": bool(last and last.channel == "post"),
        "may_hand": onward.waits_for_hand(last),
        "may_return": bool(last and last.state == Message.State.SENT),
        "may_send": bool(last and letter.blocks and last.state in (Message.State.SENT, Message.State.BOUNCED)),
    }


def _one(opened: Opened, letter: Letter, message: Message) -> dict[str, Any]:
    return {
        "how": HOW.get(message.channel, message.channel), "to": ", ".join(message.to.splitlines()),
        "fate": fate(message), "received": receipt.words(opened, letter, message), "steps": list(_steps(message)),
    }  # fmt: skip


def _steps(message: Message) -> Iterator[dict[str, Any]]:
    yield {"what": "Queued", "at": message.created_at, "on": None, "said": "", "by": ""}
    for one in sorted(message.proofs.all(), key=lambda one: one.pk):
        said = "Erased when it was due to be." if one.said is None else one.said
        on = one.on if one.on != timezone.localdate(one.at) else None
        by = one.by.name if one.by else ""
        yield {"what": one.get_what_display(), "at": one.at, "on": on, "said": said, "by": by}
