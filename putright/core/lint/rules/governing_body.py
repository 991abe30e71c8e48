"""The governing body is told regularly.

Of how complaints are handled and what they show, so that it can ask and act.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-A",),
    "housing-ombudsman/2024": ("C24-9.6",),
}
FORCE: Force = "should"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "governing_body",
        what="that the governing body is told regularly about complaints",
        cure="“Our governing body hears every quarter how we handle complaints and what they show.”",
        whole=("housing-ombudsman/2024",),
    )  # fmt: skip
