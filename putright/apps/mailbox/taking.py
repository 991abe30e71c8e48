"""Taking one message in: as it came into the storage, its row and all that follows from it in one transaction.

The message counts as taken in when that transaction ends. Before, another try does all of it again; after, another try
finds it there. So it is neither lost nor doubled, wherever the program is stopped.
"""

from __future__ import annotations

import hashlib
import logging
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.db import IntegrityError, InterfaceError, OperationalError, transaction

from putright.apps.casework import attachments
from putright.apps.casework.chain import canonical
from putright.apps.casework.models import Mailbox
from putright.apps.mailbox import filing, parts, store
from putright.apps.mailbox.models import LONGEST, Handling, Incoming
from putright.apps.mailbox.reading import Mail, read
from putright.apps.mailbox.recording import note
from putright.apps.mailbox.server import Found

KEEPS_FILES = ("person", "calendar", "list")
"""Whose files are kept one by one at once; of the rest the message as it came has them."""

logger = logging.getLogger("putright.mailbox")


class Crossed(Exception):
    """Another worker is taking in the same message. It is looked at again."""


def take(mailbox: Mailbox, found: Found, now: datetime) -> Incoming:
    """Takes a message in, once. One that cannot be dealt with waits for a person, with the reason.

    Raises `Crossed`, and what the database or the storage raises where they are not there.
    """
    if known := _known(mailbox, found):
        return known
    try:
        return _take(mailbox, found, now)
    except (Crossed, OSError, InterfaceError, OperationalError):
        raise
    except Exception as error:  # whatever a message does to the program, it is kept and the next ones come in
        logger.exception("A message could not be read; somebody has to look at it.")
        return _unread(mailbox, found, now, type(error).__name__)


def ours() -> tuple[str, ...]:
    """The addresses of the deployment: those it fetches from, and the one it sends from."""
    own = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return tuple(one.lower() for one in (own, *Mailbox.objects.order_by("pk").values_list("address", flat=True)) if one)


def _known(mailbox: Mailbox, found: Found) -> Incoming | None:
    return Incoming.objects.filter(mailbox=mailbox, sha256=store.digest(found.raw)).first()


def _take(mailbox: Mailbox, found: Found, now: datetime) -> Incoming:
    mail = read(found.raw, ours())
    stored = store.put(mailbox.landlord, found.raw)
    held = parts.key(mailbox, store.digest(found.raw))
    kept = parts.Kept((), ())
    if mail.kind in KEEPS_FILES and found.whole:
        kept = parts.keep(mailbox.landlord, held, mail, found.raw, now)
    with transaction.atomic():
        _hold(mailbox)
        known = _known(mailbox, found)
        incoming = known or _new(mailbox, found, now, mail, stored, kept)
    if known or incoming.state == Incoming.State.ASIDE:
        for file in kept.files:
            attachments.take_back(file)
    return incoming


def _new(mailbox: Mailbox, found: Found, now: datetime, mail: Mail, stored: str, kept: parts.Kept) -> Incoming:
    if not parts.whole(kept.files):
        raise Crossed
    incoming = _row(mailbox, found, now, mail, stored)
    if said := "\n".join([*kept.refused, *mail.problems]):
        note(incoming, Handling.What.TAKEN, now, said=said)
    if found.whole:
        filing.file(incoming, mail, kept.files, now)
    else:
        _too_large(incoming, now)
    return incoming


def _hold(mailbox: Mailbox) -> None:
    """One worker at a time writes for a mailbox."""
    Mailbox.objects.select_for_update().get(pk=mailbox.pk)


def _row(mailbox: Mailbox, found: Found, now: datetime, mail: Mail, stored: str) -> Incoming:
    told = {
        "message_id": mail.message_id, "sender": mail.sender.email, "sender_name": mail.sender.name,
        "subject": mail.subject, "told": mail.why, "excerpt": " ".join(mail.new_text[:2000].split()),
    }  # fmt: skip
    row = _fresh(mailbox, found, now, stored)
    row.kind, row.content = mail.kind, _content(mail)
    for name, value in told.items():
        setattr(row, name, value[: LONGEST[name]])
    row.save(force_insert=True)
    return row


def _fresh(mailbox: Mailbox, found: Found, now: datetime, stored: str) -> Incoming:
    came = found.came_at if found.came_at.year > 1970 and found.came_at <= now else now
    digest = store.digest(found.raw)
    return Incoming(
        landlord=mailbox.landlord, mailbox=mailbox, sha256=digest, content=digest, size=found.size, whole=found.whole,
        stored=stored, came_at=came, taken_at=now, kind="person", state=Incoming.State.WAITING,
    )  # fmt: skip


def _content(mail: Mail) -> str:
    """A digest of what a message says: the same for copies whose way here differs."""
    files = [hashlib.sha256(part.body).hexdigest() for part in mail.files]
    said = [mail.message_id, mail.sender.email, mail.subject, mail.text, *files]
    return hashlib.sha256(canonical(said).encode("utf-8", "surrogatepass")).hexdigest()


def _too_large(incoming: Incoming, now: datetime) -> None:
    megabytes, folder = incoming.size // 1_000_000, incoming.mailbox.done_folder
    filing.wait(incoming, now, why=f"It is too large to be taken in ({megabytes} MB). It lies in the folder “{folder}” "
                f"of the mailbox {incoming.mailbox.address}: look at it there.")  # fmt: skip


def _unread(mailbox: Mailbox, found: Found, now: datetime, why: str) -> Incoming:
    """Keeps a message that the program stumbles over, with nothing said of it but that."""
    stored = store.put(mailbox.landlord, found.raw)
    try:
        with transaction.atomic():
            _hold(mailbox)
            row = _fresh(mailbox, found, now, stored)
            row.save(force_insert=True)
            filing.wait(row, now, why=f"It could not be read ({why}). Open the original.")
    except IntegrityError:
        return Incoming.objects.get(mailbox=mailbox, sha256=store.digest(found.raw))
    return row
