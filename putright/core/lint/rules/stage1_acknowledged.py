"""Stage 1 is acknowledged within the Code's time.

Five working days from receipt. Who hears nothing does not know whether anything came.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import unsaid
from putright.core.lint.subject import Subject
from putright.core.lint.times import overruns

CODE = {
    "housing-ombudsman/2020": ("C20-B3.3", "C20-B3.11"),
    "housing-ombudsman/2022": ("C22-4.1",),
    "housing-ombudsman/2024": ("C24-6.2",),
}
FORCE: Force = "must"


def find(subject: Subject) -> Iterator[Found]:
    """A time or a start beyond the edition's, and no time in print."""
    yield from overruns(subject, "stage1.acknowledge")
    if subject.printed and not any(subject.said("time", "stage1.acknowledge")):
        yield unsaid(
            subject,
            "how soon a complaint is acknowledged",
            "“We acknowledge your complaint within five working days of receipt.”",
        )
