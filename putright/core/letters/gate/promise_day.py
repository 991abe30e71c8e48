"""What is promised for a day can be done on that day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from putright.core import events as e
from putright.core import workdays
from putright.core.letters import prose
from putright.core.letters.gate.base import Checked, Finding, rule
from putright.core.letters.tongue import day
from putright.core.workdays import OutOfRange, Period

_PROMISES = re.compile(r"\b(?:will|shall|going to|aim|expect|promise|booked|appointment|by)\b|['’]ll\b", re.IGNORECASE)


@rule(
    must=False,
    title="Promises fall on working days",
    why="A promise for a Sunday or a bank holiday is broken unless somebody works that day; few check.",
)
def promise_day(checked: Checked) -> Iterator[Finding]:
    """A finding for each date to come, typed or recorded, that is no working day."""
    for passage in checked.passages:
        for sentence in passage.sentences:
            if _PROMISES.search(sentence):
                for said in prose.ahead(sentence, checked.on):
                    if said.on and (name := _off(checked, said.on)):
                        text, instead = _words(checked, said.on, name)
                        yield passage.found(text, sentence, instead)
    yield from _recorded(checked)


def _recorded(checked: Checked) -> Iterator[Finding]:
    if isinstance(checked.event, e.Extended) and (name := _off(checked, checked.event.until)):
        text, instead = _words(checked, checked.event.until, name)
        yield Finding(text=text, place="until", instead=instead)
    if stage := checked.answered:
        for remedy in checked.case.state.remedies.values():
            open_ = remedy.stage == stage.number and not remedy.settled
            if open_ and remedy.last and remedy.last >= checked.on and (name := _off(checked, remedy.last)):
                text, instead = _words(checked, remedy.last, name)
                yield Finding(text=text, where="what will be done", excerpt=prose.shorten(remedy.what), instead=instead)


def _off(checked: Checked, on: date) -> str:
    """What kind of day off it is; empty for a working day, and where the calendar does not reach."""
    try:
        return "" if checked.calendar.is_working_day(on) else checked.calendar.name_of(on)
    except OutOfRange:
        return ""


def _words(checked: Checked, on: date, name: str) -> tuple[str, str]:
    called = f"a {name}" if name in prose.DAYS_OF_THE_WEEK else name
    try:
        following = f" The next working day is {day(checked.calendar.add(on, Period(1, 'working days')))}."
    except OutOfRange:
        following = ""
    return f"{workdays.said(on)} is {called}.", f"Make sure that somebody works on that day, or change it.{following}"
