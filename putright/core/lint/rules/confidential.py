"""What is told is kept in confidence.

It is shared only as far as looking into the complaint needs.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B4.6",),
}
FORCE: Force = "must"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "confidential",
        what="that what is told is kept in confidence",
        cure="“We keep your complaint confidential, and share it only with those who need it to look into it.”",
    )  # fmt: skip
