"""Asking: one pass over the facts of a population answers any number of questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import product, repeat

from putright.core.measures.catalogue import DIMENSIONS, MEASURES
from putright.core.measures.facts import Facts
from putright.core.measures.item import Dims, Item, Measure
from putright.core.measures.question import Answer, Question
from putright.core.measures.reach import within

NOTHING = ("",)
"""The value of what is not known."""
Key = tuple[str, date, date, tuple[tuple[str, str], ...]]
Span = tuple[date, date]
Day = date | tuple[date, date]
"""When something counts; where it counts only in periods that end on a day or later, with that day."""
Cells = dict[Day, list[int]]
"""By day: how many things were counted, out of how many, and what they add up to."""
Names = tuple[str, ...]
Values = tuple[str, ...]
Tally = dict[Values, Cells]
"""Cells by the values of some dimensions."""


def key(question: Question) -> Key:
    """What answers are found by: the same for questions that ask the same."""
    return question.measure, question.since, question.until, tuple(sorted(question.where.items()))


def ask(question: Question, population: Iterable[Facts]) -> Answer:
    """The answer to a question; see `ask_all`."""
    return ask_all([question], population)[key(question)]


def ask_all(questions: Iterable[Question], population: Iterable[Facts]) -> dict[Key, Answer]:
    """The answers by `key`, in one pass. What the facts know is counted: nothing that was recorded later.

    Of a day before the population's, everything counts as it was known on the population's day. Raises `ValueError`
    for a measure or dimension that there is not.
    """
    asked, cases = list(questions), _Cases(population)
    wanted: dict[str, dict[Names, Tally]] = {}
    spans: dict[str, list[Span]] = {}
    for question in asked:
        measure = _measure(question)
        wanted.setdefault(measure.id, {})[_names(question)] = {}
        spans.setdefault(measure.id, []).append((question.until if measure.stock else question.since, question.until))
    for name, tallies in wanted.items():
        since, until = (min(first for first, _ in spans[name]), max(last for _, last in spans[name]))
        _tally(MEASURES[name], cases, (since, until), tallies)
    return {key(one): _answer(one, wanted[one.measure][_names(one)]) for one in asked}


def _tally(measure: Measure, cases: _Cases, span: Span, tallies: dict[Names, Tally]) -> None:
    """Counts a measure by the values of each set of dimensions; items that are the same are counted as one."""
    owners: list[int] = []
    items: list[Item] = []
    for n in cases.counting(measure.needs, span):
        for item in measure.items(cases.facts[n]):
            owners.append(n)
            items.append(item)
    for names, tally in tallies.items():
        groups, known = cases.groups(names)
        alike = Counter(zip(map(groups.__getitem__, owners), items, strict=True))
        for (group, item), times in alike.items():
            for values in _values(known[group], item.dims, names):
                _count(measure, item, times, tally.setdefault(values, {}))


def behind(question: Question, population: Iterable[Facts], *, whole: bool = False) -> list[Facts]:
    """The cases of which something was counted; `whole`: also of what a share is a share of."""
    measure, names = _measure(question), _names(question)
    wanted = tuple(_where(question)[name] for name in names)
    return [fact for fact in population if any(
        (item.hit or whole) and _is_asked(question, measure, item)
        and wanted in _values([DIMENSIONS[name].of(fact) for name in names], item.dims, names)
        for item in measure.items(fact)
    )]  # fmt: skip


def _measure(question: Question) -> Measure:
    measure = MEASURES.get(question.measure)
    if not measure:
        raise ValueError(f"nothing is counted under the name {question.measure!r}")
    if unknown := set(question.where) - set(DIMENSIONS):
        raise ValueError(f"there is no dimension {min(unknown)!r}")
    return measure


def _where(question: Question) -> dict[str, str]:
    """What it asks for; measures of the Code leave out what is kept apart, unless they are asked for it."""
    measure = MEASURES[question.measure]
    return {"apart": "no", **question.where} if measure.code else question.where


def _names(question: Question) -> Names:
    return tuple(sorted(_where(question)))


class _Cases:
    """The cases, and what is worked out of each once for all measures."""

    def __init__(self, facts: Iterable[Facts]) -> None:
        self.facts = list(facts)
        self.within = [within(fact) for fact in self.facts]
        self._in_span: dict[Span, list[int]] = {}
        self._counting: dict[tuple[str, Span], list[int]] = {}
        self._groups: dict[Names, tuple[list[int], list[tuple[Values, ...]]]] = {}
        self._values: dict[str, list[Values]] = {}

    def counting(self, needs: str, span: Span) -> list[int]:
        """The places of those that have this fact, and of which something may count in a span."""
        if (needs, span) not in self._counting:
            there = self._there(span)
            self._counting[needs, span] = [n for n in there if getattr(self.facts[n], needs)]
        return self._counting[needs, span]

    def _there(self, span: Span) -> list[int]:
        since, until = span
        if span not in self._in_span:
            found = [n for n, (first, last) in enumerate(self.within) if first <= until and last >= since]
            self._in_span[span] = found
        return self._in_span[span]

    def groups(self, names: Names) -> tuple[list[int], list[tuple[Values, ...]]]:
        """Which group each is in, of those that have the same values by some dimensions; and what those are."""
        if names not in self._groups:
            places: dict[tuple[Values, ...], int] = {}
            of_each = zip(*map(self._of, names), strict=True) if names else repeat((), len(self.facts))
            found = [places.setdefault(values, len(places)) for values in of_each]
            self._groups[names] = found, list(places)
        return self._groups[names]

    def _of(self, name: str) -> list[Values]:
        """What each has of a dimension."""
        if name not in self._values:
            self._values[name] = list(map(DIMENSIONS[name].of, self.facts))
        return self._values[name]


def _values(of_case: Iterable[Values], dims: Dims, names: Names) -> Iterator[Values]:
    """The values under which something stands: several where a case has several categories, "" where it has none."""
    own = dict(dims)
    return product(*(own.get(name) or of or NOTHING for name, of in zip(names, of_case, strict=True)))


def _is_asked(question: Question, measure: Measure, item: Item) -> bool:
    if measure.stock:
        return item.on <= question.until and (item.off is None or item.off > question.until)
    return question.since <= item.on <= question.until and (item.known is None or item.known <= question.until)


def _count(measure: Measure, item: Item, times: int, cells: Cells) -> None:
    counted, amount = item.hit * times, item.amount * times
    _add(cells, (item.on, item.known) if item.known else item.on, counted, times, amount)
    if measure.stock and item.off:
        _add(cells, item.off, -counted, -times, -amount)


def _add(cells: Cells, day: Day, counted: int, of: int, amount: int) -> None:
    cell = cells.setdefault(day, [0, 0, 0])
    cell[0] += counted
    cell[1] += of
    cell[2] += amount


def _answer(question: Question, tally: Tally) -> Answer:
    measure, where = MEASURES[question.measure], _where(question)
    cells = tally.get(tuple(where[name] for name in _names(question)), {})
    since = date.min if measure.stock else question.since
    counted = of = total = 0
    for day, cell in cells.items():
        on, known = day if isinstance(day, tuple) else (day, day)
        if since <= on <= question.until and known <= question.until:
            counted, of, total = counted + cell[0], of + cell[1], total + cell[2]
    return Answer(
        counted=counted, of=of if measure.share else None, sum=total if measure.sums else None, rule=measure.rule
    )
