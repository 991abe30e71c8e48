"""One mailbox on its mail server: what lies there, and putting away what was taken in. IMAP by imap-tools.

Signing in is by name and password. OAuth is left out: it needs an application registered with the provider, whose
tokens somebody has to renew.
"""

from __future__ import annotations

import imaplib
import os
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from time import mktime
from typing import Any

from imap_tools import BaseMailBox, ImapToolsError, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.utils import encode_folder

from putright.apps.casework.models import Mailbox

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
TIMEOUT = 60
"""Seconds that the server may be silent."""
MOST_BYTES = 60_000_000
"""The largest message that is taken in; of a larger one its head is."""
DONE = "PutrightDone"
"""The mark of what was taken in, on a server that cannot move it."""


class Unreachable(Exception):
    """The mailbox cannot be read now; the text says why and what to do."""


BROKEN = (ImapToolsError, imaplib.IMAP4.error, OSError, EOFError)
"""What a connection that fails raises."""


@dataclass(frozen=True)
class Found:
    """A message as the server has it. `raw` is its head only, where it is too large (`whole` false)."""

    uid: str
    raw: bytes
    size: int
    came_at: datetime
    whole: bool


@dataclass(frozen=True)
class Box:
    """A folder of a mailbox, open. `moves`: whether the server can move a message at once (RFC 6851)."""

    mailbox: Mailbox
    box: BaseMailBox
    moves: bool

    def waiting(self) -> list[str]:
        """The messages that were not put away yet, by their numbers on the server."""
        return self.box.uids(f"UNKEYWORD {DONE}", charset=None)

    def read(self, uid: str) -> Found | None:
        """One message, without marking it as seen; None if it is gone."""
        head = self._fetch(uid, "(INTERNALDATE RFC822.SIZE)")
        if head is None:
            return None
        size = int((re.search(rb"RFC822\.SIZE (\d+)", head) or [0, 0])[1])
        whole = size <= MOST_BYTES
        raw = self._body(uid, "BODY.PEEK[]" if whole else "BODY.PEEK[HEADER]")
        return None if raw is None else Found(uid, raw, size, _came(head), whole)

    def put_away(self, uid: str) -> None:
        """Moves a message to the folder of those taken in; marks it where the server cannot move."""
        if self.moves:
            self._uid("move", uid, bytes(encode_folder(self.mailbox.done_folder)).decode())
        else:
            self._uid("store", uid, "+FLAGS", f"({DONE})")

    def prepare(self) -> None:
        """Makes the folder for what was taken in."""
        if not self.box.folder.exists(self.mailbox.done_folder):
            self.box.folder.create(self.mailbox.done_folder)

    def _fetch(self, uid: str, what: str) -> bytes | None:
        lines = [one[0] if isinstance(one, tuple) else one for one in self._uid("fetch", uid, what)]
        return b" ".join(line for line in lines if line) or None

    def _body(self, uid: str, part: str) -> bytes | None:
        return next((bytes(one[1]) for one in self._uid("fetch", uid, f"({part})") if isinstance(one, tuple)), None)

    def _uid(self, command: str, uid: str, *rest: str) -> list[Any]:
        """A command on one message. imap-tools would expunge as well, and with it what others marked as deleted."""
        status, answer = self.box.client.uid(command, uid, *rest)
        if status != "OK":
            raise imaplib.IMAP4.error(f"The server refused to {command} message {uid}: {answer!r}")
        return list(answer)


@contextmanager
def opened(mailbox: Mailbox) -> Iterator[Box]:
    """The mailbox's folder, open until the block ends. Raises `Unreachable`."""
    try:
        box = _sign_in(mailbox)
    except (*BROKEN, ValueError) as error:
        raise Unreachable(words(mailbox, error)) from error
    try:
        yield Box(mailbox, box, _moves(box))
    finally:
        with suppress(*BROKEN):
            box.logout()


def words(mailbox: Mailbox, error: Exception) -> str:
    """What went wrong with a mailbox's server, for whoever runs it; never the password."""
    said = f"{mailbox.host}:{mailbox.port}: {type(error).__name__}: {error}"
    return said.replace(os.environ.get(mailbox.secret) or "\0", "…")[:400]


def _sign_in(mailbox: Mailbox) -> BaseMailBox:
    password = os.environ.get(mailbox.secret, "")
    if not password:
        raise Unreachable(f"The environment variable {mailbox.secret}, which should hold its password, is not set.")
    box = _connect(mailbox)
    try:
        login = box.login if (mailbox.user + password).isascii() else box.login_utf8
        login(mailbox.user, password, initial_folder=mailbox.folder)
    except BaseException:
        box.client.shutdown()
        raise
    return box


def _connect(mailbox: Mailbox) -> BaseMailBox:
    host, port = mailbox.host, mailbox.port
    if mailbox.tls == "tls":
        return MailBox(host, port, TIMEOUT, ssl_context=ssl.create_default_context())
    if mailbox.tls == "starttls":
        return MailBoxStartTls(host, port, TIMEOUT, ssl_context=ssl.create_default_context())
    if host not in LOCAL:
        raise Unreachable("Without TLS a mailbox is only read on this computer: passwords would cross the network.")
    return MailBoxUnencrypted(host, port, TIMEOUT)


def _moves(box: BaseMailBox) -> bool:
    """What a server can do is asked after signing in: before, many do not say all of it."""
    _, said = box.client.capability()
    return b"MOVE" in said[-1].upper().split()


def _came(head: bytes) -> datetime:
    """When the server took a message; the beginning of time where it does not say."""
    at = imaplib.Internaldate2tuple(head)
    return datetime.fromtimestamp(mktime(at), UTC) if at else datetime.min.replace(tzinfo=UTC)
