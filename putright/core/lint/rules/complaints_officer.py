"""Somebody is in charge of complaints.

A person or a team answers for complaint handling, deals with the Ombudsman and reports to the governing body.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B3.1",),
    "housing-ombudsman/2024": ("C24-4.1",),
}
FORCE: Force = "should"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "officer",
        what="who is in charge of complaints",
        cure=(
            "“Our complaints officer is in charge of complaints, deals with the Ombudsman and reports to the "
            "governing body.”"
        ),
        own=True,
    )  # fmt: skip
