"""Whoever acts for the landlord works inside the two stages.

A contractor that answers complaints for the landlord adds no stage of its own, and the landlord answers for how it
does so.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2024": ("C24-5.4", "C24-5.5"),
}
FORCE: Force = "advice"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "contractors",
        what="that a contractor who answers complaints for it, if there is one, works inside the same two stages",
        cure="“A contractor who deals with your complaint for us works inside these two stages, and we answer for it.”",
    )  # fmt: skip
