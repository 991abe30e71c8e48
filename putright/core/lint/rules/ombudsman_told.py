"""Residents are told of the Ombudsman throughout.

They may turn to it at any time, not only at the end; letters say so and say how.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B2.7", "C20-B2.8"),
    "housing-ombudsman/2024": ("C24-3.7",),
}
FORCE: Force = "must"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "ombudsman_told",
        what="that residents are told of the Ombudsman throughout their complaint",
        cure="“You may ask the Housing Ombudsman for help at any time. Every letter about your complaint says how.”",
    )  # fmt: skip
