"""A remedy answers what the failing did to the resident.

How long it went on, how often and how badly, and whom it hit.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B5.6", "C20-B5.7"),
    "housing-ombudsman/2024": ("C24-7.2",),
}
FORCE: Force = "should"
FORCES: dict[str, Force] = {"housing-ombudsman/2020": "must"}


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "remedy_impact",
        what="that a remedy answers what the failing did to the resident",
        cure="“What we offer fits what it did to you: how long it lasted, how bad it was, and your circumstances.”",
    )  # fmt: skip
