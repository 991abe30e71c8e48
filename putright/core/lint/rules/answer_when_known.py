"""The answer is sent when it is known.

It does not wait until the work is done. What is still open is followed and the resident kept informed.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2022": ("C22-5.5",),
    "housing-ombudsman/2024": ("C24-6.6", "C24-6.17"),
}
FORCE: Force = "should"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "answer_when_known",
        what="that the answer is sent when it is known and open actions are followed",
        cure=(
            "“We answer when we know the answer, not when the work is done, and then tell you how the work goes "
            "on until it is.”"
        ),
    )  # fmt: skip
