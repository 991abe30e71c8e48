"""More time at stage 2 has the Code's bound.

Ten working days by the Codes of 2020 and 2022, twenty by that of 2024, unless there is good reason.
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
    "housing-ombudsman/2022": ("C22-s2-extension",),
    "housing-ombudsman/2024": ("C24-6.15",),
}
FORCE: Force = "must"


def find(subject: Subject) -> Iterator[Found]:
    """A bound beyond the edition's, and none in print."""
    yield from beyond(subject, "2")
    if subject.printed and not any(subject.said("extension", "2.within")):
        within = subject.edition.extensions["2"].within
        cure = f"“If we need more time at stage 2 it is no more than {within}, unless there is good reason.”"
        found = unsaid(subject, "how much more time an answer at stage 2 may take", cure)
        cites = [cite for said in subject.said("extension") if said.of.startswith("2.") for cite in said.cites]
        yield replace(found, cites=tuple(dict.fromkeys(cites)), force=found.force or unmentioned(subject))
