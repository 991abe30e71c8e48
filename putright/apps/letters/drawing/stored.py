"""The PDF of an issued letter in the storage."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from putright.apps.letters.models import Letter

logger = logging.getLogger("putright.letters")


def stored_pdf(letter: Letter, render: Callable[[str], bytes]) -> bytes:
    """The PDF of a letter: read from the storage, or drawn and put there."""
    if default_storage.exists(letter.stored):
        with default_storage.open(letter.stored) as file:
            kept: bytes = file.read()
        if kept.rstrip().endswith(b"%%EOF"):
            return kept
        default_storage.delete(letter.stored)
    drawn = render(letter.blocks or "")
    put(letter.stored, drawn)
    return drawn


def put(place: str, content: bytes) -> None:
    """Stores a file there, or not at all where somebody else did meanwhile: erasing knows of no other place."""
    stored = default_storage.save(place, ContentFile(content))
    if stored != place:
        logger.info("%s was made twice at once.", place)
        default_storage.delete(stored)
