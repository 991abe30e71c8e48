"""Erasing the letters of a case when they are due to be."""

from __future__ import annotations

from datetime import datetime

from django.core.files.storage import default_storage

from putright.apps.casework.models import Case, Message
from putright.apps.letters.drawing import formats
from putright.apps.letters.models import Delivery, Letter, Proof
from putright.apps.letters.sending import batch
from putright.apps.letters.sending.deliver import smtp
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
    """Erases whose words and which addresses stand in the proof of sending, in e-mails and in prints."""
    messages = list(Message.objects.filter(case=case).select_related("case"))
    Proof.objects.filter(message__in=messages).exclude(said=None).update(said=None)
    for message in messages:
        smtp.erase(message)
    batch.erase([message.pk for message in messages])
    Delivery.objects.filter(message__in=messages).update(problem="")
