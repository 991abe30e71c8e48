"""Asking: one pass over the facts of a population answers any number of questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import product

from putright.core.measures.catalogue import DIMENSIONS, MEASURES
from putright.core.measures.facts import Facts
from putright.core.measures.item import NONE, Item, Measure
from putright.core.measures.question import Answer, Question

NOTHING = ("",)
"""The value of what is not known."""
Key = tuple[str, date, date, tuple[tuple[str, str], ...]]
Day = date | tuple[date, date]
"""When something counts; where it counts only in periods that end on a day or later, with that day."""
Cells = dict[Day, list[int]]
"""By day: how many things were counted, out of how many, and what they add up to."""
Names = tuple[str, ...]
Values = tuple[str, ...]
Tally = dict[Values, Cells]
"""Cells by the values of some dimensions."""
Seen = tuple[Values, date, bool, int, date | None, date | None]
"""An item under some values: the day, whether it hits, its amount, when it ends, from when on it is known."""


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
    asked, facts = list(questions), list(population)
    wanted: dict[str, dict[Names, Tally]] = {}
    for question in asked:
        wanted.setdefault(_measure(question).id, {})[_names(question)] = {}
    cases = _Cases(facts)
    for name, tallies in wanted.items():
        measure = MEASURES[name]
        found = [(n, item) for n, fact in cases.having(measure.needs) for item in measure.items(fact)]
        for names, tally in tallies.items():
            _count(measure, Counter(_seen(measure, found, names, cases)), tally)
    return {key(one): _answer(one, wanted[one.measure][_names(one)]) for one in asked}


def behind(question: Question, population: Iterable[Facts], *, whole: bool = False) -> list[Facts]:
    """The cases of which something was counted; `whole`: also of what a share is a share of."""
    measure, names = _measure(question), _names(question)
    wanted = tuple(_where(question)[name] for name in names)
    return [fact for fact in population if any(
        (item.hit or whole) and _is_asked(question, measure, item) and wanted in _values(fact, item.dims, names)
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

    def __init__(self, facts: Sequence[Facts]) -> None:
        self.facts = facts
        self._having: dict[str, list[tuple[int, Facts]]] = {}
        self._values: dict[Names, list[list[Values]]] = {}

    def having(self, needs: str) -> list[tuple[int, Facts]]:
        """Those that have this fact, each with its place."""
        if needs not in self._having:
            self._having[needs] = [(n, fact) for n, fact in enumerate(self.facts) if getattr(fact, needs)]
        return self._having[needs]

    def values(self, names: Names) -> list[list[Values]]:
        """The values of each by some dimensions: one list for all that have the same."""
        if names not in self._values:
            same: dict[tuple[Values, ...], list[Values]] = {}
            found = (_values(fact, NONE, names) for fact in self.facts)
            self._values[names] = [same.setdefault(tuple(one), one) for one in found]
        return self._values[names]


def _seen(measure: Measure, found: Sequence[tuple[int, Item]], names: Names, cases: _Cases) -> Iterator[Seen]:
    """Each item once under all the values that it stands under, and without what it is by itself."""
    of_cases = cases.values(names)
    if set(measure.by).isdisjoint(names):
        return ((v, i.on, i.hit, i.amount, i.off, i.known) for n, i in found for v in of_cases[n])
    known: dict[tuple[int, int], tuple[object, list[Values]]] = {}

    def values(n: int, item: Item) -> list[Values]:
        same = id(of_cases[n]), id(item.dims)
        if same not in known:  # it holds on to `dims`, so that no other gets its id
            known[same] = item.dims, _values(cases.facts[n], item.dims, names)
        return known[same][1]

    return ((v, i.on, i.hit, i.amount, i.off, i.known) for n, i in found for v in values(n, i))


def _values(fact: Facts, dims: Mapping[str, Values], names: Names) -> list[Values]:
    """The values under which something stands: several where a case has several categories, "" where it has none."""
    return list(product(*(dims.get(name) or DIMENSIONS[name].of(fact) or NOTHING for name in names)))


def _is_asked(question: Question, measure: Measure, item: Item) -> bool:
    if measure.stock:
        return item.on <= question.until and (item.off is None or item.off > question.until)
    return question.since <= item.on <= question.until and (item.known is None or item.known <= question.until)


def _count(measure: Measure, seen: Counter[Seen], tally: Tally) -> None:
    for (value, on, hit, amount, off, known), times in seen.items():
        cells = tally.setdefault(value, {})
        _add(cells, (on, known) if known else on, hit * times, times, amount * times)
        if measure.stock and off:
            _add(cells, off, -hit * times, -times, -amount * times)


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
