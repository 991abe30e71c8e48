"""What became of a cause once something was done about it: its rate before and after, and how sure that is.

Each rate is complaints with the cause, of all complaints of as many days, per 100. The interval is Wilson's, for 95%.
Fewer complaints are not the aim, and nothing here says that they are: a rate is of those that came.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from putright.core.measures.facts import Facts

Z = 1.959964
"""Of 95%."""
FEWEST = 20
"""Fewer complaints than this on either side say nothing."""
LONGEST = timedelta(days=365)
SHORTEST = timedelta(days=60)
"""Both periods are equally long: as much as has passed since, at most a year."""


@dataclass(frozen=True)
class Rate:
    """So many complaints with the cause (`counted`), of so many (`of`), from `since` to `until`."""

    since: date
    until: date
    counted: int
    of: int

    @property
    def per_100(self) -> float:
        """The rate; 0 where there is nothing it could be a rate of."""
        return 100 * self.counted / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Between which rates the true one lies, with 95% confidence."""
        low, high = wilson(self.counted, self.of)
        return 100 * low, 100 * high

    @property
    def days(self) -> int:
        """How long the period is."""
        return (self.until - self.since).days + 1


@dataclass(frozen=True)
class Effect:
    """The rate before something was done and after it."""

    before: Rate
    after: Rate
    done: date

    @property
    def verdict(self) -> str:
        """What can be said of it, in a sentence."""
        if self.after.days < SHORTEST.days:
            return f"Too early to say: {self.after.days} days have passed, and {SHORTEST.days} are needed."
        if min(self.before.of, self.after.of) < FEWEST:
            return f"Too few to say: at least {FEWEST} complaints are needed in each period."
        low, high = difference(self.before, self.after)
        if high < 0:
            return "It comes up less often than before, by more than chance would explain."
        if low > 0:
            return "It comes up more often than before, by more than chance would explain."
        return "The difference may be chance: the two cannot be told apart yet."


def wilson(counted: int, of: int) -> tuple[float, float]:
    """The interval of a share, for 95%.

    >>> [round(end, 3) for end in wilson(5, 50)], wilson(0, 0)
    ([0.043, 0.214], (0.0, 1.0))
    """
    if not of:
        return 0.0, 1.0
    share, square = counted / of, Z * Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = Z / (1 + square / of) * sqrt(share * (1 - share) / of + square / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def difference(before: Rate, after: Rate) -> tuple[float, float]:
    """The interval of the share after less the share before, for 95%: Newcombe's, from both of Wilson's."""
    one, two = wilson(after.counted, after.of), wilson(before.counted, before.of)
    here, there = after.per_100 / 100, before.per_100 / 100
    low = here - there - sqrt((here - one[0]) ** 2 + (two[1] - there) ** 2)
    high = here - there + sqrt((one[1] - here) ** 2 + (there - two[0]) ** 2)
    return low, high


def periods(done: date, today: date) -> tuple[tuple[date, date], tuple[date, date]]:
    """The days before something was done and those after it, both included, without the day itself."""
    length = min(max(today - done, timedelta(1)), LONGEST)
    return (done - length, done - timedelta(1)), (done + timedelta(1), done + length)


def effect(done: date, today: date, population: Sequence[Facts], *, cause: str = "", service: str = "") -> Effect:
    """The effect of what was done on a day, on a cause or else on a service.

    Counted as the measure `complaints` counts: formal complaints by the day of receipt, without those kept apart.
    """
    before, after = (_rate(since, until, population, cause, service) for since, until in periods(done, today))
    return Effect(before, after, done)


def _rate(since: date, until: date, population: Sequence[Facts], cause: str, service: str) -> Rate:
    asked = [one for one in population if one.formal and since <= one.formal <= until and not one.apart]
    return Rate(since, until, sum(_shows(one, cause, service) for one in asked), len(asked))


def _shows(one: Facts, cause: str, service: str) -> bool:
    if cause:
        return any(lesson.cause == cause for lesson in one.lessons)
    return service in one.services or any(lesson.service == service for lesson in one.lessons)
