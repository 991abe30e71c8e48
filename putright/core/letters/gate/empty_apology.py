"""An apology says what we did wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from putright.core.letters.gate.base import Checked, Finding, rule

_SORRY = r"(?:sorry|apologi[sz]e|apologies|apology|regret)"
_EMPTY = re.compile(
    rf"\b{_SORRY}\s+(?:that\s+|to\s+(?:hear|learn|read)\s+(?:that\s+)?)?you\s+(?:feel|felt|think|thought|believe|believed|"
    r"consider|perceive|perceived|are\s+unhappy|were\s+unhappy|are\s+dissatisfied|are\s+upset|found|have\s+found)\b"
    rf"|\b{_SORRY}\s+(?:for\s+the\s+way|about\s+(?:how|the\s+way)|for\s+how)\s+you\s+(?:feel|felt|\w+\s+feeling)\b"
    rf"|\b{_SORRY}\s+(?:if|should)\b"
    rf"|\b{_SORRY}\s+(?:for|about)\s+any\s+\w+"
    rf"|\b{_SORRY}\b[^.;!?]{{0,80}}\b(?:may|might)\s+have\b"
    rf"|\b{_SORRY},?\s+but\b"
    r"|\b(?:mistakes|errors)\s+(?:were|have\s+been)\s+made\b",
    re.IGNORECASE,
)


@rule(
    must=False,
    title="No empty apology",
    why="“Sorry that you feel” makes the feeling the fault. An apology names what went wrong and whose it was.",
)
def empty_apology(checked: Checked) -> Iterator[Finding]:
    """A finding for each apology that is for a feeling, for an "if", or for anything at all."""
    for passage in checked.passages:
        for sentence in passage.sentences:
            if match := _EMPTY.search(sentence):
                yield passage.found(
                    f"“{' '.join(match[0].split())}” does not say what we did wrong.",
                    sentence,
                    "Write: “We are sorry that we …”, with what we did or did not do, and what it meant for them.",
                )
