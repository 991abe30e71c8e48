"""Every part that the policy or its Code asks of this letter stands in it."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.guards.letters import PART_NAMES
from putright.core.letters import blocks as b
from putright.core.letters import compose
from putright.core.letters.gate.base import Checked, Finding, rule

_FIELDS = {
    "reasons": ("reason", "explanation", "evidence"), "progress": ("progress", "what"), "next_steps": ("next",),
    "findings": ("what",), "facts": ("what",),
}  # fmt: skip
"""The form fields in which a part is written; the rest follows from the case."""


@rule(
    must=True,
    title="Every required part is there",
    why="A letter without a part that the policy or its Code asks for leaves somebody without what they are owed.",
)
def required_part(checked: Checked) -> Iterator[Finding]:
    """One finding for each part that is missing or empty, with the provisions that ask for it."""
    for part, cites in b.missing(checked.letter, compose.required(checked.case, checked.event)).items():
        place = next((name for name in _FIELDS.get(part, (part,)) if name in checked.typed), "")
        yield Finding(
            text=f"The letter does not say {PART_NAMES[part]}.",
            cites=cites,
            place=place,
            instead="Write it here." if place else "Complete it on the case; the letter then says it by itself.",
        )
