"""A list as a sheet (CSV) that a spreadsheet opens and runs nothing of."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse


def sheet(name: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """The rows as a file of this name to save."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response["Cache-Control"] = "no-store"
    response.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    written = csv.writer(response)
    written.writerow(head)
    written.writerows([_harmless(value) for value in row] for row in rows)
    return response


def _harmless(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula, told that it is a text."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value
