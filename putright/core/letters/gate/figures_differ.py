"""The money that is offered in words is the money that is recorded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from putright.core import events as e
from putright.core.letters import prose
from putright.core.letters.gate.base import Checked, Finding, rule
from putright.core.money import pence, pounds

_OFFERS = re.compile(
    r"\bwe\b[^.;]{0,120}?\b(?:offer\w*|pay|paying|paid|compensate\w*|refund\w*|award\w*|credit\w*|reimburse\w*|give)\b"
    r"|\b(?:offer|payment|compensation|award|refund|redress|gesture) of\b|\byou (?:will|['’]ll) (?:get|receive|have)\b",
    re.IGNORECASE,
)


@rule(
    must=False,
    title="Figures agree",
    why="Where text and table differ, the complainant may hold the landlord to the higher of them.",
)
def figures_differ(checked: Checked) -> Iterator[Finding]:
    """A finding for each sum a response speaks of paying that is no remedy's, no line of one, and no total."""
    if not isinstance(checked.event, e.ResponseSent):
        return
    made = [r for r in checked.case.state.remedies.values() if not r.withdrawn]
    known = {r.pence for r in made} | {pence(line.amount) for r in made for line in r.lines}
    for number in (1, 2):
        known.add(sum(r.pence for r in made if r.stage == number))
    known.add(sum(r.pence for r in made))
    said = ", ".join(dict.fromkeys(pounds(r.pence) for r in made if r.pence)) or "no payment"
    for passage in checked.passages:
        for sentence in passage.sentences:
            if match := _OFFERS.search(sentence):
                for text, amount in prose.amounts(sentence[match.start() :]):
                    if amount not in known:
                        yield passage.found(
                            f"“{text}” is not among what is recorded: {said}.",
                            sentence,
                            "Take the sum from the remedies, or put the remedies right.",
                        )
