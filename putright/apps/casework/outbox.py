"""Messages waiting to leave. Sending is somebody else's; here a message is claimed, so that only one sends it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F

from putright.apps.casework.models import Message

LEASE = timedelta(minutes=10)
"""How long a sender may take. One that died leaves its message to the next after this."""


def claim(now: datetime) -> Message | None:
    """The message that has waited longest, now the caller's to send; None where nothing is due.

    One conditional update decides between senders, so this needs no lock and works on every database.
    """
    while message := Message.objects.filter(next_try__lte=now).order_by("next_try", "id").first():
        mine = Message.objects.filter(pk=message.pk, next_try=message.next_try).update(
            state=Message.State.SENDING, attempts=F("attempts") + 1, next_try=now + LEASE
        )
        if mine:
            message.refresh_from_db()
            return message
    return None


def settle(message: Message, state: str, next_try: datetime | None = None) -> None:
    """What came of a claimed message: sent, bounced or failed; or queued again, to be tried at `next_try`."""
    Message.objects.filter(pk=message.pk).update(state=state, next_try=next_try)
