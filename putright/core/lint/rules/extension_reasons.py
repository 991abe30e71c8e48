"""The reasons for more time are explained.

With the new day by which the answer comes. Whoever waits should know what for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import unsaid
from putright.core.lint.subject import Subject
from putright.core.lint.times import unmentioned

CODE = {
    "housing-ombudsman/2020": ("C20-B3.11",),
    "housing-ombudsman/2022": ("C22-5.1", "C22-s2-extension"),
    "housing-ombudsman/2024": ("C24-6.4", "C24-6.15"),
}
FORCE: Force = "must"
CURE = "“If we need more time we tell you why, and by which day you will have our answer.”"


def find(subject: Subject) -> Iterator[Found]:
    """Where that is not said: at one stage, or at either."""
    silent = [stage for stage in ("1", "2") if not any(subject.said("extension", f"{stage}.reasons"))]
    if subject.printed and silent:
        where = f"stage {silent[0]}" if len(silent) == 1 else "either stage"
        cites = (cite for said in subject.said("extension") if said.of[:1] in silent for cite in said.cites)
        found = unsaid(subject, f"that the reasons for more time are explained at {where}", CURE)
        yield replace(found, cites=tuple(dict.fromkeys(cites)), force=found.force or unmentioned(subject))
