"""What the register calls its facts, in forms, in its history and in the results of an import."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models

from putright.core.needs import NEEDS, called
from putright.core.workdays import said as day_said

LABELS = {
    "address": "Address",
    "basis": "What allows them to act",
    "block": "Block or estate",
    "brand": "Landlord of the group",
    "contact": "How they like to hear from us",
    "correspondence": "Letters go to them",
    "email": "E-mail",
    "ended": "Ended on",
    "expires": "Runs out on",
    "given_on": "Given on",
    "ground": "What shows it",
    "home": "Home",
    "kind": "Who they are",
    "language": "Language of letters",
    "name": "Name",
    "needs": "What it means for letters",
    "number": "Our own number",
    "phone": "Telephone",
    "postcode": "Postcode",
    "recorded_on": "Recorded on",
    "resident": "Resident",
    "review_on": "Look at it again on",
    "role": "They are here as",
    "scope": "In what they may act",
    "since": "From",
    "tenure": "Tenure",
    "until": "Until",
    "uprn": "UPRN",
    "what": "What helps them",
}


def shown(row: models.Model, name: str) -> str:
    """A fact of a row in words; empty where there is none."""
    value: Any = getattr(row, name)
    if name == "needs":
        return ", ".join(NEEDS.get(need, need) for need in value)
    if name == "language":
        return called(value) if value else ""
    if hasattr(row, f"get_{name}_display"):
        return str(getattr(row, f"get_{name}_display")())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return day_said(value) if isinstance(value, date) else str(value if value is not None else "")


def change(name: str, before: str, after: str) -> str:
    """That a fact changed, old and new.

    >>> change("phone", "", "01952 000 111")
    'Telephone: nothing → 01952 000 111'
    """
    return f"{LABELS[name]}: {before or 'nothing'} → {after or 'nothing'}"
