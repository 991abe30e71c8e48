"""What a channel is given to send, and what it may answer."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from putright.apps.casework import outbox
from putright.apps.casework.models import Message
from putright.apps.letters.models import Letter, Proof
from putright.apps.letters.sending import actions, proof


class Undeliverable(Exception):
    """No further try can help; the text says why."""


@dataclass(frozen=True)
class Parcel:
    """A claimed message with its letter and the PDF of it. `now` is when the worker took it up."""

    message: Message
    letter: Letter
    pdf: bytes
    now: datetime

    @property
    def sha256(self) -> str:
        """Of the PDF, as it leaves."""
        return hashlib.sha256(self.pdf).hexdigest()


def lay_ready(parcel: Parcel, where: str) -> None:
    """Lays a letter ready for a person, who says when it has left."""
    proof.once(parcel.message, Proof.What.HANDED, parcel.now, where)
    actions.note(parcel.message, ready_at=parcel.now, problem="")
    outbox.settle(parcel.message, Message.State.SENDING)
