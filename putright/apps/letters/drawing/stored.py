"""Files of issued letters in the storage: drawn once, and drawn again where one was not written to its end."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from putright.apps.letters.models import Letter

logger = logging.getLogger("putright.letters")


def stored_pdf(letter: Letter, render: Callable[[str], bytes]) -> bytes:
    """The PDF of a letter: read from the storage, or drawn and put there."""
    return kept(letter.stored, lambda: render(letter.blocks or ""))


def kept(place: str, make: Callable[[], bytes]) -> bytes:
    """The PDF or Word file at a place of the storage; made and put there where there is none that is whole."""
    if default_storage.exists(place):
        with default_storage.open(place) as file:
            found: bytes = file.read()
        if _whole(found):
            return found
        default_storage.delete(place)
    made = make()
    _put(place, made)
    return made


def _whole(found: bytes) -> bool:
    """Whether a file was written to its end: whoever wrote it may have been killed half-way."""
    return found.rstrip().endswith(b"%%EOF") or found[-22:].startswith(b"PK\x05\x06")


def _put(place: str, content: bytes) -> None:
    """Stores a file there, or not at all where somebody else did meanwhile: erasing knows of no other place."""
    stored = default_storage.save(place, ContentFile(content))
    if stored != place:
        logger.info("%s was made twice at once.", place)
        default_storage.delete(stored)
