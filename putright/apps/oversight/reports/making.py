"""A report as a tagged PDF (PDF/UA-1), drawn by Typst from `report.typ` as letters and publications are."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec

from putright.apps.letters.drawing.pdf import Unrendered, typeset
from putright.core.reporting import charts, drawing, html, scales
from putright.core.reporting.shapes import Cell, Chart, Report, Table, freeze, thaw
from putright.core.workdays import said

TEMPLATE = Path(__file__).parent / "report.typ"
SECONDS = 180
WIDE = 6
"""From so many columns on a table is set smaller."""


def pdf(report: Report, line: str = "") -> bytes:
    """The PDF of a report. `line` stands under its title: which issue it is, and of when. Raises `Unrendered`."""
    return typeset(TEMPLATE, "report", msgspec.json.encode(_data(report, line)).decode())


def pdf_apart(report: Report, line: str = "") -> bytes:
    """The same, in a process of its own, as a web worker should. Raises `Unrendered`."""
    command = [sys.executable, "-m", "putright.apps.oversight.reports.making", line]
    text = freeze(report).encode()
    done = subprocess.run(command, input=text, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    if done.returncode:
        raise Unrendered(done.stderr.decode(errors="replace")[-2000:].strip())
    return done.stdout


def _data(report: Report, line: str) -> dict[str, Any]:
    tables = {block.id: block for block in report.blocks if isinstance(block, Table)}
    return {
        "title": report.title, "organisation": report.organisation, "line": line,
        "period": f"{said(report.since)} to {said(report.until)}", "said": report.said,
        "rules": drawing.explained(report),
        "blocks": [one for block in report.blocks if (one := _block(block, tables))],
    }  # fmt: skip


def _block(block: Any, tables: dict[str, Table]) -> dict[str, Any] | None:
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Chart):
        if block.table not in tables:
            return None
        svg = charts.svg(block, tables[block.table])
        return {"block": "chart", "svg": svg, "alt": f"{block.title}. The figures stand in the table that follows."}
    plain: dict[str, Any] = msgspec.to_builtins(block)
    return plain


def _table(table: Table) -> dict[str, Any]:
    figures = [any(row[n].unit != "text" for row in table.rows) for n in range(len(table.head))]
    return {
        "block": "table", "caption": table.caption, "head": [one or "Figure" for one in table.head],
        "rows": [[_shown(cell) for cell in row] for row in table.rows], "figures": figures,
        "small": len(table.head) >= WIDE,
    }  # fmt: skip


def _shown(cell: Cell) -> list[str]:
    return [scales.written(cell), f"{cell.counted} of {cell.of}" if html.is_share(cell) else ""]


if __name__ == "__main__":
    try:
        sys.stdout.buffer.write(pdf(thaw(sys.stdin.read()), *sys.argv[1:2]))
    except Unrendered as error:
        sys.exit(str(error))
