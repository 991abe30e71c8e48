"""Files that belong to a case: scans, photographs, letters.

A file is kept as soon as it arrives, still without a case, so that a form that comes back does not lose it; saving
the form gives it to its case. What a file is, its content says, not its name.
"""

from __future__ import annotations

import hashlib
import struct
import zipfile
from collections.abc import Iterable
from datetime import datetime, timedelta
from io import BytesIO
from typing import ClassVar
from uuid import uuid4

import puremagic
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import models

from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.models import Case

MOST_BYTES = 10_000_000
MOST_FILES = 5
UNCLAIMED_FOR = timedelta(days=1)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BINARY = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".jfif": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".heic": "image/heic",
}
"""What is taken, by the ending that its content deserves."""
MAIL_HEADERS = ("return-path:", "delivered-to:", "received:", "from:", "date:", "message-id:", "mime-version:", "to:")
TAKEN = "PDF, photographs and scans (JPEG, PNG, GIF, TIFF, WebP, HEIC), Word (.docx), text and saved e-mails (.eml)"
ACCEPT = ".pdf,.jpg,.jpeg,.png,.gif,.webp,.tif,.tiff,.heic,.docx,.txt,.eml"


class Scan(models.TextChoices):
    """What the scanner said of a file. `UNSCANNED`: it came where there is no scanner."""

    WAITING = "waiting"
    CLEAN = "clean"
    INFECTED = "infected"
    UNSCANNED = "unscanned"


class Attachment(models.Model):
    """A file of a case. `case` is None until the form it came with is saved."""

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="attachments")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    held = models.CharField(max_length=64, blank=True, help_text="Whose form or message brought it, where nobody signed in.")
    came_with = models.CharField(max_length=40, blank=True, help_text="The message of the case that it came with, by id.")
    at = models.DateTimeField()
    name = models.CharField(max_length=200, help_text="As whoever sent it called it.")
    type = models.CharField(max_length=100, help_text="What its content is, as a media type.")
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    stored = models.CharField(max_length=200, help_text="Where the storage has it.")
    scan = models.CharField(max_length=10, choices=Scan, default=Scan.UNSCANNED)
    scanned_at = models.DateTimeField(null=True)
    found = models.CharField(max_length=200, blank=True, help_text="What the scanner found in it.")
    taken_at = models.CharField(max_length=40, blank=True, help_text="When, as its camera says, a photograph was taken.")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index("at", condition=models.Q(case=None), name="files_without_a_case"),
            models.Index("at", condition=models.Q(scan="waiting"), name="files_to_scan"),
        ]

    def __str__(self) -> str:
        return self.name


def keep(person: Person, file: UploadedFile, at: datetime) -> Attachment:
    """Takes a file in, not yet for any case. Raises `ValidationError` if it is too large or of a kind not taken."""
    if (file.size or 0) > MOST_BYTES:
        raise ValidationError(
            f"“{file.name}” is {in_words(file.size)}; a file may have {in_words(MOST_BYTES)} at most."
        )
    body = file.read()
    if not body:
        raise ValidationError(f"“{file.name}” is empty.")
    kind = kind_of(body)
    if not kind:
        raise ValidationError(f"“{file.name}” cannot be taken. These can: {TAKEN}.")
    forget_unclaimed(at)
    stored = default_storage.save(f"{person.landlord_id}/{uuid4().hex}", BytesIO(body))
    return Attachment.objects.create(
        landlord_id=person.landlord_id, by=person, at=at, name=_plain_name(file.name), type=kind, size=len(body),
        sha256=hashlib.sha256(body).hexdigest(), stored=stored,
    )  # fmt: skip


def unclaimed(person: Person, ids: Iterable[str]) -> list[Attachment]:
    """The files among these that this person brought and no case has yet."""
    numbers = [int(one) for one in ids if one.isascii() and one.isdigit() and len(one) < 19]
    return list(Attachment.objects.filter(pk__in=numbers, by=person, case=None)) if numbers else []


def digests(person: Person, ids: Iterable[str]) -> list[str]:
    """What the files among these that this person brought contain, whether a case has them by now or not."""
    numbers = [int(one) for one in ids if one.isascii() and one.isdigit() and len(one) < 19]
    return sorted(Attachment.objects.filter(pk__in=numbers, by=person).values_list("sha256", flat=True))


def claim(case: Case, files: Iterable[Attachment]) -> None:
    """Gives files to a case."""
    Attachment.objects.filter(pk__in=[file.pk for file in files], case=None).update(case=case)


def forget_unclaimed(now: datetime) -> None:
    """Throws away what was brought more than a day ago and never saved with a case."""
    for old in Attachment.objects.filter(case=None, at__lt=now - UNCLAIMED_FOR):
        default_storage.delete(old.stored)
        old.delete()


# ---- what a file is -------------------------------------------------------------------------


UNREADABLE = (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError, struct.error)
"""What a damaged archive makes `zipfile` raise."""


def kind_of(body: bytes) -> str:
    """The media type of a file by its content; empty if it is of a kind not taken."""
    if body.startswith(b"PK"):
        return WORD if _is_word(body) else ""
    try:
        return BINARY.get(puremagic.from_string(body[:4096]), "") or _text(body)
    except (puremagic.PureError, ValueError):
        return _text(body)


def _is_word(body: bytes) -> bool:
    try:
        names = zipfile.ZipFile(BytesIO(body)).namelist()
    except UNREADABLE:
        return False
    return "word/document.xml" in names and not any(name.endswith("vbaProject.bin") for name in names)


def _text(body: bytes) -> str:
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""
    if "\0" in text:
        return ""
    return "message/rfc822" if text.lower().startswith(MAIL_HEADERS) else "text/plain"


def in_words(size: int | None) -> str:
    """A size in words.

    >>> in_words(10_000_000), in_words(1_234)
    ('10 MB', '2 KB')
    """
    size = size or 0
    return f"{size / 1_000_000:.3g} MB" if size >= 1_000_000 else f"{-(-size // 1000)} KB"


def _plain_name(name: str | None) -> str:
    bare = "".join(c for c in (name or "").replace("\\", "/").rpartition("/")[2] if c.isprintable())
    return bare[-200:] or "file"
