"""A time may run from an earlier day than the Code's.

Older editions count from receipt and from escalation. That is stricter than the acknowledgement, and allowed; whoever
takes it on should mean to.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject
from putright.core.lint.times import FROM, WHAT, by_pack, sooner, starts
from putright.core.pack import ClockName

CODE = {
    "housing-ombudsman/2024": ("C24-6.3", "C24-6.14"),
}
FORCE: Force = "advice"
ANSWERS: tuple[ClockName, ...] = ("stage1.respond", "stage2.respond")


def find(subject: Subject) -> Iterator[Found]:
    """Each answer that is counted from a day before the edition's."""
    for clock in ANSWERS:
        code = subject.edition.clocks[clock].from_
        for one in starts(subject, clock):
            if sooner(one.value, code):
                yield Found(
                    text=f"{WHAT[clock]} is counted from {FROM[one.value]}{by_pack(subject, one)}; "
                         f"this Code counts from {FROM[code]}.",
                    cure=f"Leave it where it is meant to be stricter, or put from: {code}.",
                    cites=one.cites, key=one.key, said=one.said,
                )  # fmt: skip
