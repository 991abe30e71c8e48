"""Nobody needs to say “complaint” for theirs to be one.

People who say that they are unhappy are offered the choice, whatever word they use. A policy that does not say so
leaves it to whoever takes the call.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B1.3",),
    "housing-ombudsman/2024": ("C24-1.3",),
}
FORCE: Force = "should"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "word_not_needed",
        what="that nobody needs to use the word complaint",
        cure=(
            "“You do not have to use the word complaint. Whenever you tell us that you are unhappy, we offer you "
            "the choice to make one.”"
        ),
    )  # fmt: skip
