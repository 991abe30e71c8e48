"""Nothing in the letter contradicts the day on which the answer is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from putright.core import events as e
from putright.core.duties import Obligation, find
from putright.core.letters import claims, prose
from putright.core.letters.gate.base import Checked, Finding, rule
from putright.core.letters.tongue import day
from putright.core.workdays import OutOfRange, Period


@rule(
    must=True,
    title="The answer's date is the one that is due",
    why="Two dates in one letter break one promise; the date is worked out from the policy and its Code.",
)
def response_date(checked: Checked) -> Iterator[Finding]:
    """Typed dates and times for the answer other than the one due, and a letter that leaves the due date out."""
    stage = checked.case.state.current
    duty = find(checked.case, f"stage{stage.number}.respond") if stage else None
    due = checked.event.until if isinstance(checked.event, e.Extended) else duty.due if duty else None
    if not stage or stage.response or not duty or not duty.owed or not due:
        return
    yield from _fixed(checked, due)
    for passage in checked.passages:
        for sentence in passage.sentences:
            if claims.of_an_answer(sentence):
                wrong = [said.text for said in prose.ahead(sentence, checked.on) if said.on != due]
                wrong += [text for text, period in prose.periods(sentence) if not _fits(checked, period, duty, due)]
                for text in wrong:
                    yield passage.found(
                        f"“{text}” is not when the answer is due. It is due on {day(due)}.",
                        sentence,
                        f"Leave the date out, as the letter says it, or write {day(due)}.",
                        duty.cites,
                    )


def _fixed(checked: Checked, due: date) -> Iterator[Finding]:
    said = checked.said("response_date")
    fixed = isinstance(checked.event, e.Acknowledged | e.Extended)
    if fixed and said and checked.letter.language.startswith("en") and day(due) not in said:
        yield Finding(text=f"The letter does not say that the answer is due on {day(due)}.", excerpt=said[:160])


def _fits(checked: Checked, period: str, duty: Obligation, due: date) -> bool:
    """Whether a period is one of the policy's, or leads from a day that counts to the due date."""
    if any(str(rule.period) == period for rule in duty.derivations):
        return True
    starts = (checked.on, *(rule.start_on for rule in duty.derivations if rule.start_on))
    try:
        return any(checked.calendar.add(start, Period.parse(period)) == due for start in starts)
    except (OutOfRange, ValueError, OverflowError):
        return False
