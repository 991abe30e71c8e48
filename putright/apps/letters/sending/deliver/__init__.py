"""The worker: takes messages from the outbox and sends them, one at a time.

A message is claimed for ten minutes (`casework.outbox`), so whatever dies half-way is taken up again. What is
done twice then does no harm: a PDF and an .eml are written under the same name, an e-mail has the same Message-ID, and
GOV.UK Notify is asked whether it has the message before it is given it. Each channel is a module of this package.
"""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import close_old_connections, connections
from django.utils import timezone
from django.utils.module_loading import import_string

from putright.apps.casework import outbox
from putright.apps.casework.models import Message
from putright.apps.letters.drawing import pdf
from putright.apps.letters.drawing.stored import stored_pdf
from putright.apps.letters.models import Letter, Proof
from putright.apps.letters.sending import actions, proof
from putright.apps.letters.sending.deliver import by_hand, notify, portal, post, smtp
from putright.apps.letters.sending.deliver.parcel import Parcel, Undeliverable
from putright.core.shape import prepare

WAITS = (1, 5, 15, 60, 240, 720, 1440)
"""Minutes before another try. After the last, it counts as not delivered."""
PAUSE = 5.0
GRACE = 30.0
"""Seconds in which what is being done may end when the process is told to stop."""

logger = logging.getLogger("putright.letters")


def run_forever(pause: float = PAUSE) -> None:
    """Does all that `settings.WORK` lists, each in a thread of its own, until the process is told to stop."""
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    tasks = [threading.Thread(target=_keep_on, args=(import_string(name), stop, pause), daemon=True)
             for name in settings.WORK]  # fmt: skip
    prepare()
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
    parcel = Parcel(message, letter, stored_pdf(letter, pdf.render), now)
    proof.once(message, Proof.What.DRAWN, now, f"PDF, SHA-256 {parcel.sha256}")
    _CHANNELS.get(message.channel, portal.send)(parcel)


def _email(parcel: Parcel) -> None:
    (notify.email if settings.NOTIFY_EMAIL_TEMPLATE else smtp.send)(parcel)


_CHANNELS: Mapping[str, Callable[[Parcel], None]] = {"email": _email, "post": post.send, "in_person": by_hand.send}
"""How each channel sends; what is read on the complainant's own pages is there as soon as it is drawn."""


def _try_again(message: Message, now: datetime, error: Exception) -> None:
    problem = f"{type(error).__name__}: {smtp.words(error)}"
    proof.keep(message, Proof.What.TRIED, now, problem)
    logger.warning("Message %s was not sent, try %s: %s", message.pk, message.attempts, type(error).__name__)
    if message.attempts > len(WAITS):
        actions.bounced(message, now, f"Given up after {message.attempts} tries. {problem}")
        return
    actions.note(message, problem=problem)
    wait = timedelta(minutes=WAITS[message.attempts - 1])
    outbox.settle(message, Message.State.QUEUED, now + wait)
