"""From the bytes of a file to its rows: encoding, delimiter, headings, cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from putright.apps.residents.importing.columns import COLUMNS, Column, Wrong, called

MOST_BYTES = 20_000_000
MOST_ROWS = 60_000
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\ufeff\u200b]+")


class Unreadable(Exception):
    """A file of which no row can be read; the text says why and what to do."""


@dataclass(frozen=True)
class Table:
    """A file that can be read: how it is written, its columns, and those that are not known."""

    encoding: str
    delimiter: str
    columns: tuple[Column | None, ...]
    ignored: tuple[str, ...]
    text: str


@dataclass
class Line:
    """A row: where it stands in the file, what it says, and what is wrong with it, each by column."""

    n: int
    values: dict[str, Any] = field(default_factory=dict)
    wrong: list[tuple[str, str, str]] = field(default_factory=list)

    def refuse(self, column: str, what: str, do: str) -> None:
        """Says that the row cannot be taken in."""
        self.wrong.append((column, what, do))


def table(content: bytes) -> Table:
    """How a file is written, and which columns it has. Raises `Unreadable`."""
    if not content.strip():
        raise Unreadable("The file is empty. Save it from the spreadsheet as CSV and choose it again.")
    if content[:2] == b"PK" or content[:4] == b"\xd0\xcf\x11\xe0":
        raise Unreadable("This is a spreadsheet, not CSV. In the spreadsheet choose “Save as” and “CSV UTF-8”.")
    encoding, text = _decoded(content)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    headings = next(_rows(text, delimiter), (0, []))[1]
    columns = tuple(called(heading) for heading in headings)
    _check(headings, columns)
    ignored = tuple(clean(h) for h, column in zip(headings, columns, strict=True) if not column and clean(h))
    return Table(encoding, delimiter, columns, ignored, text)


def _decoded(content: bytes) -> tuple[str, str]:
    marked = next((name for mark, name in MARKS if content.startswith(mark)), "utf-8")
    try:
        return marked, content.decode(marked)
    except UnicodeDecodeError:
        return "cp1252", content.decode("cp1252", errors="replace")


def _check(headings: list[str], columns: tuple[Column | None, ...]) -> None:
    known = [column.name for column in columns if column]
    if not known:
        raise Unreadable(
            f"None of its headings is known: {', '.join(clean(one) for one in headings[:8])}. The first row must name "
            "the columns. Take the template, or rename them."
        )
    if twice := sorted({name for name in known if known.count(name) > 1}):
        raise Unreadable(f"Two columns mean “{twice[0]}”. Leave one of them out.")
    if "person_number" not in known and not {"uprn", "home_number"} & set(known):
        raise Unreadable("There must be a column person_number, or for homes alone uprn or home_number.")


def lines(read: Table) -> Iterator[Line]:
    """The rows of a file, each judged by itself; empty ones are passed over. Raises `Unreadable`."""
    rows = _rows(read.text, read.delimiter)
    next(rows, None)
    for count, (n, cells) in enumerate(rows, 1):
        if count > MOST_ROWS:
            raise Unreadable(f"The file has more than {MOST_ROWS:,} rows. Cut it in two.")
        yield _line(n, cells, read.columns)


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, each with the line it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    begins = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells = ["\0"]
        if any(cell.strip() for cell in cells):
            yield begins, cells
        begins = reader.line_num + 1


def _line(n: int, cells: list[str], columns: tuple[Column | None, ...]) -> Line:
    found = Line(n)
    if cells == ["\0"]:
        found.refuse("", "The row cannot be read.", "Look for a quotation mark that is not closed.")
        return found
    if any(cell.strip() for cell in cells[len(columns) :]):
        found.refuse("", f"It has {len(cells)} cells; there are {len(columns)} columns.",
                     "Put quotation marks round a cell that holds the separator.")  # fmt: skip
    for column, cell in zip(columns, cells, strict=False):
        if column and (typed := clean(cell)):
            try:
                found.values[column.name] = column.read(typed)
            except Wrong as wrong:
                found.refuse(column.name, wrong.what, wrong.do)
    return found


def clean(cell: str) -> str:
    """A cell on one line, without what cannot be seen."""
    return " ".join(CONTROL.sub(" ", cell).split())


def template() -> str:
    """A file with every heading and one row as an example."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([column.name for column in COLUMNS])
    writer.writerow([column.example for column in COLUMNS])
    return out.getvalue()
