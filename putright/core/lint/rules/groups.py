"""A group of residents may complain.

The Code's definition takes in whatever affects a group. Where a policy's own speaks of single residents only, people
who write together are told to write one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject

CODE = {"housing-ombudsman/2020": ("C20-B1.8",)}
FORCE: Force = "must"
GROUP = re.compile(r"\b(?:groups?|residents|tenants|leaseholders|people|customers)\b", re.IGNORECASE)


def find(subject: Subject) -> Iterator[Found]:
    """A definition in which there is one resident only."""
    for said in subject.said("definition"):
        if not GROUP.search(said.value):
            yield Found(
                text="The definition of a complaint has no room for what affects a group of residents.",
                cure="“… affecting an individual resident or group of residents.”",
                cites=said.cites, said=said,
            )  # fmt: skip
