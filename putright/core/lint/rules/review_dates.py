"""The policy says when it was approved and when it is looked at again.

A policy without a day for its review outlives the Code that it was written for.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import unsaid
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-C2",),
    "housing-ombudsman/2022": ("C22-self-assessment",),
    "housing-ombudsman/2024": ("C24-8.3",),
}
FORCE: Force = "advice"
DAYS = {"approved": "when it was approved", "due": "when it is looked at again"}
CURE = "Put the day in, and look at the policy after each self-assessment."


def find(subject: Subject) -> Iterator[Found]:
    """Each of the two days that is blank, or not there."""
    for of, what in DAYS.items() if subject.printed else ():
        found = list(subject.said("review", of))
        blank = next((said for said in found if not said.value), None)
        if blank:
            yield Found(f"The policy leaves blank {what}.", CURE, blank.cites, ("document",), blank)
        elif not found:
            yield unsaid(subject, what, CURE)
