"""What a warning is, and the register of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from putright.core.case import Case


@dataclass(frozen=True, slots=True)
class Notice:
    """One warning: its name, what to tell the user, and the provisions it rests on."""

    name: str
    text: str
    cites: tuple[str, ...]


Check = Callable[[Case, date], Iterator[str]]
WARNINGS: dict[str, Check] = {}


def warning(check: Check) -> Check:
    """Register a warning under its function's name."""
    WARNINGS[check.__name__] = check
    return check
