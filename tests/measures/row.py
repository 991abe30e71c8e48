"""A thing of a case that a second count may count."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests.measures.story import FOREVER

ONE = timedelta(1)


@dataclass
class Row:
    """A thing of a case that may be counted."""

    measure: str
    on: date
    good: bool = True
    amount: int = 0
    until: date = FOREVER
    """Of what stands: the first day on which it stands no longer."""
    marks: dict[str, Any] = field(default_factory=dict)
