"""Stage 2 is not refused without a good reason.

What stage 1 leaves unresolved goes on when the resident asks. A refusal needs a reason for which a complaint could be
refused, and is explained.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B3.5", "C20-B4.11", "C20-B4.13"),
    "housing-ombudsman/2024": ("C24-5.11", "C24-6.10"),
}
FORCE: Force = "should"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "escalation_open",
        what="that a request for stage 2 is refused only for a valid reason, which is explained",
        cure=(
            "“If you ask for stage 2 we look at it again. We refuse only for a reason for which we could refuse a"
            " complaint, and explain it.”"
        ),
    )  # fmt: skip
