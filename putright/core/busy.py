"""How busy handlers are week by week, counted from the answers that were owed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from putright.core.replay import Answer

WEEK = timedelta(7)
Pair = tuple[int, int]
"""As it was, and as it would be."""


@dataclass(frozen=True, slots=True)
class Week:
    """A week from its Monday: answers falling due, handlers with an answer in hand, answers in hand."""

    monday: date
    due: Pair
    busy: Pair
    held: Pair


@dataclass
class Weeks:
    """Counts for each Monday and handler: due and in hand as it was, due and in hand as it would be.

    An answer is in its last handler's hands from the day its stage began to the day it was due, under either policy
    alike: a policy says how long an answer may take, and not how much work is in it.
    """

    counts: dict[str, dict[str, list[int]]] = field(default_factory=dict)

    def add(self, answers: Iterable[Answer], by: int = 1) -> None:
        """Counts some answers; with `by=-1`, takes them out again."""
        for answer in answers:
            for side, due in enumerate(answer.due):
                if due:
                    self._add(answer, due, side * 2, by)

    def _add(self, answer: Answer, due: date, at: int, by: int) -> None:
        last, monday = _monday(due), _monday(min(answer.opened, due))
        self._of(last, answer.handler)[at] += by
        while monday <= last:
            self._of(monday, answer.handler)[at + 1] += by
            monday += WEEK

    def _of(self, monday: date, handler: str) -> list[int]:
        return self.counts.setdefault(monday.isoformat(), {}).setdefault(handler, [0, 0, 0, 0])

    def merge(self, other: Weeks) -> None:
        """Adds the counts of another part of the cases."""
        for monday, handlers in other.counts.items():
            for handler, counts in handlers.items():
                mine = self._of(date.fromisoformat(monday), handler)
                mine[:] = [a + b for a, b in zip(mine, counts, strict=True)]

    def rows(self) -> Iterator[Week]:
        """Every week from the first to the last in which anything was, also those between in which nothing was."""
        known = [day for day, handlers in self.counts.items() if any(any(counts) for counts in handlers.values())]
        monday, last = (date.fromisoformat(day) for day in (min(known), max(known))) if known else (date.max, date.min)
        while monday <= last:
            yield self._week(monday)
            monday += WEEK

    def _week(self, monday: date) -> Week:
        handlers = self.counts.get(monday.isoformat(), {})
        found = [max(0, sum(counts[at] for counts in handlers.values())) for at in range(4)]
        busy = [sum(1 for name, counts in handlers.items() if name and counts[at] > 0) for at in (1, 3)]
        return Week(monday, (found[0], found[2]), (busy[0], busy[1]), (found[1], found[3]))


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())
