"""A yearly report on complaints and service improvement is published.

By the Code of 2020 the Annual Report covers what was learnt; by that of 2024 it is a report of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B6.11",),
    "housing-ombudsman/2024": ("C24-8.1",),
}
FORCE: Force = "must"
FORCES: dict[str, Force] = {"housing-ombudsman/2020": "should"}


OF_ITS_OWN = "that a yearly report on complaints and service improvement is published"
REPORT = "“Once a year we publish a report on complaints performance and service improvement.”"
IN_ANOTHER = "that what was learnt from complaints stands in the annual report"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    latest = subject.edition.edition == "housing-ombudsman/2024"
    yield from silent(
        subject, "annual_report",
        what=OF_ITS_OWN if latest else IN_ANOTHER,
        cure=REPORT if latest else "“Our annual report says what we learnt from complaints and what we changed.”",
        whole=("housing-ombudsman/2024",), own=latest,
    )  # fmt: skip
