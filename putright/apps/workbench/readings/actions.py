"""Bringing a printed policy to be read, and taking it away again."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.attachments import AT_ONCE
from putright.apps.casework.files import clamd
from putright.apps.workbench.readings.extracting import Unreadable, text_of
from putright.apps.workbench.readings.models import Reading

MOST = 200
"""The most documents that a landlord keeps."""


class TooMany(Exception):
    """It was not kept; the text says why and what to do."""


def text_in(name: str, body: bytes) -> str:
    """The text of a document that somebody brings, once the scanner has let it by.

    Raises `ValidationError` with what is wrong and what to do.
    """
    if settings.CLAMD:
        _scan(name, body)
    try:
        return text_of(body)
    except Unreadable as error:
        raise ValidationError(f"“{name}” was not read. {error}") from error


def _scan(name: str, body: bytes) -> None:
    try:
        found = clamd.scan(body, AT_ONCE).found
    except clamd.NotScanned as error:
        raise ValidationError(f"“{name}” was not read: {error}. Choose it again in a few minutes.") from error
    if found:
        raise ValidationError(f"“{name}” was not read: the virus scanner found “{found}” in it. Choose another copy.")


@transaction.atomic
def keep(person: Person, name: str, body: bytes, text: str, now: datetime) -> Reading:
    """Keeps the text of a document. The same file brought again is the reading there was. Raises `TooMany`."""
    landlord = Landlord.objects.select_for_update().get(pk=person.landlord_id)
    digest = hashlib.sha256(body).hexdigest()
    if there := Reading.objects.filter(landlord=landlord, sha256=digest).first():
        return there
    if Reading.objects.filter(landlord=landlord).count() >= MOST:
        raise TooMany(f"There are {MOST} documents already: remove one first.")
    last = Reading.objects.filter(landlord=landlord).aggregate(last=Max("number"))["last"] or 0
    return Reading.objects.create(
        landlord=landlord, number=last + 1, name=name[:200], sha256=digest, text=text, by=person, at=now
    )


def remove(reading: Reading) -> None:
    """Takes a reading away, with the text of its document."""
    reading.delete()
