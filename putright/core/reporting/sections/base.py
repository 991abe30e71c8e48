"""What sections are made of: a table of lines over three periods, one across a dimension, and one over time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from putright.core.reporting import periods, shapes
from putright.core.reporting.asking import Asker
from putright.core.reporting.shapes import Cell, Chart, Table, Unit, Words

Blocks = Iterator[shapes.Any]
Where = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report. `draw` asks its figures.

    `prompt`: what people are asked to write there; `required`: the report is not issued without it; `linked`: it names
    a document, with its address and day, unless there is none.
    """

    id: str
    title: str
    draw: Callable[[Asker], Blocks]
    prompt: str = ""
    required: bool = False
    linked: bool = False
    cites: tuple[str, ...] = ()


class Line(NamedTuple):
    """A figure by its measure: what it is called and how it is written; `where` narrows it."""

    measure: str
    called: str
    unit: Unit = "count"
    where: Where = ()

    def of(self, r: Asker, at: periods.Span | None = None, where: Where = ()) -> Cell:
        """The cell of it for a period, of a part of the cases."""
        return r.figure(self.measure, self.unit, at, where=dict((*self.where, *where)))


def text(value: str) -> Cell:
    """A cell with words."""
    return Cell(value=value)


def compared(r: Asker, id_: str, caption: str, lines: Sequence[Line]) -> Table:
    """A row for each figure: this period, the one before, and the same time a year earlier."""
    spans = [None, r.before] if r.every == "year" else [None, r.before, r.year_before]
    heads = [periods.short(r.every, *(span or (r.since, r.until))) for span in spans]
    rows = tuple((text(line.called), *(line.of(r, span) for span in spans)) for line in lines)
    return Table(id=id_, caption=caption, head=("", *heads), rows=rows)


def across(
    r: Asker, id_: str, caption: str, dimension: str, called: str, lines: Sequence[Line], *, zeros: bool = False
) -> Blocks:
    """A row for each value of a dimension, a column for each figure; a sentence where nothing was counted.

    `zeros`: also values of which there is nothing.
    """
    rows = tuple((text(name), *(line.of(r, where=((dimension, one),)) for line in lines))
                 for one, name in r.values(dimension))  # fmt: skip
    told = tuple(row for row in rows if zeros or any(cell.counted or cell.of for cell in row))
    if told:
        yield Table(id=id_, caption=caption, head=(called, *(line.called for line in lines)), rows=told)
    else:
        yield Words(lines=(f"{caption}: nothing in this period.",))


def over_time(r: Asker, id_: str, caption: str, lines: Sequence[Line], drawn: int = 0) -> Blocks:
    """A row for each of the last twelve months, or eight quarters; a chart of the first so many figures."""
    every, count = ("quarter", 8) if r.every in ("quarter", "year") else ("month", 12)
    until = r.until if r.every != "fortnight" else r.since - periods.DAY
    spans = periods.last(every, count, until, r.begins)
    if spans[-1][1] > until:
        spans = periods.last(every, count, spans[-1][0] - periods.DAY, r.begins)
    rows = tuple((text(periods.short(every, *span)), *(line.of(r, span) for line in lines)) for span in spans)
    if drawn:
        yield Chart(table=id_, kind="lines", title=caption, columns=tuple(range(1, drawn + 1)))
    head = ("Month" if every == "month" else "Quarter", *(line.called for line in lines))
    yield Table(id=id_, caption=caption, head=head, rows=rows)


def bars(id_: str, title: str, *columns: int) -> Chart:
    """A chart of bars over the table after it."""
    return Chart(table=id_, kind="bars", title=title, columns=columns)


def said(*lines: str) -> Words:
    """A note on how to read what follows."""
    return Words(lines=lines)


def none(_: Asker) -> Blocks:
    """A section that people write."""
    return iter(())
