"""Whoever has to wait longer is given the Ombudsman's details.

With every extension, at both stages, so that it can be challenged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import unsaid
from putright.core.lint.subject import Subject
from putright.core.lint.times import unmentioned

CODE = {
    "housing-ombudsman/2024": ("C24-6.5", "C24-6.16"),
}
FORCE: Force = "must"
CURE = "“Whenever we need more time we give you the Housing Ombudsman’s details with our letter.”"


def find(subject: Subject) -> Iterator[Found]:
    """Where that is not said: at one stage, or at either."""
    silent = [stage for stage in ("1", "2") if not any(subject.said("extension", f"{stage}.ombudsman"))]
    if subject.printed and silent:
        where = f"stage {silent[0]}" if len(silent) == 1 else "either stage"
        cites = (cite for said in subject.said("extension") if said.of[:1] in silent for cite in said.cites)
        found = unsaid(subject, f"that the Ombudsman’s details are given with more time at {where}", CURE)
        yield replace(found, cites=tuple(dict.fromkeys(cites)), force=found.force or unmentioned(subject))
