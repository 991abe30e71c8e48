"""Everybody has a fair chance to say their side.

Nothing is decided before the resident, and whoever is complained about, could say their side of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B3.16", "C20-B4.1", "C20-B4.9"),
    "housing-ombudsman/2022": ("C22-4.12",),
    "housing-ombudsman/2024": ("C24-5.8",),
}
FORCE: Force = "must"
FORCES: dict[str, Force] = {"housing-ombudsman/2024": "should"}


POSITION = "that the resident has a fair chance to set out their position"
BOTH = "that whoever is concerned may set out their position and comment on adverse findings before a decision"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so; the Codes of 2020 and 2022 want comments on adverse findings too."""
    yield from silent(
        subject, "fair_hearing",
        what=POSITION if subject.edition.edition == "housing-ombudsman/2024" else BOTH,
        cure="“Before we decide, you and whoever you complain about can say their side and comment on what we found.”",
        whole=("housing-ombudsman/2020", "housing-ombudsman/2022"),
    )  # fmt: skip
