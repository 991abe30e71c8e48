"""The policy says what happens when the Code cannot be kept to for a time.

After a cyber incident, say: the Ombudsman, the residents affected and the website are told, and when it will be kept
to again.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2024": ("C24-8.5",),
}
FORCE: Force = "should"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "incident",
        what="what happens when the Code cannot be kept to for a time",
        cure=(
            "“If something exceptional keeps us from the Code, we tell the Ombudsman and the residents affected, "
            "say so on our website, and say when we will be back.”"
        ),
    )  # fmt: skip
