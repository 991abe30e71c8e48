"""Stage 2 is the landlord's final answer.

After it the Ombudsman decides. A resident who does not know that it is final waits for another answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2024": ("C24-6.10", "C24-6.20"),
}
FORCE: Force = "should"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "stage2_final",
        what="that stage 2 is its final answer",
        cure="“Our stage 2 answer is our final one. If you are still unhappy you can go to the Housing Ombudsman.”",
    )  # fmt: skip
