"""Every point is answered, with reasons.

With the policy, the law or the good practice behind them where it helps.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B3.14",),
    "housing-ombudsman/2022": ("C22-5.6",),
    "housing-ombudsman/2024": ("C24-6.7", "C24-6.18"),
}
FORCE: Force = "must"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "every_point",
        what="that every point raised is answered, each with its reasons",
        cure=(
            "“We answer every point that you raised, give our reasons, and name the policy, law or good practice "
            "behind them.”"
        ),
    )  # fmt: skip
