"""The letter speaks of the stage it is at, and of no stage that does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator

from putright.core.letters.gate.base import Checked, Finding, Passage, rule

_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "first": 1, "second": 2, "third": 3}
_NO_SUCH = re.compile(
    r"\b(?:stage (?:0|zero|[3-9]|three|four|five)|(?:third|fourth) stage)\b"
    r"(?!\s+(?:of|in)\s+(?:the|our|this)\s+(?!complaints?|procedure|process|policy))|\binformal stage\b",
    re.IGNORECASE,
)
_HERE = re.compile(
    r"\b(?:this (?:letter )?is|your complaint is|please find|we are (?:answering|closing) your complaint)\s+(?:now\s+)?"
    r"(?:(?:our|the|your|a|formal|written|full|final|response|answer|reply|acknowledgement|to|complaint|at|under)\s+)*"
    r"(?:stage (?P<n>\d|one|two)|(?P<nth>first|second)[ -]stage)\b",
    re.IGNORECASE,
)
_FINAL = re.compile(
    r"\bthis (?:letter )?is\b[^.;]{0,20}\bfinal (?:response|answer|decision|reply|position|word)\b"
    r"|\bno (?:further )?right (?:of appeal|to appeal)\b|\bcannot be (?:appealed|escalated)\b"
    r"|\b(?:consider|regard|treat)\s+(?:this|the|your)\s+(?:matter|complaint|case)\s+(?:as\s+|to\s+be\s+)?(?:now\s+)?closed\b"
    r"|\b(?:not|no)\s+(?:enter\s+into\s+)?(?:any\s+)?further\s+correspondence\b",
    re.IGNORECASE,
)
_NO_CHALLENGE = re.compile(
    r"\bno (?:further )?right (?:of|to) (?:appeal|challenge|complain)\b"
    r"|\b(?:cannot|can\s?not|can['’]t|may not) be (?:appealed|challenged)\b",
    re.IGNORECASE,
)
_REFUSALS = {"refusal": "refusal_explained", "escalation_refusal": "escalation_refusal_explained"}
"""The letters that refuse something, each with the rule that gives the right to challenge it."""
_AGAIN = re.compile(
    r"\byou (?:can|may|could)[^.;]{0,60}\b(?:stage (?:2|two)|escalat\w+)\b(?![^.;]{0,120}ombudsman)"
    r"|\byou (?:can|may|could) ask (?:(?!ombudsman|tribunal)[^.;]){0,40}\bto (?:review|reconsider|look again at) "
    r"(?:this|our|the) (?:decision|answer|response|outcome)\b(?![^.;]{0,60}ombudsman)",
    re.IGNORECASE,
)


@rule(
    must=True,
    title="The stage is named rightly",
    why="There are two stages and no more; who is told of the wrong one does not know what they can do next.",
)
def stage_number(checked: Checked) -> Iterator[Finding]:
    """Typed words that name another stage than the letter's, one that does not exist, or the end where it is not."""
    for passage in checked.passages:
        for sentence in passage.sentences:
            yield from _stages(checked, passage, sentence)


def _stages(checked: Checked, passage: Passage, sentence: str) -> Iterator[Finding]:
    stage = checked.letter.stage
    if match := _NO_SUCH.search(sentence):
        text = f"There is no “{match[0]}”: the procedure has two stages, and the Ombudsman is not one of them."
        yield passage.found(text, sentence, "Name stage 1 or stage 2.")
    for match in _HERE.finditer(sentence):
        number = _number(match["n"] or match["nth"])
        if number in (1, 2) and number != stage:
            text = f"This letter is at stage {stage}, not at stage {number}."
            yield passage.found(text, sentence, f"Write “stage {stage}”, or leave it out: the letter says it.")
    if stage == 1 and checked.letter.kind == "response" and _FINAL.search(sentence):
        text = "A stage 1 answer is not the last word: they can ask for stage 2."
        yield passage.found(text, sentence, "Leave it out: the letter says how to ask for stage 2.")
    if checked.letter.kind in _REFUSALS and _NO_CHALLENGE.search(sentence):
        text = "Whoever is refused has the right to take that further."
        cites = checked.case.policy.cites(_REFUSALS[checked.letter.kind])
        yield passage.found(text, sentence, "Leave it out: the letter says where they can turn.", cites)
    if stage == 2 and checked.letter.kind == "response" and _AGAIN.search(sentence):
        text = "After stage 2 no further stage can be asked for."
        yield passage.found(text, sentence, "Leave it out: the letter says where they can turn now.")


def _number(text: str) -> int:
    return _NUMBERS.get(text.casefold()) or (int(text) if text.isdigit() else 0)
