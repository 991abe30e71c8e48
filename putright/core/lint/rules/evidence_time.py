"""The Ombudsman gets its evidence in time.

Fifteen working days by the Code of 2020; later editions leave the day to the Ombudsman's letter. Late evidence can
bring a failure order.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject
from putright.core.lint.times import overruns

CODE = {
    "housing-ombudsman/2020": ("C20-B3.20", "C20-B3.21"),
    "housing-ombudsman/2022": ("C22-evidence",),
}
FORCE: Force = "must"


def find(subject: Subject) -> Iterator[Found]:
    """A time of the policy's own beyond the edition's."""
    yield from overruns(subject, "evidence")
