"""The text of a document: plain text, Word (DOCX) or PDF.

What a file is its content says. A PDF that only holds pictures of pages has no text, and that is said: nothing is
recognised in pictures.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import islice
from typing import Any

from putright.apps.casework.files import kinds

MOST_BYTES = 10_000_000
MOST_UNPACKED = 60_000_000
MOST_MARKED_UP = 12_000_000
"""Bytes of a Word file's text with its mark-up."""
MOST_LINES = 10_000
MOST_PAGES = 300
MOST_TEXT = 120_000
"""Characters; a policy with everything bound in with it has some 60,000."""
ENDINGS = ".txt,.docx,.pdf"


class Unreadable(Exception):
    """The document has no text that can be read; the text says why and what to do, as sentences."""


def text_of(body: bytes) -> str:
    """The text of a document, a paragraph or a line of print to a line. Raises `Unreadable`."""
    if len(body) > MOST_BYTES:
        raise Unreadable(f"The document is too large. It may have {MOST_BYTES // 1_000_000} MB.")
    reader = _READERS.get(kinds.kind_of(body))
    if not reader:
        raise Unreadable("This is neither text, Word (.docx) nor PDF. Save it as one of these and choose it again.")
    text = reader(body)
    if not text.strip():
        raise Unreadable("There is no text in it, perhaps only pictures of pages. Choose the file it was printed from.")
    if len(text) > MOST_TEXT:
        raise Unreadable(f"It has more than {MOST_TEXT:,} characters. Choose the policy alone.")
    return text.replace("\x00", "")


def _plain(body: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16" if body[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("Its letters cannot be told. Save it as text in UTF-8 and choose it again.")


# ---- Word -----------------------------------------------------------------------------------


def _word(body: bytes) -> str:
    from docx import Document  # noqa: PLC0415 (slow to load, and only for this)

    try:
        _check_size(body)
        found = list(islice(_all_lines(Document(BytesIO(body))), MOST_LINES + 1))
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, RuntimeError, SyntaxError) as error:
        raise Unreadable("The Word file is damaged. Save it again, or as PDF.") from error
    if len(found) > MOST_LINES:
        raise Unreadable(f"It has more than {MOST_LINES:,} lines. Choose the policy alone.")
    return "\n".join(found)


def _check_size(body: bytes) -> None:
    with zipfile.ZipFile(BytesIO(body)) as parts:
        held = parts.infolist()
    marked = sum(part.file_size for part in held if part.filename.endswith((".xml", ".rels")))
    if marked > MOST_MARKED_UP or sum(part.file_size for part in held) > MOST_UNPACKED:
        raise Unreadable("The document is too large once unpacked. Choose it without its pictures.")


def _all_lines(document: Any) -> Iterator[str]:
    for one in document.iter_inner_content():
        yield from _rows(one) if hasattr(one, "rows") else _lines(one)


def _lines(one: Any) -> Iterator[str]:
    """A paragraph as lines. Headings are underlined, so that they are known for headings."""
    text, style = one.text.strip().replace("\n", " "), (one.style.name or "") if one.style else ""
    if not text:
        yield ""
        return
    yield f"- {text}" if style.startswith("List") else text
    if style.startswith(("Heading", "Title")):
        yield "-" * 5
    yield ""


def _rows(table: Any) -> Iterator[str]:
    """A table's rows as lines: a cell over several columns once, one over several rows in each.

    From its elements: python-docx lays out every column that a file says a cell spans, however many.
    """
    from docx.table import _Cell  # noqa: PLC0415 (slow to load, and only for this)

    above: dict[int, str] = {}
    for row in table._tbl.tr_lst:  # noqa: SLF001
        at, now = 0, dict[int, str]()
        for cell in row.tc_lst:
            now[at] = above.get(at, "") if cell.vMerge == "continue" else " ".join(_Cell(cell, table).text.split())
            at += cell.grid_span
        yield "\t".join(now.values())
        above = now
    yield ""


# ---- PDF ------------------------------------------------------------------------------------


def _pdf(body: bytes) -> str:
    import pypdfium2  # noqa: PLC0415 (slow to load, and only for this)

    try:
        with pypdfium2.PdfDocument(body) as document:
            if len(document) > MOST_PAGES:
                raise Unreadable(f"It has {len(document)} pages; it may have {MOST_PAGES}. Choose the policy alone.")
            return "\n".join(_page(document[n]) for n in range(len(document)))
    except pypdfium2.PdfiumError as error:
        raise Unreadable("The PDF is damaged, or needs a password. Save it again without one.") from error


def _page(page: Any) -> str:
    text = page.get_textpage()
    try:
        said: str = text.get_text_range()
        return said.replace("\r\n", "\n").replace("\ufffe", "-")
    finally:
        text.close()
        page.close()


_READERS: dict[str, Callable[[bytes], str]] = {kinds.TEXT: _plain, kinds.WORD: _word, kinds.PDF: _pdf}
