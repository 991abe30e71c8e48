"""The one answer that the program itself gives: we have your message, and somebody reads it by this day.

It goes to a person's message that waits for somebody; never to a machine (RFC 3834), and to nobody twice in a day. It
is written down with the message. Whoever sends it first says so for good, so one who is killed then has perhaps sent
none, and never two.
"""

from __future__ import annotations

import logging
import re
import smtplib
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from email.utils import formataddr
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.timezone import localdate

from putright import data
from putright.apps.accounts import packs
from putright.apps.letters.sending import mail as letters
from putright.apps.mailbox.models import Incoming, Receipt
from putright.apps.mailbox.reading import Mail
from putright.core.letters.printable import one_line
from putright.core.letters.voice import own_contacts
from putright.core.publishing.matter import Matter
from putright.core.publishing.sections.telling import reached
from putright.design.badges import day

MOST_A_DAY = 300
"""Receipts of one mailbox: beyond, somebody is using it to write to others."""
FRESH = timedelta(days=2)
"""How old a message may be for a receipt: the history of a mailbox that is read for the first time gets none."""
AGAIN, GIVEN_UP = timedelta(minutes=5), timedelta(days=1)
NOBODY = re.compile(
    r"^(no[-_.]?reply|do[-_.]?not[-_.]?reply|.*mailer[-_.]?daemon|postmaster|.*bounces?|abuse|.*-request|owner-.*|root)$"
)
"""Whose mail no person reads, by what stands before the @."""

logger = logging.getLogger("putright.mailbox")


def make(incoming: Incoming, mail: Mail, at: datetime) -> None:
    """Writes a receipt down for a message that waits, to be sent, where it is one that may have one."""
    to = address(incoming.sender)
    if mail.kind != "person" or mail.silent or not to or at - incoming.came_at > FRESH:
        return
    made = Receipt.objects.filter(incoming__mailbox=incoming.mailbox_id, made_at__gt=at - timedelta(days=1))
    if made.count() < MOST_A_DAY:
        row = Receipt(incoming=incoming, landlord=incoming.landlord, to=to, day=localdate(at), made_at=at, due_at=at)
        Receipt.objects.bulk_create([row], ignore_conflicts=True)


def address(sender: str) -> str:
    """Whom a receipt would go to, the same for every +tag; empty for an address that nobody reads."""
    name, _, domain = sender.lower().rpartition("@")
    bare = name.partition("+")[0]
    return f"{bare}@{domain}" if bare and domain and not NOBODY.match(bare) else ""


def run_once(now: datetime) -> bool:
    """Sends the receipt that has waited longest; False where none is due."""
    receipt = Receipt.objects.filter(due_at__lte=now).order_by("due_at").first()
    if receipt is None:
        return False
    if Receipt.objects.filter(pk=receipt.pk, due_at=receipt.due_at).update(due_at=None):
        _send(Receipt.objects.select_related("incoming__mailbox__landlord").get(pk=receipt.pk), now)
    return True


def _send(receipt: Receipt, now: datetime) -> None:
    """Sends it. Only where nothing can have left is it tried again."""
    connection = get_connection()
    try:
        if settings.EMAIL_HOST:
            connection.open()
    except (OSError, smtplib.SMTPException) as error:
        later = now + AGAIN if now - receipt.made_at < GIVEN_UP else None
        Receipt.objects.filter(pk=receipt.pk).update(due_at=later, problem=_why(error))
        return
    try:
        _give(connection, receipt)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        logger.warning("Receipt %s was not sent: %s", receipt.pk, type(error).__name__)
        Receipt.objects.filter(pk=receipt.pk).update(problem=_why(error))
    else:
        Receipt.objects.filter(pk=receipt.pk).update(sent_at=now, problem="")
    finally:
        with suppress(OSError, smtplib.SMTPException):
            connection.close()


def _why(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:400]


def _give(connection: object, receipt: Receipt) -> None:
    """Hands it to the mail server, with no sender to return it to (RFC 3834); where there is none, to the folder."""
    body = written(receipt).message().as_bytes(linesep="\r\n")
    if settings.EMAIL_HOST:
        connection.connection.sendmail("", [receipt.incoming.sender], body)  # type: ignore[attr-defined]
        return
    folder = Path(settings.DATA_DIR) / "outbox"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"receipt-{receipt.pk}.eml").write_bytes(body)


def written(receipt: Receipt) -> EmailMessage:
    """The receipt as an e-mail, in the name of the landlord or brand that was written to.

    It repeats nothing of the message: whose address was forged would be sent a stranger's words by us.
    """
    incoming = receipt.incoming
    matter = _matter(incoming, localdate(receipt.made_at))
    headers = letters.headers() | {"Auto-Submitted": "auto-replied", "Message-ID": message_id(incoming)}
    if incoming.message_id:
        headers |= {"In-Reply-To": incoming.message_id, "References": incoming.message_id}
    return EmailMessage(
        subject="We have your message",
        body="\n\n".join(_says(incoming, matter)) + "\n",
        from_email=formataddr((one_line(matter.name), incoming.mailbox.address)),
        to=[incoming.sender], headers=headers,
    )  # fmt: skip


def message_id(incoming: Incoming) -> str:
    """Its Message-ID: an answer to it finds the message it is for (`threads.RECEIPT`)."""
    return f"<receipt.{incoming.pk}.{incoming.sha256[:16]}@{letters.domain()}>"


def _matter(incoming: Incoming, on: date) -> Matter:
    landlord, brand = incoming.landlord, incoming.mailbox.brand or None
    policy = packs.current(landlord).of(brand)
    return Matter(policy, packs.current(landlord).wording, data.load_register(), on, own_contacts(landlord.contacts))


def _says(incoming: Incoming, matter: Matter) -> Iterator[str]:
    """It promises no more than is done: it is no acknowledgement, and says so."""
    yield "Thank you for your message. We have it, and a person will read it."
    if incoming.read_by:
        yield f"Somebody reads it by {incoming.read_by:%A} {day(incoming.read_by)} and then writes to you or rings you."
    yield "This is an automatic receipt. If yours is a complaint, we will acknowledge it in a message of its own."
    phone = next((value for rows in reached(matter).values() for label, value in rows if label == "Telephone"), "")
    if phone:
        yield f"If it is urgent, do not wait for us to read it: ring {phone}. If somebody is in danger, ring 999."
    else:
        yield "If somebody is in danger, ring 999."
    yield from _outside(matter)
    yield matter.name


def _outside(matter: Matter) -> Iterator[str]:
    """Who may be asked for advice at any time."""
    body = next(iter(matter.bodies()), None)
    if body:
        reach = "; ".join(f"{label}: {value}" for label, value in matter.reached(body))
        yield f"You can ask {matter.body(body)['name']} for advice at any time. {reach}"
