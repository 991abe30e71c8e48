"""Telling, changing and taking back what somebody says of themselves, and erasing it with their case.

What is told is found again by a token made from the case with a key of its own. Whoever reads the table without the
deployment's key cannot tell whose it is; and no page shows a single answer, not even to whoever gave it.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from datetime import date

from django.conf import settings

from putright.apps.accounts.models import Landlord
from putright.apps.casework.models import Case
from putright.apps.equality.models import Answer
from putright.core.equality_questions import kept

SALT = b"putright equality answers"
PARTY = "complainant"
"""Whom they are about: nobody else of a case is asked."""


def token(landlord: Landlord | int, reference: str) -> str:
    """What stands for the complainant of a case."""
    key = hmac.digest(settings.ACCESS_KEY.encode(), SALT, "sha256")
    number = landlord if isinstance(landlord, int) else landlord.pk
    return hmac.digest(key, f"{number}|{reference}|{PARTY}".encode(), "sha256").hex()


def told(case: Case) -> bool:
    """Whether the complainant has told something."""
    return Answer.objects.filter(token=token(case.landlord_id, case.reference)).exists()


def tell(case: Case, typed: Mapping[str, object], on: date) -> None:
    """Keeps what the complainant says of themselves, in place of what they said before; nothing said keeps nothing."""
    mine, answers = token(case.landlord_id, case.reference), kept(typed)
    if not answers:
        erase(case)
        return
    said = {"landlord_id": case.landlord_id, "month": on.replace(day=1), "answers": answers}
    Answer.objects.update_or_create(token=mine, defaults=said)


def erase(case: Case) -> int:
    """Removes what the complainant of a case told: they take it back, or the case is disposed of. Says how many."""
    return Answer.objects.filter(token=token(case.landlord_id, case.reference)).delete()[0]
