"""Something that is due to be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(slots=True)
class Promise:
    """Something due to be done by a date: a remedy, evidence for the Ombudsman, an order."""

    on: date
    what: str
    by: date | None
    done: date | None = None
    stage: int = 0
    kind: str = ""
    amount: float | None = None
    reason: str = ""
    revised: date | None = None
