"""What went wrong is admitted and put right.

The policy says how: an apology, an explanation, work done, a decision changed, a record corrected, money, a better
way of working.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B5.1", "C20-B5.2", "C20-B5.5"),
    "housing-ombudsman/2024": ("C24-7.1",),
}
FORCE: Force = "must"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "remedies",
        what="what is done to put things right",
        cure=(
            "“Where we went wrong we say so and put it right: with an apology, an explanation, work done, a "
            "decision changed, a record corrected, a payment, or a better way of working.”"
        ),
    )  # fmt: skip
