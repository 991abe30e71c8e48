"""A report as files: PDF, a workbook with a sheet for each table, and its tables as CSV."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime

import xlsxwriter
from django.http import FileResponse, Http404, HttpResponse

from putright.apps.oversight.reports.models import Issue
from putright.core.reporting import drawing, html
from putright.core.reporting.shapes import Cell, Report, Table, Words, plain
from putright.core.sheets import cell as safe
from putright.core.workdays import said

NAMES = {"pdf": "PDF", "xlsx": "Spreadsheet (XLSX)", "csv": "Tables as CSV (ZIP)"}
TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "application/zip",
}
FORMATS = {
    "percent": "0.0%",
    "pounds": '"£"#,##0.00',
    "rate": "0.0",
    "days": "0.0",
    "score": "0.0",
    "date": "d mmm yyyy",
}
LONGEST = 31
"""Characters that the name of a sheet may have."""
EARLIEST = (1980, 1, 1, 0, 0, 0)


def answer(issue: Issue, form: str) -> HttpResponse | FileResponse:
    """An issued report as a file. Raises `Http404` where there is no such form."""
    if form not in NAMES:
        raise Http404
    made = bytes(issue.pdf) if form == "pdf" else (workbook if form == "xlsx" else sheets)(issue.thawed)
    ending = "zip" if form == "csv" else form
    return FileResponse(
        io.BytesIO(made), filename=f"{issue.key}.{ending}", content_type=TYPES[form], as_attachment=form != "pdf"
    )


def workbook(report: Report) -> bytes:
    """A workbook: what the report says in words first, then a sheet for each table, figures as numbers."""
    out = io.BytesIO()
    options = {"in_memory": True, "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        # With a day of its own, so that the same report is the same file whenever it is asked for.
        properties = {"title": report.title, "author": report.organisation, "created": _midnight(report.until)}
        book.set_properties(properties)
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        formats = {unit: book.add_format({"num_format": pattern}) for unit, pattern in FORMATS.items()}
        first = book.add_worksheet("Report")
        first.set_column(0, 0, 100)
        for n, (line, strong) in enumerate(_words(report)):
            first.write_string(n, 0, line, bold if strong else wrap)
        for name, table in _named(report):
            sheet = book.add_worksheet(name)
            sheet.set_column(0, 0, 44)
            sheet.set_column(1, len(table.head) * 2, 18)
            _fill(sheet, table, bold, formats)
    return out.getvalue()


def _fill(sheet: xlsxwriter.workbook.Worksheet, table: Table, bold: object, formats: dict[str, object]) -> None:
    sheet.write_string(0, 0, table.caption, bold)
    shares = _shares(table)
    for n, name in enumerate(_head(table, shares)):
        sheet.write_string(1, n, name, bold)
    for y, row in enumerate(table.rows, 2):
        for x, (value, unit) in enumerate(_row(row, shares)):
            if isinstance(value, str):
                sheet.write_string(y, x, value)
            elif value is not None:
                sheet.write_number(y, x, value, formats.get(unit))


def sheets(report: Report) -> bytes:
    """Each table as a CSV file, in a ZIP; the words of the report as text beside them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        _add(packed, "report.txt", "".join(f"{line}\n" for line, _ in _words(report)))
        for n, table in enumerate(_tables(report), 1):
            _add(packed, f"{n:02}-{table.id.replace('_', '-')}.csv", table_csv(table))
    return out.getvalue()


def table_csv(table: Table) -> str:
    """A table as CSV: no cell of it is taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    shares = _shares(table)
    writer.writerow([safe(one) for one in _head(table, shares)])
    for row in table.rows:
        writer.writerow(["" if value is None else safe(value) for value, _ in _row(row, shares)])
    return "\N{BYTE ORDER MARK}" + out.getvalue()


def _add(packed: zipfile.ZipFile, name: str, text: str) -> None:
    entry = zipfile.ZipInfo(name, EARLIEST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    packed.writestr(entry, text)


def _tables(report: Report) -> list[Table]:
    return [block for block in report.blocks if isinstance(block, Table)]


def _named(report: Report) -> Iterator[tuple[str, Table]]:
    """Each table with the name of its sheet: no two alike, and none that a spreadsheet refuses."""
    used: set[str] = set()
    for n, table in enumerate(_tables(report), 1):
        name = re.sub(r"[\[\]:*?/\\']", " ", table.caption)[:LONGEST].strip() or f"Table {n}"
        if name.casefold() in used:
            name = f"{name[: LONGEST - 4].strip()} {n}"
        used.add(name.casefold())
        yield name, table


def _shares(table: Table) -> list[bool]:
    """Which columns have shares: what they are shares of follows in two columns of their own."""
    return [any(html.is_share(row[n]) for row in table.rows) for n in range(len(table.head))]


def _head(table: Table, shares: Sequence[bool]) -> Iterator[str]:
    for name, share in zip(table.head, shares, strict=True):
        yield name
        if share:
            yield f"{name}: counted"
            yield f"{name}: of"


def _row(row: Sequence[Cell], shares: Sequence[bool]) -> Iterator[tuple[str | float | None, str]]:
    for cell, share in zip(row, shares, strict=True):
        yield plain(cell), cell.unit
        if share:
            known = html.is_share(cell)
            yield (cell.counted if known else None), "count"
            yield (cell.of if known else None), "count"


def _words(report: Report) -> Iterator[tuple[str, bool]]:
    """The report without its tables, line by line, and whether a line is a heading."""
    yield report.organisation, False
    yield report.title, True
    yield _period(report.since, report.until), False
    for block in report.blocks:
        if isinstance(block, Words):
            yield from ((line, False) for line in block.lines)
            if block.by:
                yield block.by, False
        elif hasattr(block, "text"):
            yield block.text, True
    yield "How it was counted", True
    yield from ((line, False) for line in report.said)
    yield from ((f"{title}: {what} ({rule})", False) for title, what, rule in drawing.explained(report))


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 (a workbook's time has no zone)


def _period(since: date, until: date) -> str:
    return f"{said(since)} to {said(until)}"
