"""What one message says once it has been read. Everything else in this folder fills these in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Kind = Literal["person", "auto_reply", "bounce", "own", "list", "loop", "calendar", "receipt"]
"""Who speaks: a person (also whenever it is uncertain); an absence note or another program's answer; a mail server
about mail of ours that it could not deliver, or not yet; our own mail come back; a mailing list or newsletter; mail
going round in a circle; an invitation or an answer to one without a word of anybody's; a note that mail arrived or was
opened."""

Action = Literal["failed", "delayed"]


@dataclass(frozen=True)
class Address:
    """A name and an address as a header gives them, made safe to show. Either may be empty."""

    name: str
    email: str

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>" if self.name else self.email


@dataclass(frozen=True)
class Part:
    """A file that came with the message: its name (never empty, no folders), content, and the type that was claimed.

    `inline` where the text shows it, as it does a logo under a name or a photo put between two sentences.
    """

    name: str
    body: bytes
    type: str
    inline: bool = False


@dataclass(frozen=True)
class Bounce:
    """What a mail server says became of mail of ours (RFC 3464, or read from its words).

    `action` is "failed" when it has given up, whatever the status, and "delayed" while it goes on trying.
    `status` is the enhanced status (RFC 3463: 5.1.1), `original` the Message-ID of the mail it is about, with its
    angle brackets. Each may be empty where the server does not say.
    """

    failed: tuple[str, ...]
    status: str
    action: Action
    original: str
    diagnostic: str

    @property
    def permanent(self) -> bool:
        """Whether the mail was not delivered and will not be."""
        return self.action == "failed"


@dataclass(frozen=True)
class Mail:
    """One message. Texts hold no NUL and no character that hides or turns others; addresses are in lower case.

    Message-IDs keep their angle brackets. `to` is every address it was sent or delivered to. `date` is what the
    sender's computer says, with a zone; None if it says nothing sensible. `text` is all that was written; `new_text`
    the same without the messages quoted below it: a view only, never empty where `text` is not. `why` says in words
    how `kind` was told, `silent` why no program may answer it (RFC 3834); empty if one may. A person's mail may well
    be one that no program answers. `problems` say what could not be read. `headers` are the names and values in
    order, decoded, for a page that shows where a message came from.
    """

    message_id: str
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    sender: Address
    reply_to: tuple[Address, ...]
    to: tuple[str, ...]
    subject: str
    date: datetime | None
    text: str
    new_text: str
    files: tuple[Part, ...]
    kind: Kind
    why: str
    silent: str
    bounce: Bounce | None
    problems: tuple[str, ...]
    headers: tuple[tuple[str, str], ...]
