"""Staff have an objective on complaints.

To work together across teams, to take responsibility together without blame, and to act by the standards of their
profession.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2024": ("C24-9.8",),
}
FORCE: Force = "should"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "objective",
        what="that staff have an objective on complaints",
        cure=(
            "“All of us who deal with complaints have one objective: to work together, to share responsibility "
            "without blame, and to act by our profession’s standards.”"
        ),
    )  # fmt: skip
