"""A report as HTML: headings, tables that say what each cell belongs to, and charts over the same figures.

No style attributes and no script; classes are of `reports.css`. Every text is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from putright.core.measures.question import Question
from putright.core.reporting import charts, scales
from putright.core.reporting.shapes import Cell, Chart, Heading, Report, Table, Words

Link = Callable[[Question], str]
"""Where the cases behind a figure can be seen; empty where they cannot."""


ADDRESS = re.compile(r"(https?://[a-zA-Z0-9./_~%?=&#+:-]*[a-zA-Z0-9/])")

CAPTION, HEARD = "govuk-table__caption govuk-table__caption--s", "govuk-visually-hidden"


def nowhere(_: Question) -> str:
    """No links: for people outside, and for files."""
    return ""


def body(report: Report, link: Link = nowhere, level: int = 2) -> str:
    """All of it below its title. `level`: of its sections' headings."""
    parts, tables = [], {block.id: block for block in report.blocks if isinstance(block, Table)}
    number, above = 0, report.title
    for block in report.blocks:
        if isinstance(block, Heading):
            above = block.text
            number += block.level == 2
            parts.append(_heading(block, level, number))
        elif isinstance(block, Words):
            parts.append(_words(block))
        elif isinstance(block, Table):
            parts.append(_table(block, link, seen=block.caption == above))
        elif block.table in tables:
            parts.append(_chart(block, tables[block.table]))
    return "\n".join(parts)


def _heading(block: Heading, level: int, number: int) -> str:
    at = min(level + block.level - 2, 6)
    size = {2: "l", 3: "m"}.get(at, "s")
    place = f' id="part-{number}"' if block.level == 2 else ""
    return f'<h{at} class="govuk-heading-{size}"{place}>{escape(block.text)}</h{at}>'


def _words(block: Words) -> str:
    if block.bullets:
        inner = "".join(f"<li>{_linked(line)}</li>" for line in block.lines)
        text = f'<ul class="govuk-list govuk-list--bullet">{inner}</ul>'
    else:
        text = "".join(f'<p class="govuk-body">{_linked(line)}</p>' for line in block.lines)
    if not block.by:
        return f'<div class="pr-report__said">{text}</div>'
    return f'<div class="pr-report__written">{text}<p class="pr-report__by">{escape(block.by)}</p></div>'


def _linked(line: str) -> str:
    """A line with its web addresses as links."""
    parts = ADDRESS.split(line)
    return "".join(
        f'<a class="govuk-link" href="{escape(part)}" rel="noreferrer">{escape(part)}</a>' if n % 2 else escape(part)
        for n, part in enumerate(parts)
    )


def _chart(block: Chart, table: Table) -> str:
    if charts.empty(block, table):
        return '<p class="govuk-body pr-report__said">There is no chart: every figure of it is nought.</p>'
    return f'<figure class="pr-report__chart">{charts.svg(block, table)}</figure>'


def _table(block: Table, link: Link, *, seen: bool) -> str:
    """`seen`: what it is called stands above it already, and is only heard."""
    figures = [any(row[n].unit != "text" for row in block.rows if n < len(row)) for n in range(len(block.head))]
    head = "".join(
        f'<th scope="col" class="govuk-table__header{_numeric(figures[n])}">{_head(text)}</th>'
        for n, text in enumerate(block.head)
    )
    rows = "".join(f'<tr class="govuk-table__row">{_row(row, figures, link)}</tr>' for row in block.rows)
    name = escape(block.id)
    return (
        f'<div class="pr-scroll" role="region" aria-labelledby="table-{name}" tabindex="0">'
        f'<table class="govuk-table pr-report__table" id="{name}">'
        f'<caption class="{HEARD if seen else CAPTION}" id="table-{name}">'
        f"{escape(block.caption)}</caption>"
        f'<thead class="govuk-table__head"><tr class="govuk-table__row">{head}</tr></thead>'
        f'<tbody class="govuk-table__body">{rows}</tbody></table></div>'
    )


def _head(text: str) -> str:
    return escape(text) or '<span class="govuk-visually-hidden">Figure</span>'


def _row(row: tuple[Cell, ...], figures: list[bool], link: Link) -> str:
    first, *rest = row
    cells = "".join(
        f'<td class="govuk-table__cell{_numeric(figures[n])}">{_cell(cell, link)}</td>'
        for n, cell in enumerate(rest, 1)
    )
    return f'<th scope="row" class="govuk-table__header">{escape(scales.written(first))}</th>{cells}'


def _numeric(is_figure: bool) -> str:
    return " govuk-table__header--numeric pr-report__figure" if is_figure else ""


def _cell(cell: Cell, link: Link) -> str:
    text = escape(scales.written(cell))
    href = link(cell.asks) if cell.asks and (cell.counted or cell.of) else ""
    shown = f'<a class="govuk-link" href="{escape(href)}">{text}</a>' if href else text
    return f'{shown}<span class="pr-report__of"> {cell.counted} of {cell.of}</span>' if is_share(cell) else shown


def is_share(cell: Cell) -> bool:
    """Whether what a share is a share of stands beside it."""
    return cell.unit == "percent" and cell.of is not None and bool(cell.of)


def contents(report: Report) -> list[tuple[str, str]]:
    """Its sections, each with the id it has on the page."""
    titles = [block.text for block in report.blocks if isinstance(block, Heading) and block.level == 2]
    return [(f"part-{number}", title) for number, title in enumerate(titles, 1)]
