"""A list as a sheet (CSV) that a spreadsheet opens and runs nothing of."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

from putright.core.sheets import cell


def sheet(name: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """The rows as a file of this name to save."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response["Cache-Control"] = "no-store"
    response.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    written = csv.writer(response)
    written.writerow(head)
    written.writerows([cell(value) for value in row] for row in rows)
    return response
