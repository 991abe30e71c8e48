"""Whoever is refused may go to the Ombudsman.

The Ombudsman may order a landlord to take a complaint up; whoever is refused must know of that right.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B1.7",),
    "housing-ombudsman/2022": ("C22-1.9",),
    "housing-ombudsman/2024": ("C24-2.4",),
}
FORCE: Force = "must"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "refusal_ombudsman",
        what="that a refusal can be taken to the Ombudsman",
        cure=(
            "“You may take our decision not to take up your complaint to the Housing Ombudsman, which can tell us "
            "to take it up.”"
        ),
    )  # fmt: skip
