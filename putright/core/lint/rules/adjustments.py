"""Reasonable adjustments are made.

What a person needs is asked, recorded with any disability disclosed, kept to, and looked at again (Equality Act
2010).
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B2.4",),
    "housing-ombudsman/2024": ("C24-5.10",),
}
FORCE: Force = "must"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "adjustments",
        what="that reasonable adjustments are made and recorded",
        cure=(
            "“We ask what would make complaining easier, make reasonable adjustments under the Equality Act 2010,"
            " record them and review them.”"
        ),
    )  # fmt: skip
