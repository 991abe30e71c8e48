"""Proof of sending: each step of a message on its way, as it was put on record, and all of them for a letter."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from putright.apps.accounts.models import Person
from putright.apps.casework.models import Message
from putright.apps.letters.models import Proof

LONGEST = 2000


def keep(
    message: Message, what: str, at: datetime, said: str = "", by: Person | None = None, on: date | None = None
) -> Proof:
    """Puts a step on record: `on` the day it happened (that of `at` unless told), `by` whom (None: the program)."""
    return Proof.objects.create(
        message=message, what=what, at=at, on=on or timezone.localdate(at), by=by, said=said[:LONGEST]
    )


def once(message: Message, what: str, at: datetime, said: str) -> None:
    """The same, but for a step that a second try may come to again."""
    if not Proof.objects.filter(message=message, what=what, said=said[:LONGEST]).exists():
        keep(message, what, at, said)
