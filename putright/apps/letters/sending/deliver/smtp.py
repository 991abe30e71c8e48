"""E-mail by SMTP. Without a mail server each e-mail goes into a folder, so that nothing leaves unnoticed."""

from __future__ import annotations

import smtplib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends import smtp

from putright.apps.casework.models import Message
from putright.apps.letters.models import Proof
from putright.apps.letters.sending import actions, mail, proof
from putright.apps.letters.sending.deliver.parcel import Parcel, Undeliverable

REJECTED = range(500, 600)


class Backend(smtp.EmailBackend):
    """Django's, keeping what the server answered: it is the proof that the server took the e-mail."""

    answer = ""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """What keeps the answer to the last message."""
        return _SecureSession if self.use_ssl else _Session

    def _send(self, email_message: Any) -> bool:
        done: bool = super()._send(email_message)
        self.answer = getattr(self.connection, "answer", "") if done else ""
        return done


class _Session(smtplib.SMTP):
    answer = ""

    def data(self, msg: Any) -> Any:
        code, said = super().data(msg)
        self.answer = f"{code} {words(said)}"
        return code, said


class _SecureSession(_Session, smtplib.SMTP_SSL):
    pass


def send(parcel: Parcel) -> None:
    """Sends a letter as an e-mail. Raises `Undeliverable` where the server refuses the address for good."""
    found = mail.email(parcel.message, parcel.letter, parcel.pdf)
    if settings.EMAIL_HOST:
        said = f"The mail server {settings.EMAIL_HOST}: {_smtp(found) or 'taken'}"
    else:
        _write(place(parcel.message), found.message().as_bytes(linesep="\r\n"))
        said = "A folder of this computer: no mail server is set."
    proof.keep(parcel.message, Proof.What.HANDED, parcel.now, said)
    actions.sent(parcel.message, parcel.now)


def _smtp(found: EmailMultiAlternatives) -> str:
    """Hands an e-mail to the mail server; gives its answer, where it is known."""
    connection = get_connection()
    try:
        connection.send_messages([found])
    except smtplib.SMTPRecipientsRefused as error:
        code, why = next(iter(error.recipients.values()))
        if code in REJECTED:
            raise Undeliverable(f"The mail server refused the address: {code} {words(why)}") from error
        raise
    return str(getattr(connection, "answer", ""))


def words(said: object) -> str:
    """What a server said, as text."""
    return said.decode(errors="replace") if isinstance(said, bytes) else str(said)


def place(message: Message) -> Path:
    """Where an e-mail is put that no mail server takes."""
    return Path(settings.DATA_DIR) / "outbox" / f"{message.case.reference}-{message.letter}.eml"


def erase(message: Message) -> None:
    """Erases it there, however far it was written."""
    for file in (place(message), _part(place(message))):
        file.unlink(missing_ok=True)


def _part(file: Path) -> Path:
    return file.with_name(f".{file.name}.part")


def _write(file: Path, content: bytes) -> None:
    """Writes a file whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    _part(file).write_bytes(content)
    _part(file).replace(file)
