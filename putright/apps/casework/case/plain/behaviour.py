"""Unreasonable behaviour."""

from __future__ import annotations

from putright.apps.casework.case.fields import choose, colleagues, day, text, tick
from putright.apps.casework.case.plain.base import Plain

STEPS: dict[str, Plain] = {
    "behaviour_recorded": Plain("Record unacceptable behaviour", "Record", {
        "what": text("What happened?", "What was said and done, when, and who was there. No opinions of the person."),
    }),
    "restriction_set": Plain("Restrict contact", "Set the restriction", {
        "what": text("What is the restriction?"),
        "decided_by": choose("Who decided it?", colleagues),
        "review_on": day("It is looked at again on"),
        "equality_considered": tick("We had regard to the Equality Act 2010",
            "Could a disability or another protected characteristic lie behind the behaviour?"),
    }),
}  # fmt: skip
