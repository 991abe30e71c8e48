"""Who is told what by letter: a table for each part of the procedure. A new letter needs its line and its kind."""

from __future__ import annotations

from putright.apps.letters.writing.notices import Line, Notice, notice_of
from putright.apps.letters.writing.told import (
    arriving,
    behaviour,
    contact,
    ending,
    investigation,
    learning,
    panel,
    redress,
    safety,
)

PARTS = (arriving, contact, investigation, panel, safety, behaviour, ending, redress, learning)
LINES: dict[str, Line] = {kind: line for part in PARTS for kind, line in part.LINES.items()}
PAGES: dict[str, type[Notice]] = {kind: notice_of(kind, line) for kind, line in LINES.items()} | {
    "candour_written": notice_of("candour_step", safety.CANDOUR, safety.Written),
    "written": notice_of("contacted", contact.WRITTEN, contact.Written),
}
"""The page of each of these letters, by the event it gives notice of; two have a page of their own beside the step."""
