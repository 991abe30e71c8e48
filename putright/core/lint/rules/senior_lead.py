"""Somebody senior is accountable for complaint handling.

They look into themes for systemic issues, serious risks and policies that should change.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2024": ("C24-9.4",),
}
FORCE: Force = "should"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "senior_lead",
        what="who of the senior staff is accountable for complaint handling",
        cure=(
            "“Our operations director answers for complaint handling and looks into themes for wider or serious "
            "risk.” (Put the landlord’s own there.)"
        ),
        own=True,
    )  # fmt: skip
