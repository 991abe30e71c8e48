"""The letter names the redress body that this complaint goes to, as its register stands that day, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from putright.core import events as e
from putright.core import redress
from putright.core.letters import blocks as b
from putright.core.letters import prose, register
from putright.core.letters.gate.base import Checked, Finding, Passage, rule
from putright.core.pack import RedressBody

_POINTS = re.compile(
    r"\b(?:you (?:can|may|could|should|must|are able to)|right to|entitled to|please|next step)\b[^.;]{0,80}?"
    r"\b(?:contact|complain|write|go|take|taken|turn|refer|referred|appeal|ask|approach|escalate|ring|call|e-?mail)\b"
    r"|\bnext step\s+(?:is|would be|will be|lies with)\b",
    re.IGNORECASE,
)
_ELSEWHERE = ("other_procedure", "redirection", "evidence")
"""The kinds of letter whose business it is to send somebody elsewhere, or that go to such a body."""


@rule(
    must=True,
    title="The right redress body, and no other",
    why="Somebody who is sent to a body that cannot take their complaint loses months, or gives up.",
)
def redress_body(checked: Checked) -> Iterator[Finding]:
    """What the section on redress lacks, what it has of others, and typed words that point to another body."""
    right = [checked.bodies[name] for name in redress.bodies(checked.case)]
    others = [checked.bodies[name] for name in get_args(RedressBody) if checked.bodies[name] not in right]
    if checked.said("ombudsman").strip():
        yield from _section(checked, right, others)
    event = checked.event
    if checked.letter.kind in _ELSEWHERE or (isinstance(event, e.Refused) and event.ground == "not_our_service"):
        return
    called = " and ".join(body.name for body in right)
    for passage in checked.passages:
        for body, sentence in _elsewhere(passage, others):
            yield passage.found(
                f"This complaint does not go to the {body.name}.",
                sentence,
                f"Leave it out: the letter itself names the {called}, with how to reach it.",
            )


def _section(checked: Checked, right: list[register.Body], others: list[register.Body]) -> Iterator[Finding]:
    """Each detail of the right bodies stands in the section, and none of another where contact details stand."""
    said = prose.same(checked.said("ombudsman"))
    for body in right:
        lacking = [value for value in (body.name, *body.shown) if prose.same(value) not in said]
        if lacking:
            yield Finding(
                text=f"The letter does not say this of the {body.name}: {', '.join(lacking)}.",
                instead="Take the details from the register of redress bodies.",
            )
    found = (block for block in checked.letter.blocks if block.part == "ombudsman" and isinstance(block, b.Details))
    rows = "\n".join(value for block in found for row in block.rows for value in row[1:])
    for body in others:
        if body.any_in(rows) or prose.same(body.name) in prose.same(rows):
            yield Finding(text=f"The letter gives the {body.name}, to which this complaint does not go.")


def _elsewhere(passage: Passage, others: list[register.Body]) -> Iterator[tuple[register.Body, str]]:
    """The sentences that give the details of another body, or tell the reader to turn to it."""
    reaches = register.reaches(passage.text)
    for body in others:
        if reaches or body.named_in(passage.text):
            for sentence in passage.sentences:
                if body.any_in(sentence) or (_POINTS.search(sentence) and body.named_in(sentence)):
                    yield body, sentence
