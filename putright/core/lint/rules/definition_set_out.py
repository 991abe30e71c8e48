"""The acknowledgement sets out the complaint and the outcome sought.

Both sides then speak of the same thing from the first day. What is unclear is asked about.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B3.4",),
    "housing-ombudsman/2022": ("C22-4.2",),
    "housing-ombudsman/2024": ("C24-5.6",),
}
FORCE: Force = "must"
FORCES: dict[str, Force] = {"housing-ombudsman/2020": "should"}


ASKED = "that the acknowledgement sets out the complaint as understood and the outcome sought"
CONFIRMED = "that the complaint as understood and the outcome sought are confirmed with the resident"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so; by the Code of 2020 it may be confirmed at any time."""
    yield from silent(
        subject, "definition_set_out",
        what=CONFIRMED if subject.edition.edition == "housing-ombudsman/2020" else ASKED,
        cure=(
            "“When we acknowledge your complaint we set out what we understand it to be and what you hope for, "
            "and ask where we are not sure.”"
        ),
        own=subject.edition.edition != "housing-ombudsman/2020",
        whole=("housing-ombudsman/2022", "housing-ombudsman/2024"),
    )  # fmt: skip
