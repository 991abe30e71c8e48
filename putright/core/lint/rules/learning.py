"""The landlord learns from complaints.

It looks beyond the single complaint, for what should change for everybody.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B6.5", "C20-B6.6", "C20-B6.7", "C20-B6.8"),
    "housing-ombudsman/2024": ("C24-9.1", "C24-9.2"),
}
FORCE: Force = "should"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "learning",
        what="that the landlord learns from complaints",
        cure="“We look beyond your complaint for what we can do better for everyone, and say what we changed.”",
    )  # fmt: skip
