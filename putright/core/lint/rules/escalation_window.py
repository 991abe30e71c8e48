"""There is no last day for asking for stage 2.

The Code sets none. A time may be named for orientation, where a later request is weighed and not turned away by the
date alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject
from putright.core.lint.times import times

CODE = {
    "housing-ombudsman/2020": ("C20-B4.11",),
    "housing-ombudsman/2024": ("C24-5.11", "C24-6.10"),
}
FORCE: Force = "should"


def find(subject: Subject) -> Iterator[Found]:
    """A time within which stage 2 has to be asked for, in the pack or in print."""
    for one in times(subject, "stage2.request"):
        yield Found(
            text=f"Stage 2 has to be asked for within {one.value}; the Code sets no last day.",
            cure="“There is no last day for asking. If you ask long after our answer we still consider it.”",
            cites=one.cites, key=one.key, said=one.said,
        )  # fmt: skip
