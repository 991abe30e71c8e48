"""The files of an approved assessment: PDF, CSV and XLSX, the last two with the columns of the form."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator

import xlsxwriter
from django.http import Http404, HttpResponse

from putright.apps.oversight.assessment import making
from putright.apps.oversight.assessment.models import Approved
from putright.core.assessment.paper import Paper
from putright.core.sheets import cell

WIDTHS = (16, 48, 14, 60, 60)
"""Of the columns of the sheet, in characters."""


def answer(approved: Approved, form: str) -> HttpResponse:
    """A file, named after it. Raises `Http404` where there is no such form."""
    made: dict[str, tuple[str, Callable[[], bytes]]] = {
        "pdf": ("application/pdf", lambda: bytes(approved.pdf)),
        "csv": ("text/csv; charset=utf-8", lambda: to_csv(approved.thawed).encode("utf-8-sig")),
        "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", lambda: to_xlsx(approved.thawed)),
    }
    if form not in made:
        raise Http404
    kind, make = made[form]
    response = HttpResponse(make(), content_type=kind)
    how = "inline" if form == "pdf" else "attachment"
    response["Content-Disposition"] = f'{how}; filename="{approved.key}.{form}"'
    return response


def rows(paper: Paper) -> Iterator[tuple[str, ...]]:
    """The table, under its headings."""
    yield paper.columns
    for line in paper.lines:
        yield line.id, line.asks, line.says, "\n".join(line.evidence), "\n".join(line.explanation)


def to_csv(paper: Paper) -> str:
    """The table as CSV."""
    text = io.StringIO()
    writer = csv.writer(text)
    for row in rows(paper):
        writer.writerow([cell(value) for value in row])
    return text.getvalue()


def to_xlsx(paper: Paper) -> bytes:
    """The table as a sheet whose headings stay in view, with a second sheet on what it is."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(
        file, {"constant_memory": True, "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        head, text = (
            book.add_format({"bold": True, "text_wrap": True}),
            book.add_format({"text_wrap": True, "valign": "top"}),
        )
        sheet = book.add_worksheet("Self-assessment")
        sheet.freeze_panes(1, 1)
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        for number, row in enumerate(rows(paper)):
            for column, value in enumerate(row):
                sheet.write_string(number, column, value, head if number == 0 else text)
        about = book.add_worksheet("About")
        about.set_column(0, 1, 40)
        for number, (name, value) in enumerate(
            [("Landlord", paper.organisation), *making.facts(paper), ("In short", making.short(paper))]
        ):
            about.write_string(number, 0, name, head)
            about.write_string(number, 1, value, text)
    return file.getvalue()
