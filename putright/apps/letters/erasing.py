"""Erasing the letters of a case when they are due to be."""

from __future__ import annotations

from datetime import datetime

from django.core.files.storage import default_storage

from putright.apps.casework.models import Case
from putright.apps.letters.drawing import formats
from putright.apps.letters.models import Batch, Delivery, Letter, Proof
from putright.apps.letters.writing import drafts


def erase(case: Case, at: datetime) -> None:
    """Erases the words and addresses of every letter of a case, and their PDFs. That they were issued stays known."""
    for letter in Letter.objects.filter(case=case, erased_at=None):
        Letter.objects.filter(pk=letter.pk).update(blocks=None, to_name=None, to_address=None, erased_at=at)
        for place in formats.places(letter):
            default_storage.delete(place)
    _erase_ways(case)
    drafts.erase(case)


def _erase_ways(case: Case) -> None:
    """Erases whose words and which addresses stand in the proof of sending, and what was put together for printing."""
    Proof.objects.filter(message__case=case).exclude(said=None).update(said=None)
    ways = Delivery.objects.filter(message__case=case)
    for batch in Batch.objects.filter(pk__in=ways.values("batch")).exclude(sha256=""):
        default_storage.delete(batch.stored)
    ways.update(problem="")
