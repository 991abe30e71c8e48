"""Stage 1 is answered within the Code's time.

Ten working days: from receipt by the Codes of 2020 and 2022, from the acknowledgement by that of 2024. A time in
other units, or counted from something later, can end after the Code's.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject
from putright.core.lint.times import overruns

CODE = {
    "housing-ombudsman/2020": ("C20-B3.11", "C20-B3.12"),
    "housing-ombudsman/2022": ("C22-5.1",),
    "housing-ombudsman/2024": ("C24-6.3",),
}
FORCE: Force = "must"


def find(subject: Subject) -> Iterator[Found]:
    """A time or a start beyond the edition's."""
    yield from overruns(subject, "stage1.respond")
