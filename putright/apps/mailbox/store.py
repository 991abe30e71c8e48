"""Messages as they came, in the storage: under what they contain, so that a second try writes the same file."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from putright.apps.accounts.models import Landlord
from putright.apps.mailbox.models import Incoming


def digest(raw: bytes) -> str:
    """The SHA-256 of a message."""
    return hashlib.sha256(raw).hexdigest()


def put(landlord: Landlord, raw: bytes) -> str:
    """Stores a message; gives its place. What somebody who was killed wrote half is written again."""
    sha256 = digest(raw)
    place = f"mail/{landlord.pk}/{sha256[:2]}/{sha256}.eml"
    if default_storage.exists(place):
        with default_storage.open(place) as file:
            if digest(file.read()) == sha256:
                return place
        default_storage.delete(place)
    return str(default_storage.save(place, ContentFile(raw)))


def get(incoming: Incoming) -> bytes:
    """A message as it came; empty once it is erased."""
    if not incoming.stored:
        return b""
    with default_storage.open(incoming.stored) as file:
        found: bytes = file.read()
        return found
