"""The policy says from when its times run.

Ten working days from receipt and ten from the acknowledgement can be a week apart. Where nothing is said, nobody can
tell when an answer is late.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import unsaid
from putright.core.lint.subject import Subject
from putright.core.lint.times import FROM
from putright.core.pack import ClockName

CODE = {
    "housing-ombudsman/2020": ("C20-B3.11",),
    "housing-ombudsman/2022": ("C22-5.1", "C22-s2-length"),
    "housing-ombudsman/2024": ("C24-6.3", "C24-6.14"),
}
FORCE: Force = "should"
ANSWERS: dict[str, ClockName] = {"1": "stage1.respond", "2": "stage2.respond"}


def find(subject: Subject) -> Iterator[Found]:
    """Each answer whose time is in print without its start."""
    for stage, clock in ANSWERS.items():
        said = next(subject.said("time", clock), None)
        if said and not any(subject.said("start", clock)):
            start = FROM[subject.edition.clocks[clock].from_]
            what = f"from when the {said.value} of stage {stage} run"
            found = unsaid(subject, what, f"“… within {said.value} of {start}.”")
            yield replace(found, cites=said.cites, said=said)
