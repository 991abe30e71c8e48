"""Whoever has to wait longer is given the Ombudsman's details.

With every extension, at both stages, so that it can be challenged.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject
from putright.core.lint.times import more_time_untold

CODE = {
    "housing-ombudsman/2024": ("C24-6.5", "C24-6.16"),
}
FORCE: Force = "must"
CURE = "“Whenever we need more time we give you the Housing Ombudsman’s details with our letter.”"


def find(subject: Subject) -> Iterator[Found]:
    """Where that is not said: at one stage, or at either."""
    yield from more_time_untold(subject, "ombudsman", "that the Ombudsman’s details are given with more time", CURE)
