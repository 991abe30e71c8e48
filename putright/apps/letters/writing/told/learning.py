"""Asking how it was for them."""

from __future__ import annotations

from putright.apps.letters.writing.forms import area
from putright.apps.letters.writing.notices import Line

LINES: dict[str, Line] = {
    "survey_sent": Line(
        "Send or record the survey", "The survey is on record.",
        silent="No letter: it was sent another way, or asked by telephone",
        places={"opening": lambda: area("Opening words", rows=3)},
    ),
}  # fmt: skip
