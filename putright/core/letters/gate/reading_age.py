"""What was written can be read by whom it is written for."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.letters import prose
from putright.core.letters.gate.base import Checked, Finding, rule

ENOUGH = 30
"""Words: of fewer, the measure says little."""


@rule(
    must=False,
    title="The reading age fits the reader",
    why="Plain language is what this person can read at once; the measure (Flesch-Kincaid) says only where to look.",
)
def reading_age(checked: Checked) -> Iterator[Finding]:
    """A finding for each passage that is harder to read than it should be for this person."""
    for passage in checked.passages:
        found = prose.measure(passage.sentences)
        if found.words >= ENOUGH and round(found.age) > checked.reader.age:
            hardest = max(passage.sentences, key=lambda one: prose.measure((one,)).grade)
            yield passage.found(
                f"This reads at an age of {round(found.age)}; for this person it should be {checked.reader.age:g}.",
                hardest,
                f"Shorten the sentences, and find shorter words for {_long(passage.text)}.",
            )


def _long(text: str) -> str:
    words = dict.fromkeys(word.casefold() for word in prose.words(text))
    longest = sorted(words, key=lambda word: (-prose.syllables(word), -len(word)))[:4]
    return ", ".join(f"“{word}”" for word in longest)
