"""More time at stage 1 has the Code's bound.

Ten working days unless there is good reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject
from putright.core.lint.times import more_time

CODE = {
    "housing-ombudsman/2020": ("C20-B3.11",),
    "housing-ombudsman/2022": ("C22-5.1", "C22-5.2"),
    "housing-ombudsman/2024": ("C24-6.4",),
}
FORCE: Force = "must"


def find(subject: Subject) -> Iterator[Found]:
    """A bound beyond the edition's, and none in print."""
    yield from more_time(subject, "1")
