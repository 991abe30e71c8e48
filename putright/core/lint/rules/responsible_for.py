"""The acknowledgement says what the landlord is responsible for.

Where a part of the complaint is for somebody else to answer, the resident learns so at the beginning and not at the
end.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2024": ("C24-5.7",),
}
FORCE: Force = "must"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "responsible_for",
        what="that the acknowledgement names what the landlord is and is not responsible for",
        cure="“Our acknowledgement says which parts of your complaint we answer for and which we do not.”",
    )  # fmt: skip
