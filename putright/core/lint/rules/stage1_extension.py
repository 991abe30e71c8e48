"""More time at stage 1 has the Code's bound.

Ten working days unless there is good reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import unsaid
from putright.core.lint.subject import Subject
from putright.core.lint.times import beyond, unmentioned

CODE = {
    "housing-ombudsman/2020": ("C20-B3.11",),
    "housing-ombudsman/2022": ("C22-5.1", "C22-5.2"),
    "housing-ombudsman/2024": ("C24-6.4",),
}
FORCE: Force = "must"


def find(subject: Subject) -> Iterator[Found]:
    """A bound beyond the edition's, and none in print."""
    yield from beyond(subject, "1")
    if subject.printed and not any(subject.said("extension", "1.within")):
        within = subject.edition.extensions["1"].within
        cure = f"“If we need more time at stage 1 it is no more than {within}, unless there is good reason.”"
        found = unsaid(subject, "how much more time an answer at stage 1 may take", cure)
        cites = [cite for said in subject.said("extension") if said.of.startswith("1.") for cite in said.cites]
        yield replace(found, cites=tuple(dict.fromkeys(cites)), force=found.force or unmentioned(subject))
