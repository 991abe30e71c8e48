"""Surveys say how to complain.

An unhappy answer in a survey is not a complaint by itself; whoever gives it must learn how to make one.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2022": ("C22-1.5",),
    "housing-ombudsman/2024": ("C24-1.6",),
}
FORCE: Force = "should"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "surveys",
        what="that whoever is unhappy in a survey is told how to complain",
        cure="“Our surveys tell you how to complain about what you say in them.”",
    )  # fmt: skip
