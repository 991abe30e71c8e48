"""Fetching: looks into one mailbox at a time, takes in what lies there, then puts each message away on the server.

A message is put away only after it was taken in. Found again, because a program was stopped in between or the server
numbered its messages anew, it is known by its bytes and only put away.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import OperationalError
from django.utils import timezone

from putright.apps.casework.models import Mailbox
from putright.apps.mailbox import server
from putright.apps.mailbox.server import Box, Unreachable
from putright.apps.mailbox.taking import Crossed, take

EVERY = timedelta(minutes=1)
"""How long after a worker last had a mailbox in hand another look is due. Whoever died with it is followed then."""

logger = logging.getLogger("putright.mailbox")


def run_once(now: datetime) -> bool:
    """Looks into the mailbox that has waited longest; False where none is due."""
    mailbox = _claim(now)
    if mailbox is None:
        return False
    look(mailbox, now)
    return True


def _claim(now: datetime) -> Mailbox | None:
    """The mailbox to look into next, now the caller's: one conditional update decides between workers."""
    active = Mailbox.objects.select_related("landlord").filter(active=True).order_by("looked_at", "pk")
    due = [one for one in active if one.looked_at is None or one.looked_at <= now - EVERY]
    for mailbox in due:
        if Mailbox.objects.filter(pk=mailbox.pk, looked_at=mailbox.looked_at).update(looked_at=now):
            return mailbox
    return None


def look(mailbox: Mailbox, now: datetime) -> int:
    """Takes in all that lies in a mailbox; gives how many messages it put away. What went wrong stands with it."""
    try:
        with server.opened(mailbox) as box:
            done, problem = _walk(box, now)
    except Unreachable as error:
        done, problem = 0, str(error)
    except server.BROKEN as error:
        done, problem = 0, server.words(mailbox, error)
    if problem:
        logger.warning("Mailbox %s could not be read to its end.", mailbox.pk)
    Mailbox.objects.filter(pk=mailbox.pk).update(problem=problem[:400])
    return done


def _walk(box: Box, now: datetime) -> tuple[int, str]:
    """One message after another. One that cannot be taken in now stays where it is, and the next has its turn."""
    box.prepare()
    done, problem = 0, ""
    for uid in box.waiting():
        _renew(box.mailbox, now)
        try:
            done += _one(box, uid, now)
        except Crossed:
            continue
        except (server.imaplib.IMAP4.abort, server.ssl.SSLError, ConnectionError, TimeoutError, EOFError):
            raise
        except (*server.BROKEN, OperationalError) as error:  # is the database gone, the next `_renew` says so
            problem = f"One message could not be taken in, and is tried again. {server.words(box.mailbox, error)}"
    return done, problem


def _one(box: Box, uid: str, now: datetime) -> bool:
    found = box.read(uid)
    if found is None:
        return False
    take(box.mailbox, found, now)
    box.put_away(uid)
    return True


def _renew(mailbox: Mailbox, now: datetime) -> None:
    """While it is being read, no other worker's look is due."""
    Mailbox.objects.filter(pk=mailbox.pk).update(looked_at=max(now, timezone.now()))
