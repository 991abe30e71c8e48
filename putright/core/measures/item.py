"""What a measure is: a rule by which things of one case are counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from putright.core.measures.facts import Facts

Unit = Literal["count", "percent", "pounds", "days", "score"]
Dims = tuple[tuple[str, tuple[str, ...]], ...]
"""Values by dimension, each with its name: not a dict, so that items that are the same can be counted as one."""


class Item(Struct, frozen=True, gc=False):
    """Something that is counted. `hit`: it counts and is not only a part of what a share is a share of.

    `amount`: pence, working days or a score. `dims`: what it is by itself, such as its stage; the rest is as its case.
    `off`: of what stands for a time, the first day on which it stands no longer. `known`: it counts only in periods
    that end on this day or later.
    """

    on: date
    hit: bool = True
    amount: int = 0
    dims: Dims = ()
    off: date | None = None
    known: date | None = None


class Measure(Struct, frozen=True, kw_only=True):
    """What is counted, and how. `explanation` is a sentence that pages show beside the figure.

    `stock`: it is what stands at the end of a day; otherwise what happened in a period. `share`: of all items those
    that hit; `sums`: it adds up amounts, and with `share` the mean is the sum by all items. `code`: it is a figure of
    the Code, without what is kept apart. `by`: the dimensions that matter to it besides those of every case.
    `needs`: the fact without which nothing of a case counts.
    """

    id: str
    title: str
    explanation: str
    items: Callable[[Facts], Iterator[Item]]
    unit: Unit = "count"
    stock: bool = False
    share: bool = False
    sums: bool = False
    code: bool = False
    by: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    needs: str = "reference"
    version: int = 1

    @property
    def rule(self) -> str:
        """The rule and its version."""
        return f"{self.id}@{self.version}"


class Dimension(Struct, frozen=True, kw_only=True):
    """A way to look at parts of the cases. `of`: the values of a case; none where only items have it."""

    id: str
    title: str
    of: Callable[[Facts], tuple[str, ...]]
