"""Any file that a case may hold, as pages; or one page that says why it has none."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from pikepdf import Pdf

from putright.apps.evidence.pages import mail, pdfs, pictures, typeset, word
from putright.apps.evidence.pages.pdfs import Unreadable

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DEEPEST = 3
"""How far e-mails within e-mails are followed."""
PICTURE_STARTS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")


def convert(source: Path, kind: str, name: str, out: Path) -> str:
    """Writes the pages of a file of this media type to `out`; says, for the index, how they were made."""
    try:
        return _convert(source, kind, name, out, 1)
    except Unreadable as error:
        cannot_be_shown(name, str(error), out)
        return f"not shown: {error}"


def cannot_be_shown(name: str, why: str, out: Path) -> None:
    """Writes the one page for a file that has no pages."""
    blocks = [{"block": "heading", "level": 1, "text": name}, {"block": "paragraph", "text": f"Why: {why}."}]
    typeset.write(name, "This page stands for a file that cannot be shown as pages.", blocks, out)


def withhold(name: str, why: str, out: Path) -> None:
    """Writes the one page for a document that is withheld whole."""
    blocks = [{"block": "heading", "level": 1, "text": name}, {"block": "paragraph", "text": f"Reason: {why}."}]
    typeset.write("Withheld", "This document is withheld whole. It is not in this pack.", blocks, out)


def join(parts: Sequence[Path], out: Path) -> None:
    """Writes the pages of several PDFs made here one after the other."""
    opened = [Pdf.open(part) for part in parts]
    with Pdf.new() as made:
        for part in opened:
            made.pages.extend(part.pages)
        pdfs.save(made, out)
    for part in opened:
        part.close()


def _convert(source: Path, kind: str, name: str, out: Path, depth: int) -> str:
    if kind == "application/pdf":
        pdfs.copy_pages(source, out)
        return "its pages as they are"
    if kind.startswith("image/"):
        pictures.copy_pages(source, out)
        return "shown on a page"
    return _TEXTS[kind](source, name, out, depth) if kind in _TEXTS else _of_no_kind()


def _text(source: Path, name: str, out: Path, depth: int) -> str:
    text = source.read_bytes().decode("utf-8-sig", errors="replace")
    typeset.write(name, f"{name}: a text file, set as pages.", typeset.paragraphs(text), out)
    return "its text, set as pages"


def _word(source: Path, name: str, out: Path, depth: int) -> str:
    blocks, found = word.read(source)
    note = f"{name}: a Word document. Its text is set as pages, then its pictures; its layout is not kept."
    with tempfile.TemporaryDirectory(dir=out.parent) as folder:
        first = Path(folder, "text.pdf")
        typeset.write(name, note, blocks, first)
        parts = [first, *_pictures(found, Path(folder))]
        join(parts, out)
    return "its text and pictures, set as pages"


def _pictures(found: Sequence[io.BytesIO], folder: Path) -> list[Path]:
    parts = []
    for n, picture in enumerate(found, 1):
        part, one = folder / f"{n}.pdf", folder / f"{n}.bin"
        one.write_bytes(picture.getvalue())
        parts.append(part)
        try:
            pictures.copy_pages(one, part)
        except Unreadable as error:
            cannot_be_shown(f"Picture {n}", str(error), part)
    return parts


def _mail(source: Path, name: str, out: Path, depth: int) -> str:
    blocks, attached = mail.read(source)
    note = f"{name}: a saved e-mail, as it reads; what was attached follows it."
    with tempfile.TemporaryDirectory(dir=out.parent) as folder:
        parts = [Path(folder, "mail.pdf")]
        typeset.write(name, note, blocks, parts[0])
        for n, (called, body) in enumerate(attached, 1):
            parts.append(_attachment(called, body, Path(folder, f"{n}.bin"), depth))
        join(parts, out)
    return "as it reads, with what was attached"


def _attachment(name: str, body: bytes, at: Path, depth: int) -> Path:
    at.write_bytes(body)
    part = at.with_suffix(".pdf")
    try:
        if depth >= DEEPEST:
            raise Unreadable("it is an e-mail within an e-mail within an e-mail")
        _convert(at, sniff(body, name), name, part, depth + 1)
    except Unreadable as error:
        cannot_be_shown(f"Attached: {name}", str(error), part)
    return part


def sniff(body: bytes, name: str = "") -> str:
    """The media type of something attached. Raises `Unreadable` where it is of no kind shown here."""
    if body.startswith(b"%PDF"):
        return "application/pdf"
    if body.startswith(PICTURE_STARTS) or body[8:12] == b"WEBP":
        return "image/any"
    if body.startswith(b"PK"):
        return WORD if _is_word(body) else _of_no_kind()
    if name.lower().endswith(".eml"):
        return "message/rfc822"
    try:
        return "text/plain" if "\0" not in body.decode("utf-8-sig") else _of_no_kind()
    except UnicodeDecodeError:
        return _of_no_kind()


def _is_word(body: bytes) -> bool:
    try:
        return "word/document.xml" in zipfile.ZipFile(io.BytesIO(body)).namelist()
    except word.DAMAGED:
        return False


def _of_no_kind() -> str:
    raise Unreadable("files of its kind are not shown here")


_TEXTS: dict[str, Callable[[Path, str, Path, int], str]] = {
    "text/plain": _text,
    WORD: _word,
    "message/rfc822": _mail,
}
