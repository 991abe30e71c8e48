"""Handlers are independent and open-minded.

They judge on the merits, weigh all the evidence and deal with conflicts of interest.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B4.5", "C20-B4.6"),
    "housing-ombudsman/2024": ("C24-5.8",),
}
FORCE: Force = "should"
FORCES: dict[str, Force] = {"housing-ombudsman/2020": "must"}


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "independent",
        what="that handlers are independent, open-minded and free of conflicts of interest",
        cure=(
            "“Whoever handles your complaint is independent, has an open mind, weighs all the evidence and steps "
            "aside where they have an interest in it.”"
        ),
    )  # fmt: skip
