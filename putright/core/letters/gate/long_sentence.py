"""No sentence is longer than this person reads in one go."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.letters import prose
from putright.core.letters.gate.base import Checked, Finding, rule


@rule(
    must=False,
    title="Sentences are short",
    why="Past some twenty-five words the beginning of a sentence is forgotten before its end; for easy read, fifteen.",
)
def long_sentence(checked: Checked) -> Iterator[Finding]:
    """A finding for each sentence with more words than the reader's longest."""
    for passage in checked.passages:
        for sentence in passage.sentences:
            number = len(prose.words(sentence))
            if number > checked.reader.sentence:
                yield passage.found(
                    f"This sentence has {number} words; up to {checked.reader.sentence} are read easily.",
                    sentence,
                    "Make two sentences of it: one thing in each.",
                )
