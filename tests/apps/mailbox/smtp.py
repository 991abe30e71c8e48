"""A real mail server for a test, which keeps what it is given."""

from __future__ import annotations

import email
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from django.test import override_settings


class Kept:
    """What the server was given: from whom, to whom, and the message."""

    def __init__(self) -> None:
        self.got: list[tuple[str, list[str], EmailMessage]] = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 (its name)
        found = email.message_from_bytes(envelope.content, policy=policy.default)
        self.got.append((envelope.mail_from, envelope.rcpt_tos, found))
        return "250 kept"


@contextmanager
def running() -> Iterator[Kept]:
    """The server, and the settings that lead to it."""
    kept = Kept()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    try:
        with override_settings(
            EMAIL_BACKEND="putright.apps.letters.sending.deliver.smtp.Backend", EMAIL_HOST="127.0.0.1",
            EMAIL_PORT=port, EMAIL_USE_TLS=False, EMAIL_HOST_USER="",
        ):  # fmt: skip
            yield kept
    finally:
        server.stop()
