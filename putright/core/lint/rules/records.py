"""A full record of each complaint is kept.

The complaint as made and the day it came, every letter, what others said, reports, and the outcome of each stage.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B3.10",),
    "housing-ombudsman/2024": ("C24-5.12",),
}
FORCE: Force = "should"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "records",
        what="that a full record of each complaint is kept",
        cure=(
            "“We keep a full record: your complaint and the day it came, all letters, reports, and the outcome of"
            " each stage.”"
        ),
    )  # fmt: skip
