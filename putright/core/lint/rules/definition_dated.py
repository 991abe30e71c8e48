"""The definition of a complaint holds no time limit.

How old a complaint may be is an exclusion, with discretion beyond it. In the definition it makes what is older no
complaint at all, so that nobody weighs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B1.2",),
    "housing-ombudsman/2022": ("C22-1.2",),
    "housing-ombudsman/2024": ("C24-1.2", "C24-2.3"),
}
FORCE: Force = "must"
LIMIT = re.compile(r"\b(?:within|in) the (?:last|past) [\w ]*?(?:days?|weeks?|months?|years?)\b", re.IGNORECASE)


def find(subject: Subject) -> Iterator[Found]:
    """Each definition that only takes in what is recent."""
    for said in subject.said("definition"):
        if limit := LIMIT.search(said.value):
            yield Found(
                text=f"The definition of a complaint takes in only what happened “{limit[0]}”.",
                cure=(
                    "Take the time out of the definition; say under exclusions what is too old, and that it is "
                    "weighed."
                ),
                cites=said.cites, said=said,
            )  # fmt: skip
