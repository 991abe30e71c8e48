"""The files that came with a message: kept without a case until it has one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError

from putright.apps.accounts.models import Landlord
from putright.apps.casework import attachments
from putright.apps.casework.attachments import Attachment
from putright.apps.casework.models import Mailbox
from putright.apps.mailbox.models import Incoming
from putright.apps.mailbox.reading import Mail

MOST = 50
"""Files of one message that are kept one by one; what is more stays in the message as it came."""
ORIGINAL = "The e-mail as it came.eml"


@dataclass(frozen=True)
class Kept:
    """What was kept of a message, and what could not be: each in words."""

    files: tuple[Attachment, ...]
    refused: tuple[str, ...]


def key(mailbox: Mailbox, sha256: str) -> str:
    """Under what the files of a message are held."""
    return f"mail-{mailbox.pk}-{sha256[:40]}"


def keep(landlord: Landlord, held: str, mail: Mail, raw: bytes, at: datetime) -> Kept:
    """Keeps a message's files, in place of those of a try that was cut short. Outside of a transaction.

    Where its words and files are not all of it, the message itself is one of them.
    """
    attachments.forget_held(landlord, held)
    kept: list[Attachment] = []
    refused: list[str] = [f"“{part.name}” was one file too many." for part in mail.files[MOST:]]
    for part in mail.files[:MOST]:
        _keep_one(landlord, held, part.name, part.body, at, kept, refused)
    if refused or mail.problems or mail.text.strip() != mail.new_text.strip():
        _keep_one(landlord, held, ORIGINAL, raw, at, kept, [])
    return Kept(tuple(kept), tuple(refused))


def _keep_one(
    landlord: Landlord, held: str, name: str, body: bytes, at: datetime, kept: list[Attachment], refused: list[str]
) -> None:
    try:
        kept.append(attachments.keep_bytes(landlord, name, body, at, held=held))
    except ValidationError as error:
        refused += error.messages


def held(incoming: Incoming) -> list[Attachment]:
    """The files of a message that no case has yet."""
    return [file for file in of(incoming) if file.case_id is None]


def of(incoming: Incoming) -> list[Attachment]:
    """All files of a message that were kept, also those that a case has now."""
    name = key(incoming.mailbox, incoming.sha256)
    return list(Attachment.objects.filter(landlord=incoming.landlord_id, held=name).order_by("pk"))


def whole(files: Sequence[Attachment]) -> bool:
    """Whether the files are still there for a case to be given: another worker may have begun anew with them.

    Until the transaction ends they stay there: nobody throws away what is held.
    """
    mine = Attachment.objects.select_for_update().filter(pk__in=[file.pk for file in files], case=None)
    return len(mine.order_by("pk")) == len(files)
