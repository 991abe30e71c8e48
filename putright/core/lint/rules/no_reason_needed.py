"""Nobody must give a reason for asking for stage 2.

The landlord makes an effort to understand why somebody is still unhappy; it does not demand it.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2024": ("C24-6.12",),
}
FORCE: Force = "should"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "no_reason_needed",
        what="that nobody needs to give a reason for asking for stage 2",
        cure="“You need not say why you ask for stage 2. If you tell us what is still unsettled, it helps us.”",
    )  # fmt: skip
