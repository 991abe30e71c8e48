"""Complaints that come through somebody else follow the same policy.

A relative, an adviser or a councillor may write for a resident; the same stages and times hold.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2024": ("C24-1.3",),
}
FORCE: Force = "should"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "third_parties",
        what="that what somebody else brings for a resident is dealt with by the same policy",
        cure="“Somebody else may complain for you. We deal with it in the same way and in the same time.”",
    )  # fmt: skip
