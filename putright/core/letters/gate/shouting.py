"""Nothing is shouted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from putright.core.letters.gate.base import Checked, Finding, rule

_RUN = re.compile(r"\b[A-Z]{2,}(?:['’][A-Z]+)?(?:[ ,]+[A-Z]{1,}(?:['’][A-Z]+)?\b){1,}")
_ALONE = re.compile(
    r"\b(?:NOT|NEVER|ALWAYS|MUST|WILL|WON['’]T|CANNOT|ONLY|ALL|ANY|URGENT|IMPORTANT|PLEASE|NOTE|WARNING|IMMEDIATELY|"
    r"FINAL|NOW|EVERY|VERY|AND|DO|SHOULD|ALREADY|AGAIN|BEFORE)\b"
)
_MARKS = re.compile(r"[!?]{2,}|!")


@rule(
    must=False,
    title="No shouting",
    why="Capitals read as anger, are harder to read, and are spelt out letter by letter by some screen readers.",
)
def shouting(checked: Checked) -> Iterator[Finding]:
    """A finding for words in capitals, other than abbreviations, and for exclamation marks."""
    for passage in checked.passages:
        for sentence in passage.sentences:
            runs = (match for match in _RUN.finditer(sentence) if len(re.sub(r"\W", "", match[0])) >= 8)
            match = next(runs, None) or _ALONE.search(sentence) or _MARKS.search(sentence)
            if match:
                quiet = "Write it in small letters." if match[0][:1].isalpha() else "End with a full stop."
                yield passage.found(f"“{match[0]}” reads as shouting.", sentence, quiet)
