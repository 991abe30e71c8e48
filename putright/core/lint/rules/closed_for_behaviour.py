"""A complaint is not closed for how somebody behaves.

Behaviour may limit contact, in proportion and with a review (Equality Act 2010). The complaint itself is still
answered.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B4.14", "C20-B4.15"),
    "housing-ombudsman/2024": ("C24-5.14", "C24-5.15"),
}
FORCE: Force = "must"


def find(subject: Subject) -> Iterator[Found]:
    """A pack that closes complaints for behaviour."""
    cites = subject.pack.closing_grounds.get("unacceptable_behaviour")
    if cites:
        yield Found(
            text="The policy closes the complaint of somebody whose behaviour is unacceptable.",
            cure="“We may limit how you reach us, for a time that we name and review. We still answer your complaint.”",
            cites=cites, key=("closing_grounds", "unacceptable_behaviour"),
        )  # fmt: skip
