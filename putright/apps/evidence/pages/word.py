"""What a Word document says, in its order: text, tables, notes; its pictures follow as pages of their own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from putright.apps.evidence.pages.pdfs import Unreadable
from putright.apps.evidence.pages.typeset import Block

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
MOST_BYTES = 50_000_000
AFTERWARDS = (
    ("word/header", "Head of the pages"),
    ("word/footer", "Foot of the pages"),
    ("word/footnotes", "Footnotes"),
    ("word/endnotes", "Endnotes"),
    ("word/comments", "Comments"),
)
DAMAGED = (zipfile.BadZipFile, KeyError, ET.ParseError, OSError, ValueError, EOFError, NotImplementedError)


def read(source: Path) -> tuple[list[Block], list[io.BytesIO]]:
    """The blocks of a Word document, and its pictures. Raises `Unreadable`."""
    try:
        with zipfile.ZipFile(source) as packed:
            blocks = list(_blocks(_tree(packed, "word/document.xml")))
            for name in sorted(packed.namelist()):
                for start, title in AFTERWARDS:
                    if name.startswith(start) and name.endswith(".xml"):
                        blocks += _titled(title, list(_blocks(_tree(packed, name))))
            pictures = [io.BytesIO(_part(packed, name)) for name in sorted(packed.namelist()) if _is_picture(name)]
            return blocks, pictures
    except DAMAGED as error:
        raise Unreadable(f"the Word document is damaged ({type(error).__name__})") from error


def _titled(title: str, blocks: list[Block]) -> list[Block]:
    return [{"block": "heading", "level": 3, "text": title}, *blocks] if blocks else []


def _part(packed: zipfile.ZipFile, name: str) -> bytes:
    if packed.getinfo(name).file_size > MOST_BYTES:
        raise Unreadable("the Word document is too large to be shown")
    return packed.read(name)


def _tree(packed: zipfile.ZipFile, name: str) -> ET.Element:
    body = _part(packed, name)
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise Unreadable("the Word document holds what no Word document should")
    return ET.fromstring(body)  # noqa: S314 (no document type, so no entities)


def _is_picture(name: str) -> bool:
    return name.startswith("word/media/") and name.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff"))


def _blocks(element: ET.Element) -> Iterator[Block]:
    for child in element:
        if child.tag == f"{W}p":
            yield from _paragraph(child)
        elif child.tag == f"{W}tbl":
            yield from _table(child)
        elif child.tag not in (f"{W}del", FALLBACK):
            yield from _blocks(child)


def _paragraph(element: ET.Element) -> Iterator[Block]:
    text = "".join(_text(element)).strip()
    if not text:
        return
    style = element.find(f"{W}pPr/{W}pStyle")
    name = style.get(f"{W}val", "") if style is not None else ""
    if name.lower().startswith(("heading", "title")):
        yield {"block": "heading", "level": 3, "text": text}
    elif element.find(f"{W}pPr/{W}numPr") is not None:
        yield {"block": "list", "items": [text]}
    else:
        yield {"block": "paragraph", "text": text}


def _table(element: ET.Element) -> Iterator[Block]:
    rows = [["\n".join(_all_text(cell)) for cell in row.iter(f"{W}tc")] for row in element.iter(f"{W}tr")]
    for row in rows:
        yield {"block": "paragraph", "text": "  |  ".join(row)}


def _all_text(cell: ET.Element) -> Iterator[str]:
    for block in cell.iter(f"{W}p"):
        yield "".join(_text(block)).strip()


def _text(element: ET.Element) -> Iterator[str]:
    """What a paragraph says. What was struck out in "track changes" is left out, as it is on paper."""
    for child in element:
        if child.tag in (f"{W}t", f"{W}noBreakHyphen"):
            yield child.text or "-"
        elif child.tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif child.tag == f"{W}tab":
            yield "    "
        elif child.tag == f"{W}txbxContent":
            yield "\n" + "\n".join(_all_text(child)) + "\n"
        elif child.tag not in (f"{W}del", FALLBACK, f"{W}pPr", f"{W}rPr"):
            yield from _text(child)
