"""Whether complaints go equally well for all groups of people: counts, small numbers held back, chance.

A group of fewer than ten is not shown, nor anything else from which its numbers would follow together with a total that
stands elsewhere. Those who did not say are never shown, which leaves most other numbers free to be. A difference is
given with the interval in which it lies 19 times out of 20 (E. B. Wilson, 1927; R. G. Newcombe, Statistics in
Medicine 17, 1998, method 10).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from putright.core.equality_questions import QUESTIONS
from putright.core.measures.facts import Facts

RULE = "equality/1"
FEWEST = 10
"""A group of fewer is not shown."""
TOGETHER = 2 * FEWEST
"""Groups that are held back are at least this many people together: nobody can tell who of them is which."""
Z = 1.959964
"""Of the normal distribution: 95 in 100 lie within as many standard deviations on either side."""

Count = tuple[int, int]
"""How many it is a share of, and how many of them."""


# ---- what is held back ----------------------------------------------------------------------


def held_back(groups: Sequence[Count], unsaid: Count, shares: bool = True) -> frozenset[int]:
    """Which groups of one column must not be shown, by place.

    `unsaid` are those who did not say; they are never shown, but the total over them and all groups, of both numbers,
    counts as known from elsewhere. Small groups are held back. So that none of them follows from the total less what
    is shown, those held back are with `unsaid` at least `TOGETHER` people and (`shares`) neither all nor none of them
    are counted; else further groups are held back, in their fixed order: which ones must not tell how large they are.
    """
    back = [n for n, one in enumerate(groups) if one[0] < FEWEST]
    if not back and unsaid[0] >= FEWEST:
        return frozenset()
    rest = [n for n in range(len(groups)) if n not in back]
    while rest and not (back and _safe([unsaid, *(groups[n] for n in back)], shares)):
        back.append(rest.pop(0))
    return frozenset(back)


def _safe(back: Sequence[Count], shares: bool) -> bool:
    of, counted = sum(one[0] for one in back), sum(one[1] for one in back)
    return of >= TOGETHER and (not shares or 0 < counted < of)


# ---- chance ---------------------------------------------------------------------------------


def wilson(counted: int, of: int, z: float = Z) -> tuple[float, float]:
    """The interval of a share (Wilson's score interval), from 0 to 1. `of` is one or more.

    >>> [round(end, 3) for end in wilson(81, 263)]
    [0.255, 0.366]
    """
    share, square = counted / of, z * z
    middle, reach = share + square / (2 * of), z * sqrt(share * (1 - share) / of + square / (4 * of * of))
    low, high = (middle - reach) / (1 + square / of), (middle + reach) / (1 + square / of)
    return (0.0 if counted == 0 else max(0.0, low)), (1.0 if counted == of else min(1.0, high))


@dataclass(frozen=True, slots=True)
class Difference:
    """A share less another one, and the interval in which the true difference lies 19 times out of 20."""

    by: float
    low: float
    high: float

    @property
    def chance(self) -> bool:
        """Whether it could be chance: no difference at all lies within the interval."""
        return self.low <= 0 <= self.high


def difference(one: Count, other: Count) -> Difference:
    """The difference of two shares with its interval (Newcombe's method 10). Neither is a share of nothing.

    >>> found = difference((70, 56), (80, 48))
    >>> round(found.low, 4), round(found.high, 4)
    (0.0524, 0.3339)
    """
    (of1, k1), (of2, k2) = one, other
    p1, p2 = k1 / of1, k2 / of2
    (low1, high1), (low2, high2) = wilson(k1, of1), wilson(k2, of2)
    down = sqrt((p1 - low1) ** 2 + (high2 - p2) ** 2)
    up = sqrt((high1 - p1) ** 2 + (p2 - low2) ** 2)
    return Difference(p1 - p2, p1 - p2 - down, p1 - p2 + up)


# ---- a column of figures --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be shown of a group: its numbers, and how it differs from the other groups that are shown."""

    of: int
    counted: int
    differs: Difference | None = None

    @property
    def share(self) -> float:
        return self.counted / self.of


def column(groups: Mapping[str, Count], unsaid: Count, shares: bool = True) -> dict[str, Shown | None]:
    """Each group as it may be shown; None where it must not be. `unsaid`: those who did not say."""
    back = held_back(list(groups.values()), unsaid, shares)
    seen = [one for n, one in enumerate(groups.values()) if n not in back]
    total = (sum(one[0] for one in seen), sum(one[1] for one in seen))
    return {key: None if n in back else _shown(one, total, shares) for n, (key, one) in enumerate(groups.items())}


def _shown(one: Count, total: Count, shares: bool) -> Shown:
    rest = (total[0] - one[0], total[1] - one[1])
    return Shown(*one, difference(one, rest) if shares and rest[0] >= FEWEST else None)


def against(counted: int, of: int, expected: float) -> Difference:
    """How a share differs from one that is known, such as the group's part of all residents."""
    low, high = wilson(counted, of)
    return Difference(counted / of - expected, low - expected, high - expected)


# ---- what is counted ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Measure:
    """What is asked of each complaint: whether it is among those that are counted, and whether it is counted."""

    title: str
    means: str
    of: Callable[[Facts, date], bool]
    counts: Callable[[Facts, date], bool]


def _stage1_over(one: Facts, on: date) -> bool:
    first = one.stages[0] if one.stages else None
    return bool(first and (first.answered or (first.due and first.due < on and not first.ended)))


def _in_time(one: Facts, _: date) -> bool:
    first = one.stages[0]
    return bool(first.answered and first.due and first.answered <= first.due)


def _answered(one: Facts, _: date) -> bool:
    return any(stage.answered for stage in one.stages)


def _outcomes(one: Facts) -> list[str]:
    return [stage.outcome for stage in one.stages if stage.answered and stage.outcome]


def _scores(one: Facts) -> list[int]:
    return [survey.score for survey in one.surveys if survey.score]


MEASURES: Mapping[str, Measure] = {
    "in_time": Measure("Answered in time", "Stage 1 answered by its first date, of those answered or due.",
                       _stage1_over, _in_time),
    "upheld": Measure("Upheld", "Upheld, or partly, at the last stage decided, of those decided.",
                      lambda one, _: bool(_outcomes(one)), lambda one, _: _outcomes(one)[-1] != "not_upheld"),
    "escalated": Measure("Went to stage 2", "Asked for stage 2, of those answered at stage 1.",
                         _answered, lambda one, _: any(stage.number == 2 for stage in one.stages)),
    "refused": Measure("Refused", "Not taken on as complaints, of all.",
                       lambda *_: True, lambda one, _: bool(one.refused)),
    "satisfied": Measure("Satisfied", "Scored 4 or 5 of 5 for how it was handled, of those who answered the survey.",
                         lambda one, _: bool(_scores(one)),
                         lambda one, _: _scores(one)[-1] >= 4),
}  # fmt: skip
"""Of everybody who complained within the year, wherever their complaint has got to since."""


def cohort(population: Iterable[Facts], since: date, until: date) -> list[Facts]:
    """The complaints that were received from `since` to `until`."""
    return [one for one in population if one.kind == "complaint" and since <= one.received <= until]


def counts(
    cases: Sequence[tuple[Facts, Mapping[str, str]]], question: str, measure: Measure | None, on: date
) -> tuple[dict[str, Count], Count]:
    """How many of each group of a question a measure counts, and of those who did not say; with none, how many
    complained at all.

    `cases`: each complaint with what its complainant answered; nothing where they did not.
    """
    found = {group: [0, 0] for group in QUESTIONS[question].counted}
    unsaid = [0, 0]
    for facts, answers in cases:
        group = found.get(answers.get(question, ""), unsaid)
        if measure and not measure.of(facts, on):
            continue
        group[0] += 1
        group[1] += bool(measure and measure.counts(facts, on))
    return {key: (of, counted) for key, (of, counted) in found.items()}, (unsaid[0], unsaid[1])
