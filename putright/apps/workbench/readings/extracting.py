"""The text of a document: plain text, Word (DOCX) or PDF.

What a file is its content says. A PDF that only holds pictures of pages has no text, and that is said: nothing is
recognised in pictures.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from putright.apps.casework.files import kinds

MOST_BYTES = 10_000_000
MOST_UNPACKED = 60_000_000
MOST_PAGES = 300
MOST_TEXT = 150_000
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
        with zipfile.ZipFile(BytesIO(body)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
                raise Unreadable("The document is too large once unpacked. Choose it without its pictures.")
        content = Document(BytesIO(body)).iter_inner_content()
        return "\n".join(line for one in content for line in _lines(one))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, RuntimeError, SyntaxError) as error:
        raise Unreadable("The Word file is damaged. Save it again, or as PDF.") from error


def _lines(one: Any) -> Iterator[str]:
    """A paragraph, or the rows of a table, as lines. Headings are underlined, so that they are known for headings."""
    if hasattr(one, "rows"):
        yield from ("\t".join(_cells(row)) for row in one.rows)
        yield ""
        return
    text, style = one.text.strip().replace("\n", " "), (one.style.name or "") if one.style else ""
    if not text:
        return
    yield f"- {text}" if style.startswith("List") else text
    if style.startswith(("Heading", "Title")):
        yield "-" * 5
    yield ""


def _cells(row: Any) -> list[str]:
    """A row's texts; a cell that spans several columns once."""
    cells = dict.fromkeys(cell._tc for cell in row.cells)  # noqa: SLF001 (python-docx has no other way to tell them)
    texts = {cell._tc: " ".join(cell.text.split()) for cell in row.cells}  # noqa: SLF001
    return [texts[cell] for cell in cells]


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
