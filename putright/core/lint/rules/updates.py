"""Residents are kept up to date.

They hear regularly how things stand. By the Code of 2024, how often is agreed with them where an answer will be late.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B3.18", "C20-B3.19"),
    "housing-ombudsman/2022": ("C22-updates",),
    "housing-ombudsman/2024": ("C24-5.9",),
}
FORCE: Force = "must"
FORCES: dict[str, Force] = {"housing-ombudsman/2020": "should", "housing-ombudsman/2022": "should"}


HOW_OFTEN = "that how often there is news of a late answer is agreed with the resident"
CURE = "“We tell you regularly how things stand. If our answer will be late we agree with you how often we write.”"


def find(subject: Subject) -> Iterator[Found]:
    """A policy that does not keep people up to date, or, by the Code of 2024, does not agree how often."""
    yield from silent(subject, "updates", what="that residents are kept up to date", cure=CURE)
    if subject.edition.edition == "housing-ombudsman/2024":
        kept = next(subject.said("promise", "updates"), None)
        for found in silent(subject, "update_intervals", what=HOW_OFTEN, cure=CURE, own=True):
            yield replace(found, cites=kept.cites if kept else (), said=kept)
