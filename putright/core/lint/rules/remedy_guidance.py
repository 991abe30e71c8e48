"""The Ombudsman's guidance on remedies is followed.

Amounts that differ from it need a reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2024": ("C24-7.4",),
}
FORCE: Force = "should"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "remedy_guidance",
        what="that the Ombudsman’s guidance on remedies is taken into account",
        cure="“We take the Housing Ombudsman’s guidance on remedies into account.”",
    )  # fmt: skip
