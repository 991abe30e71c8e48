"""The policy lists what it does not take up.

People can only challenge a refusal that they could have foreseen: a promise to name the circumstances is no list.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import unsaid
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B1.5",),
    "housing-ombudsman/2024": ("C24-2.2",),
}
FORCE: Force = "must"


def find(subject: Subject) -> Iterator[Found]:
    """A printed policy without a single exclusion."""
    if subject.printed and not any(subject.said("exclusion")):
        age = subject.edition.grounds["too_old"].over
        cure = f"List them: older than {age}, with discretion beyond; a claim already filed at court; answered already."
        yield unsaid(subject, "which complaints it does not take up", cure, own=True)
