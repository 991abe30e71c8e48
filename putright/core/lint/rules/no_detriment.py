"""Nobody is treated worse for having complained.

Whoever fears for their home or their repairs does not complain. The policy takes that fear away.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2024": ("C24-5.1",),
}
FORCE: Force = "should"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "no_detriment",
        what="that nobody is treated worse for having complained",
        cure="“You lose nothing by complaining, and nobody treats you differently for it.”",
    )  # fmt: skip
