"""Somebody may act for a resident.

A relative, a friend or an adviser; what they write is dealt with as if the resident had written it.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B4.3",),
    "housing-ombudsman/2024": ("C24-3.6",),
}
FORCE: Force = "must"
FORCES: dict[str, Force] = {"housing-ombudsman/2020": "should"}


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "representative",
        what="that somebody may act for a resident",
        cure="“You may have somebody act for you at any stage.”",
    )  # fmt: skip
