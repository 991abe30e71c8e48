"""Every date that the letter promises is one that is followed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from putright.core import events as e
from putright.core.duties import obligations
from putright.core.letters import claims, prose
from putright.core.letters.gate.base import Checked, Finding, rule

_PROMISES = re.compile(
    r"\b(?:we|i|our \w+(?: \w+)?|they)(?:\s+(?:will|shall|are going to)|['’]ll)\b"
    r".{0,160}?\b(?:by|before|until|no later than)\b",
    re.IGNORECASE | re.DOTALL,
)


@rule(
    must=False,
    title="What is promised is recorded",
    why="A promise that stands in a letter only is due on no list, and is the one that is forgotten.",
)
def promise_unrecorded(checked: Checked) -> Iterator[Finding]:
    """A finding for each date we are to do something by, on which nothing recorded on the case is due."""
    known: set[date] | None = None
    for passage in checked.passages:
        for sentence in passage.sentences:
            if _PROMISES.search(sentence) and not claims.of_an_answer(sentence):
                known = _known(checked) if known is None else known
                for said in prose.ahead(sentence, checked.on):
                    if said.on not in known:
                        yield passage.found(
                            f"Nothing on the case is due on {said.text}.",
                            sentence,
                            "Record it as a remedy or a promise, so that it is followed.",
                        )


def _known(checked: Checked) -> set[date]:
    """Every day on which something recorded is due, or that the decision notes as outstanding."""
    state, stage = checked.case.state, checked.case.state.current
    found = {duty.due for duty in obligations(checked.case) if duty.owed and duty.due and not duty.done}
    found |= {remedy.last for remedy in state.remedies.values() if remedy.last}
    for text in stage.outstanding if stage else ():
        found |= {said.on for said in prose.dates(text, checked.on) if said.on}
    return found | ({checked.event.until} if isinstance(checked.event, e.Extended) else set())
