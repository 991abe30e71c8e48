"""Unacceptable behaviour is dealt with in proportion.

By a policy of its own: with reasons and evidence, with a review, and with regard to the Equality Act 2010.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B4.14", "C20-B4.15"),
    "housing-ombudsman/2024": ("C24-5.14", "C24-5.15"),
}
FORCE: Force = "must"
FORCES: dict[str, Force] = {"housing-ombudsman/2020": "should"}


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "behaviour",
        what="that unacceptable behaviour is dealt with in proportion, with reasons, and reviewed",
        cure=(
            "“We deal with unacceptable behaviour by a policy of its own. A limit on contact is proportionate, "
            "has regard to the Equality Act 2010, and is reviewed on a day that we name.”"
        ),
        whole=tuple(CODE), own=True,
    )  # fmt: skip
