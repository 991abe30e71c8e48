"""Files that belong to a case: scans, photographs, letters.

A file is kept as soon as it arrives, still without a case, so that a form that comes back does not lose it; saving
the form gives it to its case. What a file is, its content says (`files.kinds`); pictures leave what their cameras
wrote into them (`files.cleaning`); nobody opens a file that waits for the scanner or in which it found something.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from io import BytesIO
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction

from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.files import clamd, kinds
from putright.apps.casework.files.cleaning import Cleaned, Unreadable, cleaned
from putright.apps.casework.models import Case

MOST_BYTES = 10_000_000
MOST_FILM = 25_000_000
"""Bytes of a film, of sound or of a saved e-mail. Debian's ClamAV reads 25 MiB unless told otherwise."""
MOST_FILES = 5
PUBLIC_FILES = 60
PUBLIC_BYTES = 300_000_000
"""What somebody who is not signed in may bring altogether, to one draft or one case."""
UNCLAIMED_FOR = timedelta(days=1)
SCANNED = "We scan each for viruses before anyone opens it."
NOT_SCANNED = "Files are not scanned for viruses here."
AT_ONCE = 10.0
"""Seconds that somebody who sends a form waits for the scanner; after that the file waits and they do not."""

logger = logging.getLogger("putright.files")

ACCEPT, TAKEN = kinds.ACCEPT, kinds.TAKEN


class Scan(models.TextChoices):
    """What the scanner said of a file. `UNSCANNED`: it came where there is no scanner."""

    WAITING = "waiting"
    CLEAN = "clean"
    INFECTED = "infected"
    UNSCANNED = "unscanned"


class Barred(Exception):
    """Nobody may open the file; the text says why, as the end of a sentence."""


class Attachment(models.Model):
    """A file of a case. `case` is None until the form it came with is saved."""

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="attachments")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    held = models.CharField(
        max_length=64, blank=True, help_text="Whose form or message brought it, where nobody signed in."
    )
    party = models.CharField(
        max_length=8, blank=True, help_text="Which of the case's parties brought it, and may open it."
    )
    came_with = models.CharField(
        max_length=40, blank=True, help_text="The message of the case that it came with, by id."
    )
    at = models.DateTimeField()
    name = models.CharField(max_length=200, help_text="As whoever sent it called it.")
    type = models.CharField(max_length=100, help_text="What its content is, as a media type.")
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    stored = models.CharField(max_length=200, help_text="Where the storage has it.")
    scan = models.CharField(max_length=10, choices=Scan, default=Scan.UNSCANNED)
    scanned_at = models.DateTimeField(null=True, help_text="When the scanner last had it.")
    found = models.CharField(max_length=200, blank=True, help_text="What was found in it, or why it was not scanned.")
    taken_at = models.CharField(
        max_length=40, blank=True, help_text="When, as its camera says, a photograph was taken."
    )

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index("at", condition=models.Q(case=None), name="files_without_a_case"),
            # Whole: SQLite leaves a partial index unused for bound values.
            models.Index("scan", "at", name="files_to_scan"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def infected(self) -> bool:
        """Whether the scanner found something in it."""
        return self.scan == Scan.INFECTED

    @property
    def barred(self) -> str:
        """Why nobody may open it, as the end of a sentence; empty where it may be opened."""
        if self.infected:
            return f"the virus scanner found “{self.found}” in it, so nobody can open it"
        if self.scan == Scan.WAITING and settings.CLAMD:
            why = f": {self.found}" if self.found else ""
            return f"it has not been scanned for viruses yet, so nobody can open it{why}"
        return ""

    @property
    def instead(self) -> str:
        """What to do about a file that nobody may open."""
        if self.infected:
            return "Call whoever sent it, tell them, and ask for it again or for what it shows."
        return "It is tried again by itself; come back in a while."

    @property
    def unscanned(self) -> bool:
        """Whether it may be opened though no scanner has seen it."""
        return self.scan in (Scan.UNSCANNED, Scan.WAITING) and not self.barred

    @property
    def taken(self) -> datetime | None:
        """When it was taken, as its camera says: by the camera's own clock, often without a time zone."""
        return datetime.fromisoformat(self.taken_at) if self.taken_at else None


# ---- taking in ------------------------------------------------------------------------------


def keep(
    landlord: Landlord, file: UploadedFile, at: datetime, *, by: Person | None = None, held: str = ""
) -> Attachment:
    """Takes a file of a form in, not yet for any case, for a person signed in (`by`) or for a key (`held`).

    A key stands for a draft, or for one party of one case: under it no more than `PUBLIC_BYTES` may come, whatever
    became of them. Raises `ValidationError`, in words for whoever sent it: too large, too many, of a kind not taken,
    damaged, with a virus.
    """
    if (file.size or 0) > MOST_FILM:
        raise _too_large(file.name, file.size)
    if held:
        _room(landlord, held, file)
    ready = _ready(file.name, file.read())
    scan, found = _at_once(ready.body)
    if scan == Scan.INFECTED:
        logger.warning("A file was refused: %s", found)
        raise ValidationError(
            f"“{file.name}” was not taken: the virus scanner found “{found}” in it. Send it again from another device, "
            "or tell us what it shows."
        )
    return _put(landlord, file.name, ready, scan, found, at=at, by=by, held=held)


def keep_bytes(
    landlord: Landlord, name: str | None, body: bytes, at: datetime, *, by: Person | None = None, held: str = "",
) -> Attachment:  # fmt: skip
    """Takes in a file that nobody waits for, such as a part of an e-mail; the worker has it scanned.

    Call it outside of a transaction: what is rolled back leaves its content behind. Raises `ValidationError` as
    `keep` does.
    """
    ready = _ready(name, body)
    scan = Scan.WAITING if settings.CLAMD else Scan.UNSCANNED
    return _put(landlord, name, ready, scan, "", at=at, by=by, held=held)


def _ready(name: str | None, body: bytes) -> Cleaned:
    """The file as it is kept. Raises `ValidationError`."""
    if not body:
        raise ValidationError(f"“{name}” is empty.")
    kind = kinds.kind_of(body)
    if not kind:
        raise ValidationError(f"“{name}” cannot be taken. These can: {TAKEN}.")
    if len(body) > most(kind):
        raise _too_large(name, len(body), kind)
    try:
        ready = cleaned(body, kind)
    except Unreadable as error:
        raise ValidationError(f"“{name}” cannot be taken: {error}.") from None
    if len(ready.body) > MOST_FILM:
        raise ValidationError(f"“{name}” is too large once it is made into a picture that every program shows.")
    return ready


def most(kind: str) -> int:
    """How many bytes a file of this media type may have."""
    return MOST_FILM if kind.startswith(("video/", "audio/", "message/")) else MOST_BYTES


def _too_large(name: str | None, size: int | None, kind: str = "video/") -> ValidationError:
    at_most = in_words(most(kind))
    return ValidationError(f"“{name}” is {in_words(size)}; a file may have {at_most} at most.")


def _room(landlord: Landlord, held: str, file: UploadedFile) -> None:
    """Raises `ValidationError` where as much as may be was brought under this key."""
    theirs = Attachment.objects.filter(landlord=landlord, held=held)
    found = theirs.aggregate(n=models.Count("pk"), size=models.Sum("size"))
    if found["n"] >= PUBLIC_FILES or (found["size"] or 0) + (file.size or 0) > PUBLIC_BYTES:
        raise ValidationError(
            f"“{file.name}” was not taken: we have {found['n']} files from you here, and this page takes no more. "
            "Say in your message that you have more to show, and we tell you how to send it."
        )


def _at_once(body: bytes) -> tuple[Scan, str]:
    """What the scanner says while somebody waits; what it does not say now, the worker asks it later."""
    if not settings.CLAMD:
        return Scan.UNSCANNED, ""
    try:
        found = clamd.scan(body, AT_ONCE).found
    except clamd.NotScanned as error:
        return Scan.WAITING, str(error)
    return (Scan.INFECTED, found) if found else (Scan.CLEAN, "")


def _put(
    landlord: Landlord, name: str | None, ready: Cleaned, scan: Scan, found: str, *, at: datetime, by: Person | None,
    held: str,
) -> Attachment:  # fmt: skip
    if (by is None) == (held == ""):
        raise ValueError("A file is brought either by a person signed in or under a key.")
    stored = default_storage.save(f"{landlord.pk}/{uuid4().hex}", BytesIO(ready.body))
    return Attachment.objects.create(
        landlord=landlord, by=by, held=held, at=at, name=kinds.plain_name(name, ready.kind), type=ready.kind,
        size=len(ready.body), sha256=hashlib.sha256(ready.body).hexdigest(), stored=stored, taken_at=ready.taken_at,
        scan=scan, found=found, scanned_at=at if scan == Scan.CLEAN else None,
    )  # fmt: skip


# ---- whose they are -------------------------------------------------------------------------


def unclaimed(ids: Iterable[str], *, by: Person | None = None, held: str = "") -> list[Attachment]:
    """The files among these that this person, or whoever has this key, brought and no case has yet."""
    return list(_brought(ids, by, held).filter(case=None).order_by("pk"))


def digests(ids: Iterable[str], *, by: Person | None = None, held: str = "") -> list[str]:
    """What the files among these that they brought contain, whether a case has them by now or not."""
    return sorted(_brought(ids, by, held).values_list("sha256", flat=True))


def _brought(ids: Iterable[str], by: Person | None, held: str) -> models.QuerySet[Attachment]:
    numbers = [int(one) for one in ids if one.isascii() and one.isdigit() and len(one) < 19]
    if not numbers or (by is None and not held):
        return Attachment.objects.none()
    return Attachment.objects.filter(pk__in=numbers, by=by, held=held)


def claim(case: Case, files: Iterable[Attachment], *, party: str = "", came_with: str = "") -> None:
    """Gives files to a case: as brought by one of its parties, with a message of it."""
    Attachment.objects.filter(pk__in=[file.pk for file in files], case=None, landlord=case.landlord_id).update(
        case=case, party=party, came_with=came_with
    )


def of_party(case: Case, party: str) -> models.QuerySet[Attachment]:
    """What one of a case's parties brought: all that they may open. Nothing for no party."""
    return Attachment.objects.filter(case=case, party=party) if party else Attachment.objects.none()


# ---- opening --------------------------------------------------------------------------------


def open_file(file: Attachment) -> File:
    """Its content, to be read. Everything that reads a file reads it by this.

    Raises `Barred` where nobody may open it, and `FileNotFoundError` where the storage has it no more.
    """
    if file.barred:
        raise Barred(file.barred)
    return default_storage.open(file.stored)


# ---- letting go -----------------------------------------------------------------------------


def forget_unclaimed(now: datetime) -> None:
    """Throws away what somebody signed in brought more than a day ago and never saved with a case."""
    _forget(Attachment.objects.filter(case=None, by__isnull=False, at__lt=now - UNCLAIMED_FOR))


def forget_held(landlord: Landlord, held: str) -> None:
    """Throws away what was brought under a key and no case has: its draft ends, or its message is set aside."""
    if held:
        _forget(Attachment.objects.filter(landlord=landlord, held=held, case=None))


def take_back(file: Attachment) -> None:
    """Throws one file away that no case has, as whoever brought it asks."""
    _forget(Attachment.objects.filter(pk=file.pk, case=None))


def _forget(found: models.QuerySet[Attachment]) -> None:
    """Rows first, and each only while no case has it: a case must not be given a file that goes."""
    for file in found:
        if Attachment.objects.filter(pk=file.pk, case=None).delete()[0]:
            default_storage.delete(file.stored)


def erase(case: Case) -> int:
    """Erases every file of a case, with what is known of it, as when the case is disposed of; says how many."""
    files = list(Attachment.objects.filter(case=case))
    for file in files:
        with transaction.atomic():
            file.delete()
            transaction.on_commit(lambda stored=file.stored: default_storage.delete(stored))
    return len(files)


def hint() -> str:
    """What every form that takes files says below its field."""
    each = f"Up to {MOST_FILES}, each up to {in_words(MOST_BYTES)}, film and sound up to {in_words(MOST_FILM)}"
    return f"{each}: {TAKEN}. {SCANNED if settings.CLAMD else NOT_SCANNED}"


def warnings(files: Iterable[Attachment]) -> list[str]:
    """What the page of a case says of its files that hold a virus, until something came after them that holds none."""
    files = list(files)
    last = max((file.at for file in files if not file.infected), default=None)
    return [
        f"A virus was found in “{file.name}”, so nobody can open it. {file.instead}"
        for file in files
        if file.infected and (last is None or file.at >= last)
    ]


def in_words(size: int | None) -> str:
    """A size in words.

    >>> in_words(10_000_000), in_words(1_234)
    ('10 MB', '2 KB')
    """
    size = size or 0
    return f"{size / 1_000_000:.3g} MB" if size >= 1_000_000 else f"{-(-size // 1000)} KB"
