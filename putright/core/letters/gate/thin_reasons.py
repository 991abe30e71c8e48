"""Reasons explain."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.letters import prose
from putright.core.letters.gate.base import Checked, Finding, Passage, rule

FEWEST = 10
"""Words: fewer hardly say what was found, what it rests on, and what follows."""
_FIELDS = ("reason", "explanation")


@rule(
    must=False,
    title="Reasons explain",
    why="Clear reasons say what was found, what it rests on and what follows; a few words leave it to be guessed.",
)
def thin_reasons(checked: Checked) -> Iterator[Finding]:
    """A finding for reasons, of a decision, an extension or a refusal, in fewer than ten words."""
    for passage in checked.passages:
        if _reasons(passage) and len(prose.words(passage.text)) < FEWEST:
            yield passage.found(
                "These reasons are very short.", passage.text, "Say what you found, what it rests on, and what follows."
            )


def _reasons(passage: Passage) -> bool:
    return passage.place in _FIELDS or passage.where.startswith("the reasons for point")
