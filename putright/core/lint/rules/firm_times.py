"""Times are promised, not aimed at.

The Code's times are the longest an answer may take. “We aim to” and “ideally” leave open whether a late answer breaks
the policy; more time has its own rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject
from putright.core.lint.times import WHAT

CODE = {
    "housing-ombudsman/2020": ("C20-B3.11", "C20-B3.12"),
    "housing-ombudsman/2022": ("C22-5.1", "C22-s2-length"),
    "housing-ombudsman/2024": ("C24-6.3", "C24-6.14"),
}
FORCE: Force = "should"
SOFT = re.compile(
    r"\b(?:aims?|ideally|tr(?:y|ies)|hopes?|endeavours?|normally|usually|where possible)\b", re.IGNORECASE
)
ANSWERS = ("stage1.respond", "stage2.respond")
CURE = "“We answer within {within}.” Say apart from it when more time is needed, and what then follows."


def find(subject: Subject) -> Iterator[Found]:
    """Each time for an answer that stands beside such a word in print."""
    for said in subject.said("time"):
        if said.of in ANSWERS and SOFT.search(said.text):
            yield Found(
                text=f"{WHAT[said.of]} is only aimed at in {said.value}: “{said.text}”.",
                cure=CURE.format(within=said.value),
                cites=said.cites, said=said,
            )  # fmt: skip
