"""The worker's part in files: has the scanner look at what waits, and throws away what nobody saved."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Q

from putright.apps.casework import attachments
from putright.apps.casework.attachments import Attachment, Scan
from putright.apps.casework.files import clamd

SECONDS = 60.0
AGAIN = timedelta(minutes=15)
"""After what time a file is tried again that the scanner did not judge though it could be reached."""
UNREACHABLE = "the scanner cannot be reached"

logger = logging.getLogger("putright.files")


def run_once(now: datetime) -> bool:
    """Has one file scanned, and drops what was never saved with a case. False where no file can be scanned now."""
    attachments.forget_unclaimed(now)
    file = next_file(now) if settings.CLAMD else None
    return file is not None and _scan(file, now)


def next_file(now: datetime) -> Attachment | None:
    """The file that has waited longest; then those that came while there was no scanner, each once."""
    due = Q(scanned_at=None) | Q(scanned_at__lt=now - AGAIN)
    waiting = Attachment.objects.filter(due, scan=Scan.WAITING).order_by("at").first()
    return waiting or Attachment.objects.filter(scan=Scan.UNSCANNED, scanned_at=None).order_by("at").first()


def _scan(file: Attachment, now: datetime) -> bool:
    try:
        with default_storage.open(file.stored) as kept:
            found = clamd.scan(kept.read(), SECONDS).found
    except clamd.Unreachable:
        return _unreachable()
    except clamd.NotScanned as error:
        _settle(file, file.scan, str(error), now)
    except FileNotFoundError:
        _settle(file, file.scan, "the storage has it no more", now)
    else:
        if found:
            logger.warning("File %s is infected: %s", file.pk, found)
        _settle(file, Scan.INFECTED if found else Scan.CLEAN, found, now)
    return True


def _settle(file: Attachment, scan: str, found: str, now: datetime) -> None:
    """Only as it was when it was looked at: another worker may have been quicker."""
    Attachment.objects.filter(pk=file.pk, scan=file.scan).update(scan=scan, found=found[:200], scanned_at=now)


def _unreachable() -> bool:
    """Notes on every file that waits why it does; the log hears it once for each."""
    waiting = Attachment.objects.filter(scan=Scan.WAITING).exclude(found=UNREACHABLE)
    if noted := waiting.update(found=UNREACHABLE):
        logger.warning("%s files wait: %s", noted, UNREACHABLE)
    return False
