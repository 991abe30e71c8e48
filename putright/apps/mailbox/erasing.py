"""Erasing what came by e-mail for a case, when that is due."""

from __future__ import annotations

from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction

from putright.apps.casework import attachments
from putright.apps.casework.models import Case
from putright.apps.mailbox import parts
from putright.apps.mailbox.models import Handling, Incoming, Receipt
from putright.apps.mailbox.triggers import WORDS


def erase(case: Case, at: datetime) -> None:
    """Erases every message of a case, and from where it came. That one came, when, and what was done stay known."""
    for incoming in Incoming.objects.select_related("landlord", "mailbox").filter(case=case, erased_at=None):
        _erase(incoming, at)
    Incoming.objects.filter(suggested=case).update(suggested=None)


def erase_unfiled(incoming: Incoming, at: datetime) -> None:
    """Erases a message that belongs to no case. Raises `ValueError` where it belongs to one."""
    if incoming.case_id is not None:
        raise ValueError("It belongs to a case and goes with it.")
    if incoming.erased_at is None:
        _erase(incoming, at)


def _erase(incoming: Incoming, at: datetime) -> None:
    attachments.forget_held(incoming.landlord, parts.key(incoming.mailbox, incoming.sha256))
    with transaction.atomic():
        Handling.objects.filter(incoming=incoming).exclude(said=None).update(said=None)
        Receipt.objects.filter(incoming=incoming).update(to=f"erased {incoming.pk}", due_at=None, problem="")
        Incoming.objects.filter(pk=incoming.pk).update(erased_at=at, **dict.fromkeys(WORDS, ""))
        transaction.on_commit(lambda stored=incoming.stored: default_storage.delete(stored))
