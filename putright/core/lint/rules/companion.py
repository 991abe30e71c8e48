"""A resident may bring somebody to a meeting.

To any meeting about the complaint that is offered or asked for, where that is reasonable.
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
        subject, "companion",
        what="that a resident may bring somebody to a meeting",
        cure="“You may bring somebody with you to any meeting with us.”",
    )  # fmt: skip
