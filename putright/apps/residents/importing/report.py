"""What became of each row, as a file to work through."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from putright.apps.residents.models import Import
from putright.core.sheets import cell

HEADINGS = ("line", "result", "person_number", "column", "what", "what to do")


class _Echo:
    """Gives back what is written, for a response that is streamed."""

    def write(self, text: str) -> str:
        return text


def lines(job: Import) -> Iterator[str]:
    """The file, line by line: a line for each thing said of a row, those that are invalid first."""
    writer = csv.writer(_Echo())
    yield "\ufeff"
    yield writer.writerow(HEADINGS)
    order = ("invalid", "missing", "changed", "new", "same")
    for outcome in order:
        for row in job.rows.filter(outcome=outcome).order_by("line", "id").iterator(chunk_size=500):
            for column, what, do in row.said or [("", "", "")]:
                cells: tuple[Any, ...] = (row.line or "", row.get_outcome_display(), row.number, column, what, do)
                yield writer.writerow([cell(str(one)) for one in cells])
