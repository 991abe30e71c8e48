"""Nothing in the letter contradicts how long the complainant has to ask for the next stage."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core import events as e
from putright.core.duties import find
from putright.core.letters import claims, prose
from putright.core.letters.gate.base import Checked, Finding, rule
from putright.core.letters.tongue import day


@rule(
    must=True,
    title="The time to ask for stage 2 is the policy's",
    why="A shorter time than the policy's takes a right away; where it sets none, none may be made up.",
)
def escalation_date(checked: Checked) -> Iterator[Finding]:
    """Typed dates and times to ask by, in a stage 1 response, that are not the policy's."""
    if not isinstance(checked.event, e.ResponseSent) or checked.letter.stage != 1:
        return
    window = find(checked.case, "stage2.request")
    last = window.due if window else None
    periods = {str(rule.period) for rule in window.derivations if rule.period} if window else set()
    right = f"They can ask until {day(last)}." if last else "The policy sets no last day for asking."
    for passage in checked.passages:
        for sentence in passage.sentences:
            if claims.of_asking(sentence):
                wrong = [said.text for said in prose.ahead(sentence, checked.on) if said.on != last]
                wrong += [text for text, period in prose.periods(sentence) if period not in periods]
                for text in wrong:
                    yield passage.found(
                        f"“{text}” is not the time there is to ask for stage 2. {right}",
                        sentence,
                        "Leave it out: the letter says how to ask, and until when.",
                        window.cites if window else (),
                    )
