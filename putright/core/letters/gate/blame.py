"""The letter does not blame the complainant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from putright.core.letters.gate.base import Checked, Finding, rule

_BLAMES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), instead)
    for pattern, instead in (
        (
            r"\byou (?:claim|allege|purport|insist|maintain|assert)(?:ed)?\b"
            r"(?!\s+(?:for|on|back|from|housing|universal|benefits?|compensation|expenses|your|£))",
            "Write: “you told us”.",
        ),
        (r"\byour (?:alleged|supposed|claimed|so-called)\b", "Leave the word out: say what they told you."),
        (
            r"\byou (?:failed|neglected|refused|omitted|did(?: not|n['’]t) bother|chose not)\b",
            "Say what happened and when, without a verdict: “we could not get in on 4 June”.",
        ),
        (
            r"\b(?:you (?:should|could|ought to|might)(?: reasonably)? have|had you|if you had)(?: only)?\b"
            r"(?!\s+(?:not\s+)?(?:been|had|received|heard|got|a|an|the|to|any|no)\b)",
            "Say what we will do, not what they might have done.",
        ),
        (
            r"(?<!not )(?<!never )\byour (?:own )?(?:fault|failure|failing|refusal|negligence|lifestyle|attitude)\b"
            r"|\byour lack of (?:co-?operation|engagement|communication|understanding|effort|access|care)\b",
            "Say what you found, with the evidence for it.",
        ),
        (
            r"\byou (?:were|are|have been|became) (?:\w+ly )?(?:rude|aggressive|unreasonable|difficult|hostile|abusive|"
            r"argumentative|unhelpful|obstructive|demanding|mistaken|confused|uncooperative)\b",
            "Say what was done or said and when; behaviour is dealt with under its own policy.",
        ),
        (
            r"\byou (?:have )?(?:misunderstood|misread|overreacted|exaggerated)\b|\bas you (?:should|will|must) "
            r"(?:be aware|know|appreciate)\b",
            "Explain it again in other words.",
        ),
        (
            r"\b(?:you are|you were) (?:to blame|at fault|responsible for the (?:delay|damp|mould|damage|problem))\b",
            "Say what you found, with the evidence for it.",
        ),
    )
)


@rule(
    must=False,
    title="No blame of the complainant",
    why="An answer weighs evidence with an open mind; words that accuse show the opposite, and are quoted ever after.",
)
def blame(checked: Checked) -> Iterator[Finding]:
    """A finding for each turn of phrase that doubts or accuses whom the letter is written to."""
    for passage in checked.passages:
        for sentence in passage.sentences:
            for pattern, instead in _BLAMES:
                if match := pattern.search(sentence):
                    text = f"“{match[0]}” sounds like blame, or like doubt of their word."
                    yield passage.found(text, sentence, instead)
