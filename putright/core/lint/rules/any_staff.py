"""A complaint may be made in any way, to any member of staff.

Staff know how to pass it on; nobody is sent to another desk first.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2024": ("C24-3.2",),
}
FORCE: Force = "must"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "any_staff",
        what="that any member of staff takes a complaint",
        cure="“You can complain in any way, and to any member of staff, who will pass it on.”",
    )  # fmt: skip
