"""What a timing found, and how it is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True)
class Figure:
    """One measured value. `beside` is what it is compared with, in the same unit; `goal` is in words."""

    group: str
    what: str
    value: float
    unit: str
    beside: float | None = None
    beside_what: str = ""
    goal: str = ""
    note: str = ""

    def __str__(self) -> str:
        return f"{self.what}: {_plain(self.value)} {self.unit}"

    @property
    def ratio(self) -> float | None:
        """How many times `beside` the value is."""
        return self.value / self.beside if self.beside else None


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies: 0.5 for the median."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def table(figures: Sequence[Figure], said: str = "") -> str:
    """The figures as Markdown tables, one for each group; `said` stands above each."""
    groups = dict.fromkeys(figure.group for figure in figures)
    return "\n\n".join(_group(name, [f for f in figures if f.group == name], said) for name in groups)


def _group(name: str, figures: Sequence[Figure], said: str) -> str:
    head = "| What | Measured | Beside it | Ratio | Goal | Note |\n| --- | ---: | ---: | ---: | --- | --- |"
    return "\n".join([f"### {name}", "", *([said, ""] if said else []), head, *map(_row, figures)])


def _row(figure: Figure) -> str:
    beside = f"{_plain(figure.beside)} {figure.unit} ({figure.beside_what})" if figure.beside else ""
    ratio = f"{figure.ratio:.2f}" if figure.ratio else ""
    cells = (figure.what, f"{_plain(figure.value)} {figure.unit}", beside, ratio, figure.goal, figure.note)
    return "| " + " | ".join(cells) + " |"


def _plain(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
