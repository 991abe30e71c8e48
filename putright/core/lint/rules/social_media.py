"""Complaints by social media are dealt with, in private.

A landlord that uses social media says what happens to complaints made there, and how privacy is kept. Advice,
since whether it uses any stands in no policy.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B2.2",),
}
FORCE: Force = "advice"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "social_media",
        what="what happens to complaints made on social media, where it uses any, and how privacy is kept",
        cure=(
            "“Complaints on our social media pages are dealt with like any other; we speak of personal matters in "
            "private messages only.”"
        ),
        own=True,
    )  # fmt: skip
