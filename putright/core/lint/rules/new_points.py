"""What is added later joins the complaint, or becomes a new one.

A related point joins stage 1 while its answer has not gone out. Otherwise it is a complaint of its own, so that both
stages stay open to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2024": ("C24-6.8",),
}
FORCE: Force = "should"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "new_points",
        what="what becomes of points that are raised later",
        cure=(
            "“If you add something related before our stage 1 answer is sent, we answer it there. Otherwise it "
            "becomes a new complaint.”"
        ),
    )  # fmt: skip
