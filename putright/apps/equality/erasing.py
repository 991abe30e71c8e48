"""Erasing what a complainant told of themselves when their case is due."""

from __future__ import annotations

from datetime import datetime

from putright.apps.casework.models import Case
from putright.apps.equality import answering


def erase_case(case: Case, at: datetime) -> None:
    """Removes it: it is held apart, under a token that only the case's reference leads to."""
    answering.erase(case)
