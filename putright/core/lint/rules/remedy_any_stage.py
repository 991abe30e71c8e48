"""Things are put right at any stage.

Nobody needs to escalate a complaint to have it settled; the earlier the better.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B4.8",),
    "housing-ombudsman/2024": ("C24-5.13",),
}
FORCE: Force = "should"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "remedy_any_stage",
        what="that things can be put right at any stage",
        cure="“We put things right as soon as we can, at either stage. You need not go to stage 2 for it.”",
    )  # fmt: skip
