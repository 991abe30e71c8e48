"""A refusal is explained.

Whoever is not heard must learn in detail why, so as to be able to challenge it.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B1.6",),
    "housing-ombudsman/2022": ("C22-1.9",),
    "housing-ombudsman/2024": ("C24-2.4",),
}
FORCE: Force = "must"
FORCES: dict[str, Force] = {"housing-ombudsman/2020": "should"}


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "refusal_explained",
        what="that a refusal is explained in detail",
        cure="“If we do not take up your complaint we tell you in writing exactly why.”",
    )  # fmt: skip
