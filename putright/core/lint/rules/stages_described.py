"""The policy says what the stages are and how long each takes.

Two stages, what happens at each, and the times: otherwise nobody can tell whether they have been forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import unsaid
from putright.core.lint.subject import Subject
from putright.core.pack import ClockName

CODE = {
    "housing-ombudsman/2020": ("C20-B2.3",),
    "housing-ombudsman/2024": ("C24-3.4",),
}
FORCE: Force = "must"
ANSWERS: dict[str, ClockName] = {"1": "stage1.respond", "2": "stage2.respond"}


def find(subject: Subject) -> Iterator[Found]:
    """A stage that is not named, or has no time for its answer."""
    if subject.printed is None:
        return
    for stage, clock in ANSWERS.items():
        limit = subject.edition.clocks[clock]
        if not any(subject.said("stage", stage)):
            cure = f"Describe stage {stage} under a heading of its own."
            yield unsaid(subject, f"what happens at stage {stage}", cure)
        elif not any(subject.said("time", clock)):
            cure = f"“We answer at stage {stage} within {limit.within}.”"
            yield unsaid(subject, f"how long an answer at stage {stage} takes", cure)
