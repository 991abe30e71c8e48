"""The worker: takes messages from the outbox and sends them, one at a time.

A message is claimed for ten minutes (`casework.outbox`), so whatever dies half-way is taken up again. What is
done twice then does no harm: a PDF and an .eml are written under the same name, an e-mail has the same Message-ID.
"""

from __future__ import annotations

import csv
import io
import logging
import signal
import smtplib
import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.mail import get_connection
from django.db import close_old_connections, connections
from django.utils import timezone
from django.utils.module_loading import import_string

from putright.apps.casework import outbox
from putright.apps.casework.models import Message
from putright.apps.letters import actions, mail, pdf
from putright.apps.letters.models import Delivery, Letter
from putright.core.letters import blocks

WAITS = (1, 5, 15, 60, 240, 720, 1440)
"""Minutes before another try. After the last, it counts as not delivered."""
REJECTED = range(500, 600)
PAUSE = 5.0
GRACE = 30.0
"""Seconds in which what is being done may end when the process is told to stop."""

logger = logging.getLogger("putright.letters")


class Undeliverable(Exception):
    """No further try can help; the text says why."""


def run_forever(pause: float = PAUSE) -> None:
    """Does all that `settings.WORK` lists, each in a thread of its own, until the process is told to stop."""
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    tasks = [threading.Thread(target=_keep_on, args=(import_string(name), stop, pause), daemon=True)
             for name in settings.WORK]  # fmt: skip
    for task in tasks:
        task.start()
    stop.wait()
    for task in tasks:
        task.join(GRACE)


def _keep_on(work: Callable[[datetime], bool], stop: threading.Event, pause: float) -> None:
    """Does what is due, then looks again every `pause` seconds."""
    while not stop.is_set():
        close_old_connections()
        try:
            while not stop.is_set() and work(timezone.now()):
                pass
        except Exception:  # whatever breaks, the next round is tried
            logger.exception("What was due could not be done; trying again.")
        stop.wait(pause)
    connections.close_all()


def run_once(now: datetime) -> bool:
    """Delivers the message that has waited longest; False where none is due."""
    message = outbox.claim(now)
    if message is None:
        return False
    try:
        deliver(message, now)
    except Undeliverable as error:
        actions.bounced(message, now, str(error))
    except Exception as error:  # noqa: BLE001 (whatever it is, the message is kept and tried again)
        _try_again(message, now, error)
    return True


def deliver(message: Message, now: datetime) -> None:
    """Sends one claimed message by its channel. Raises `Undeliverable`, or anything where another try may help."""
    letter = Letter.objects.select_related("landlord", "case").filter(key=message.letter).first()
    if letter is None or letter.blocks is None:
        raise Undeliverable("There is no letter to send: it was erased, or never written.")
    _CHANNELS.get(message.channel, _hand_over)(message, letter, stored_pdf(letter, pdf.render), now)


def stored_pdf(letter: Letter, render: Callable[[str], bytes]) -> bytes:
    """The PDF of a letter: read from the storage, or drawn and put there."""
    if default_storage.exists(letter.stored):
        with default_storage.open(letter.stored) as file:
            kept: bytes = file.read()
        if kept.rstrip().endswith(b"%%EOF"):
            return kept
        default_storage.delete(letter.stored)
    drawn = render(letter.blocks or "")
    if default_storage.save(letter.stored, ContentFile(drawn)) != letter.stored:
        logger.info("The PDF of %s was drawn twice at once.", letter.key)
    return drawn


# ---- channels -------------------------------------------------------------------------------


def _email(message: Message, letter: Letter, drawn: bytes, now: datetime) -> None:
    found = mail.email(message, letter, drawn)
    if settings.EMAIL_HOST:
        _smtp(found)
    else:
        _write(Path(settings.DATA_DIR) / "outbox", f"{message.case.reference}-{message.letter}.eml",
               found.message().as_bytes(linesep="\r\n"))  # fmt: skip
    _done(message, now)


def _smtp(found: mail.EmailMultiAlternatives) -> None:
    try:
        get_connection().send_messages([found])
    except smtplib.SMTPRecipientsRefused as error:
        code, why = next(iter(error.recipients.values()))
        if code in REJECTED:
            raise Undeliverable(f"The mail server refused the address: {code} {_words(why)}") from error
        raise


def _post(message: Message, letter: Letter, drawn: bytes, now: datetime) -> None:
    """Lays the letter in the print queue: a folder for each landlord and day, with a manifest."""
    folder = Path(settings.DATA_DIR) / "print" / letter.landlord.slug / f"{timezone.localdate(now)}"
    _write(folder, f"{message.letter}-{letter.file_name}", drawn)
    actions.note(message, ready_at=now, problem="")
    outbox.settle(message, Message.State.SENDING)
    _manifest(folder, letter.landlord_id, now)


def _manifest(folder: Path, landlord: int, now: datetime) -> None:
    """Writes the day's list anew from what is ready, so that it never lists a letter twice."""
    ready = Delivery.objects.filter(message__landlord=landlord, ready_at__isnull=False).select_related("message__case")
    today = [one for one in ready if timezone.localdate(one.ready_at) == timezone.localdate(now)]
    letters = Letter.objects.in_bulk([one.message.letter for one in today])
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(("file", "reference", "kind", "to", "enclosures"))
    for one in today:
        letter = letters[one.message.letter]
        enclosed = "; ".join(blocks.thaw(letter.blocks).enclosures) if letter.blocks else ""
        to = ", ".join(filter(None, (letter.to_name or "", *(letter.to_address or "").splitlines())))
        file = f"{letter.key}-{one.message.case.reference}-{letter.kind.replace('_', '-')}-stage-{letter.stage}.pdf"
        rows.writerow([_cell(x) for x in (file, one.message.case.reference, letter.kind, to, enclosed)])
    _write(folder, "manifest.csv", out.getvalue().encode())


def _cell(value: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if value[:1] in "=+-@\t\r" else value


def _hand_over(message: Message, letter: Letter, drawn: bytes, now: datetime) -> None:
    """Handed over, or read on the complainant's own pages: nothing leaves from here."""
    _done(message, now)


_CHANNELS: Mapping[str, Callable[[Message, Letter, bytes, datetime], None]] = {"email": _email, "post": _post}


def _done(message: Message, now: datetime) -> None:
    actions.sent(message, now)


def _try_again(message: Message, now: datetime, error: Exception) -> None:
    problem = f"{type(error).__name__}: {_words(error)}"
    logger.warning("Message %s was not sent, try %s: %s", message.pk, message.attempts, type(error).__name__)
    if message.attempts > len(WAITS):
        actions.bounced(message, now, f"Given up after {message.attempts} tries. {problem}")
        return
    actions.note(message, problem=problem)
    wait = timedelta(minutes=WAITS[message.attempts - 1])
    outbox.settle(message, Message.State.QUEUED, now + wait)


def _words(said: object) -> str:
    return said.decode(errors="replace") if isinstance(said, bytes) else str(said)


def _write(folder: Path, name: str, content: bytes) -> None:
    """Writes a file whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".{name}.part"
    part.write_bytes(content)
    part.replace(folder / name)
