"""The policy is to be had easily, on the website and in other formats.

People find the stages, what happens at each and the times in one clear text that they can get in a form they can
read.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B2.3", "C20-B2.5"),
    "housing-ombudsman/2024": ("C24-3.4",),
}
FORCE: Force = "should"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not say so."""
    yield from silent(
        subject, "accessible",
        what="that it is on the website and can be had in other formats",
        cure=(
            "“This policy is on our website. We give it to you in print, in large print or in another language "
            "when you ask.”"
        ),
    )  # fmt: skip
