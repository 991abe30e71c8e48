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
    if default_storage.save(letter.stored, ContentFile(drawn)) != letter.stored:
        logger.info("The PDF of %s was drawn twice at once.", letter.key)
    return drawn
