"""A text by its lines, for pages: numbered, with what is wrong at each; and what differs between two texts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import unified_diff
from typing import NamedTuple

from putright.core.validate import Fault
from putright.data.files import Located


class Line(NamedTuple):
    """A line of a text: its number, 1 being the first, and what is wrong at it."""

    number: int
    text: str
    faults: tuple[str, ...]


class Changed(NamedTuple):
    """A line of what differs: `kind` is added, removed, same or place."""

    kind: str
    text: str


KINDS = {"+": "added", "-": "removed", "@": "place", " ": "same"}


def numbered(text: str, file: str, faults: Iterable[Located] = ()) -> list[Line]:
    """Every line of a file, with its faults."""
    at: dict[int, list[str]] = {}
    for fault in faults:
        if fault.file == file:
            at.setdefault(fault.line, []).append(str(Fault(fault.key, fault.text)))
    found = text.splitlines() or [""]
    beyond = [said for line, texts in at.items() if line > len(found) for said in texts]
    last = len(found)
    return [Line(n, line, (*at.get(n, ()), *(beyond if n == last else ()))) for n, line in enumerate(found, start=1)]


def differing(before: str, after: str) -> list[Changed]:
    """What differs between two texts, with two lines around each place; nothing where they are the same."""
    found = list(unified_diff(before.splitlines(), after.splitlines(), n=2, lineterm=""))[2:]  # without its headings
    return [Changed(KINDS[line[0]], line[1:] if line[0] != "@" else _place(line)) for line in found]


def _place(line: str) -> str:
    """Where a piece of a difference stands, in words.

    >>> _place("@@ -1,3 +12,4 @@")
    'Line 12'
    """
    found = re.search(r"\+(\d+)", line)
    return f"Line {found[1]}" if found else line
