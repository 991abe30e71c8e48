"""No informal stage stands before stage 1.

Early help is good; a stage of its own is not, since people pass through it before their complaint counts.
What is asked of them first without being called a stage weighs less; what the landlord only prefers is advice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2024": ("C24-5.2",),
    "social-care-ombudsman/2024": ("LGO24-stages",),
}
FORCE: Force = "must"
FORCES: dict[str, Force] = {"social-care-ombudsman/2024": "should"}


FIRST = re.compile(r"\b(?:first|before|encouraged)\b", re.IGNORECASE)


def find(subject: Subject) -> Iterator[Found]:
    """What the policy calls an informal stage, what residents are to try first, and what it merely prefers."""
    for said in subject.said("stage", "informal"):
        words = said.text or said.value
        named = "stage" in said.value.casefold()
        asked = bool(FIRST.search(words))
        yield Found(
            text=f"The policy has an informal step before stage 1: “{words}”."
            if named or asked else f"The policy prefers to settle things informally: “{words}”.",
            cure="Take the step out. “We settle what we can at once; your complaint counts from the day you made it.”",
            cites=said.cites, said=said, force=None if named else "should" if asked else "advice",
        )  # fmt: skip
