"""Somebody else looks at it at stage 2.

Whoever considered stage 1 does not consider stage 2.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2024": ("C24-6.13",),
}
FORCE: Force = "must"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "other_reviewer",
        what="that somebody else looks at the complaint at stage 2",
        cure="“Somebody who had no part in our stage 1 answer looks at your complaint at stage 2.”",
    )  # fmt: skip
