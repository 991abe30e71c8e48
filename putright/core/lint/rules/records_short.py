"""Records are kept for as long as they may be needed.

No law sets a term. The Ombudsman may be asked for a year after the final answer, and a claim made for six: before
that the record is still needed.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject
from putright.core.lint.times import longer, times

CODE = {
    "housing-ombudsman/2020": ("C20-B3.10",),
    "housing-ombudsman/2024": ("C24-5.12",),
}
FORCE: Force = "advice"
YEARS = 6


def find(subject: Subject) -> Iterator[Found]:
    """Records that are disposed of before the common limitation period ends."""
    for one in times(subject, "dispose"):
        if longer(f"{YEARS} years", one.value):
            yield Found(
                text=f"Records are disposed of after {one.value}; a claim may be made for {YEARS} years.",
                cure=f"within: {YEARS} years, or say why less is enough.",
                cites=one.cites, key=one.key, said=one.said,
            )  # fmt: skip
