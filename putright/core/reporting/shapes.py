"""A report as a tree of blocks. Every renderer (page, PDF, spreadsheet, CSV) draws the same tree."""

from __future__ import annotations

from datetime import date
from typing import Any as Anything
from typing import Literal

import msgspec
from msgspec import Struct

from putright.core.measures.question import Question

Unit = Literal["count", "percent", "pounds", "rate", "days", "score", "text", "date"]
"""How a value is written: a rate has one decimal, pounds are whole pence, a share stands as a number from 0 to 1."""


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of a report."""


class Cell(Part, frozen=True, kw_only=True):
    """A value of a table. `asks`: the question it answers, where it is a figure; `of`: what a share is a share of.

    A date is its ISO text. `note` stands beside it: "fewer than 10", "not counted before 2024".
    """

    value: int | float | str | None = None
    unit: Unit = "text"
    asks: Question | None = None
    counted: int | None = None
    of: int | None = None
    note: str = ""


class Block(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="block"):
    """One piece of a report. `cites`: the provisions that ask for it."""

    cites: tuple[str, ...] = ()


class Heading(Block, frozen=True, kw_only=True, tag="heading"):
    """A heading: 2 for a section, 3 within one."""

    text: str
    level: int = 2


class Words(Block, frozen=True, kw_only=True, tag="words"):
    """Paragraphs, or a list. `by`: the office of whoever wrote them for this report; the rest follows from the log."""

    lines: tuple[str, ...]
    bullets: bool = False
    by: str = ""


class Table(Block, frozen=True, kw_only=True, tag="table"):
    """Figures under column headings; the first cell of each row is its heading. `id`: what links and files call it."""

    id: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Chart(Block, frozen=True, kw_only=True, tag="chart"):
    """A picture of the columns of the table after it (`table`, by id): the words in it are the table's own.

    `columns`: which columns it draws, from 1; none is all of them. `target`: a line to be seen beside them.
    """

    table: str
    kind: Literal["bars", "stacked", "lines"]
    title: str
    columns: tuple[int, ...] = ()
    target: float | None = None


Any = Heading | Words | Table | Chart


class Report(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A report as it was drawn up. `since` to `until` is its period; `seq` the place in the landlord's log up to which
    it counts. `rules`: each rule that figures were counted by, with its version. `said`: what readers must know of
    how it was counted, such as what is not verified.
    """

    id: str
    title: str
    organisation: str
    since: date
    until: date
    blocks: tuple[Any, ...]
    brand: str = ""
    seq: int = 0
    rules: dict[str, str] = {}
    said: tuple[str, ...] = ()
    colour: str = ""


def freeze(report: Report) -> str:
    """The report as canonical JSON: the same one always gives the same text."""
    return msgspec.json.encode(report, order="sorted").decode()


def thaw(text: str) -> Report:
    """The report of a canonical JSON text. Raises `msgspec.DecodeError` where it is not one."""
    return msgspec.json.decode(text, type=Report)


def figures(report: Report) -> list[Cell]:
    """Every figure in it."""
    tables = (block for block in report.blocks if isinstance(block, Table))
    return [cell for table in tables for row in table.rows for cell in row if cell.asks]


def plain(cell: Cell) -> Anything:
    """The bare value, as a spreadsheet takes it: pounds in pounds."""
    return cell.value / 100 if cell.unit == "pounds" and isinstance(cell.value, int) else cell.value
