"""Bringing a printed policy to be read, and taking it away again."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person
from putright.apps.casework.attachments import AT_ONCE
from putright.apps.casework.files import clamd
from putright.apps.workbench import limits
from putright.apps.workbench.readings.extracting import Unreadable, text_of
from putright.apps.workbench.readings.models import Reading
from putright.apps.workbench.writes import Refused, check, hold, next_number


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
    """Keeps the text of a document. The same file brought again is the reading there was.

    Raises `Refused` where there are too many, and `PermissionDenied`.
    """
    check(person, permissions.DRAFT_POLICY, person.landlord_id)
    own = Reading.objects.filter(landlord=hold(person.landlord_id))
    digest = hashlib.sha256(body).hexdigest()
    if there := own.filter(sha256=digest).first():
        return there
    if own.count() >= limits.READINGS:
        raise Refused(f"There are {limits.READINGS} documents already: remove one first, then choose this one again.")
    return Reading.objects.create(
        landlord=person.landlord, number=next_number(own), name=name[:200], sha256=digest, text=text, by=person, at=now
    )


def remove(person: Person, reading: Reading) -> None:
    """Takes a reading away, with the text of its document. Raises `PermissionDenied`."""
    check(person, permissions.DRAFT_POLICY, reading.landlord_id)
    reading.delete()
