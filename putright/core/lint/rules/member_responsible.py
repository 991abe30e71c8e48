"""Somebody of the governing body is responsible for complaints.

The Code of 2024 requires a Member Responsible for Complaints; that of 2022 said that there should be one.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2022": ("C22-7.3",),
    "housing-ombudsman/2024": ("C24-9.5",),
}
FORCE: Force = "must"
FORCES: dict[str, Force] = {"housing-ombudsman/2022": "should"}


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so; the edition of 2022 only expected it."""
    yield from silent(
        subject, "member",
        what="who of the governing body is responsible for complaints",
        cure="“A member of our governing body is the Member Responsible for Complaints.”",
        whole=("housing-ombudsman/2024",), own=True,
    )  # fmt: skip
