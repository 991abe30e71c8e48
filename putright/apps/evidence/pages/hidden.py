"""Everything a file says, shown or not: its text, its metadata, what is packed inside it."""

from __future__ import annotations

import email
import email.policy
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
from pikepdf import Dictionary, Name, Pdf, Stream

from putright.core import redacting

QUOTED = re.compile(rb"\((?:\\.|[^()\\])*\)|<[0-9A-Fa-f\s]{4,}>", re.DOTALL)
PRINTED = re.compile(rb"[\t\n\r\x20-\x7e\xa0-\xff]{4,}")
WIDE = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\0){4,}|(?:\0[\x20-\x7e\xa0-\xff]){4,}")
TAG = re.compile(r"<[^>]*>")
FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
MOST_BYTES = 200_000_000


def holds(path: Path, kind: str, words: Sequence[str]) -> bool:
    """Whether a file of this media type holds any of the words anywhere."""
    wanted = redacting.pattern(words)
    if wanted is None:
        return False
    if kind == "application/pdf":
        return pdf_holds(path, words)
    if kind.startswith("image/"):
        return _picture_holds(path.read_bytes(), words)
    return any(_in(text, words, wanted) for text in _texts(path.read_bytes(), kind, 0))


def _picture_holds(body: bytes, words: Sequence[str]) -> bool:
    """Whether what a camera or program noted in a picture says any of the words. Short ones turn up among dots."""
    long = redacting.pattern([word for word in words if len(redacting.letters(word)) >= redacting.ALONE])
    short = redacting.pattern(words)
    head = body.partition(b"\xff\xda")[0] if body.startswith(b"\xff\xd8") else b""
    return any(short.search(text) for text in runs(head) if short) or any(
        long.search(text) for text in runs(body) if long
    )


def pdf_holds(path: Path, words: Sequence[str]) -> bool:
    """Whether a PDF holds any of the words: on its pages, or in any text or stream of it."""
    wanted = redacting.pattern(words)
    if wanted is None:
        return False
    return any(_in(text, words, wanted) for text in _pdf(path))


def _in(text: str, words: Sequence[str], wanted: re.Pattern[str]) -> bool:
    return bool(wanted.search(text)) or bool(redacting.find(text, words))


def _pdf(source: Path | io.BytesIO) -> Iterator[str]:
    yield said(source)
    if isinstance(source, io.BytesIO):
        source.seek(0)
    with Pdf.open(source) as opened:
        fonts = {
            one[key].objgen for one in opened.objects if isinstance(one, Dictionary) for key in FONT_FILES if key in one
        }
        for one in opened.objects:
            yield from _strings(one, 0)
            if isinstance(one, Stream) and one.objgen not in fonts:
                yield from _stream(one)


def _stream(stream: pikepdf.Object) -> Iterator[str]:
    """What may be words in a stream. In what draws, only what is quoted: its commands read like short words."""
    methods = stream.get("/Filter", None)
    last = methods[-1] if isinstance(methods, pikepdf.Array) and len(methods) else methods
    if stream.get("/Subtype") == Name.Image:
        if last in (Name.DCTDecode, Name.JPXDecode):
            yield from runs(bytes(stream.read_raw_bytes()).partition(b"\xff\xda")[0][:65_536])
        return
    body = _bytes(stream)
    if stream.get("/Type") in (Name.Metadata, Name.EmbeddedFile) or stream.get("/Subtype") == Name.XML:
        yield from runs(body)
        yield from _inner(body, "", 1)
        return
    for found in QUOTED.finditer(body):
        yield _unquoted(found[0])


def _unquoted(quoted: bytes) -> str:
    """A string of a PDF as words."""
    try:
        return str(pikepdf.Object.parse(quoted))
    except (pikepdf.PdfError, ValueError):
        return quoted.decode("latin-1")


def said(source: Path | io.BytesIO) -> str:
    """What the pages of a PDF say, one after the other."""
    with pdfium.PdfDocument(source) as opened:
        found = []
        for page in opened:
            words = page.get_textpage()
            found.append(words.get_text_bounded())
            words.close()
        return "\n".join(found)


def _bytes(stream: pikepdf.Object) -> bytes:
    try:
        return bytes(stream.read_bytes())
    except pikepdf.PdfError:
        return bytes(stream.read_raw_bytes())


def _strings(one: pikepdf.Object, depth: int) -> Iterator[str]:
    if isinstance(one, pikepdf.String):
        yield str(one)
    elif isinstance(one, pikepdf.Array) and depth < 8:
        for inner in one:
            if not getattr(inner, "is_indirect", False):
                yield from _strings(inner, depth + 1)
    elif isinstance(one, Dictionary | Stream) and depth < 8:
        for inner in one.values():
            if not getattr(inner, "is_indirect", False):
                yield from _strings(inner, depth + 1)


def runs(body: bytes) -> Iterator[str]:
    """The runs of letters in bytes, one byte or two bytes each, and as UTF-8."""
    for found in PRINTED.finditer(body):
        yield found[0].decode("latin-1")
        if any(byte >= 0xA0 for byte in found[0]):
            yield found[0].decode("utf-8", errors="ignore")
    for found in WIDE.finditer(body):
        yield found[0].replace(b"\0", b"").decode("latin-1")


def _texts(body: bytes, kind: str, depth: int) -> Iterator[str]:
    """Everything said in a file that is no PDF, however deep it is packed."""
    if kind.startswith("text/"):
        yield body.decode("utf-8-sig", errors="replace")
    if kind == "message/rfc822":
        yield from _mail(email.message_from_bytes(body, policy=email.policy.default), depth)
    if body.startswith(b"PK"):
        yield from _packed(body, depth)
    yield from runs(body)


def _mail(message: object, depth: int) -> Iterator[str]:
    for part in message.walk():  # type: ignore[attr-defined]
        yield "\n".join(f"{name}: {value}" for name, value in part.items())
        inner = part.get_payload(decode=True) or b""
        yield from _inner(inner, part.get_content_type(), depth)


def _packed(body: bytes, depth: int) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            for info in packed.infolist():
                yield info.filename
                if info.file_size > MOST_BYTES:
                    continue
                inner = packed.read(info)
                if info.filename.endswith((".xml", ".rels")):
                    yield TAG.sub("", inner.decode("utf-8", errors="replace"))
                    yield TAG.sub(" ", inner.decode("utf-8", errors="replace"))
                yield from _inner(inner, "", depth)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        return


def _inner(body: bytes, kind: str, depth: int) -> Iterator[str]:
    if depth > 3:
        return
    if body.startswith(b"%PDF"):
        with suppress(pikepdf.PdfError, pdfium.PdfiumError):
            yield from _pdf(io.BytesIO(body))
    yield from _texts(body, kind, depth + 1)
    if kind == "text/html":
        yield TAG.sub("", body.decode("utf-8", errors="replace"))
