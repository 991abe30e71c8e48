"""Stage 2 is answered within the Code's time.

Twenty working days: from the request by the Codes of 2020 and 2022, from the acknowledgement by that of 2024.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject
from putright.core.lint.times import overruns

CODE = {
    "housing-ombudsman/2020": ("C20-B3.11", "C20-B3.12"),
    "housing-ombudsman/2022": ("C22-s2-length",),
    "housing-ombudsman/2024": ("C24-6.14",),
}
FORCE: Force = "must"


def find(subject: Subject) -> Iterator[Found]:
    """A time or a start beyond the edition's; that of 2022 says escalation itself."""
    for found in overruns(subject, "stage2.respond"):
        if subject.edition.edition != "housing-ombudsman/2022" or "day it was escalated" not in found.text:
            yield found
