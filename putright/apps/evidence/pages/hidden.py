"""Everything a file says, shown or not: its text, its metadata, what is packed inside it.

Where something packed inside cannot be looked into, the answer is that it holds the words: it then goes out as pages.
"""

from __future__ import annotations

import email
import email.policy
import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
from pikepdf import Dictionary, Name, Pdf, Stream
from PIL import ExifTags, Image

from putright.core import redacting

QUOTED = re.compile(rb"\((?:\\.|[^()\\])*\)|<[0-9A-Fa-f\s]{4,}>", re.DOTALL)
PRINTED = re.compile(rb"[\t\n\r\x20-\x7e\xa0-\xff]{4,}")
WIDE = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\0){4,}|(?:\0[\x20-\x7e\xa0-\xff]){4,}")
TAG = re.compile(r"<[^>]*>")
END = re.compile(rb"%%EOF")
FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
CARRIED = ("/EF", "/XFA", "/JS", "/RV")
"""Under which a PDF keeps other files, forms, scripts and rich text, often without saying what they are."""
IFDS = (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo, ExifTags.IFD.Interop)
MOST_BYTES = 200_000_000
MOST_OF_A_FILE = 50_000_000
"""Bytes up to which a PDF is looked through for its earlier states; what anybody may add to a case is smaller."""
MOST_STATES = 20


class Closed(Exception):
    """Something packed inside the file cannot be looked into."""


def holds(path: Path, kind: str, words: Sequence[str]) -> bool:
    """Whether a file of this media type holds any of the words anywhere."""
    wanted = redacting.pattern(words)
    if wanted is None:
        return False
    if kind == "application/pdf":
        return pdf_holds(path, words)
    if kind.startswith("image/"):
        return _picture_holds(path.read_bytes(), words)
    return _said_in(_texts(path.read_bytes(), kind, 0), words, wanted)


def _picture_holds(body: bytes, words: Sequence[str]) -> bool:
    """Whether what a camera or program noted in a picture says any of the words. Short ones turn up among dots."""
    long = redacting.pattern([word for word in words if len(redacting.letters(word)) >= redacting.ALONE])
    short = redacting.pattern(words)
    head = body.partition(b"\xff\xda")[0] if body.startswith(b"\xff\xd8") else b""
    return (
        any(_in(text, words, short) for text in (*runs(head), *_noted(body)) if short)
        or any(long.search(text) for text in runs(body) if long)
    )  # fmt: skip


def _noted(body: bytes) -> Iterator[str]:
    """The texts that a picture carries beside its dots, unpacked; none where it cannot be read."""
    with suppress(Exception), Image.open(io.BytesIO(body)) as opened:
        opened.load()
        exif = opened.getexif()
        told = [value for key, value in opened.info.items() if key != "icc_profile"]
        for one in (*told, *exif.values(), *(value for ifd in IFDS for value in exif.get_ifd(ifd).values())):
            if isinstance(one, bytes):
                yield one.decode("utf-8", errors="ignore")
                yield one.decode("utf-16-le", errors="ignore")
            elif isinstance(one, str):
                yield str(one)


def pdf_holds(path: Path, words: Sequence[str]) -> bool:
    """Whether a PDF holds any of the words: on its pages, or in any text or stream of it."""
    wanted = redacting.pattern(words)
    if wanted is None:
        return False
    return _said_in(_pdf(path), words, wanted)


def _said_in(texts: Iterable[str], words: Sequence[str], wanted: re.Pattern[str]) -> bool:
    try:
        return any(_in(text, words, wanted) for text in texts)
    except Closed:
        return True


def _in(text: str, words: Sequence[str], wanted: re.Pattern[str]) -> bool:
    if wanted.search(text) or redacting.find(text, words):
        return True
    return "&" in text and bool(redacting.find(html.unescape(text), words))


def _pdf(source: Path | io.BytesIO) -> Iterator[str]:
    yield from _state(source)
    body = source.getvalue() if isinstance(source, io.BytesIO) else _if_small(source)
    ends = [found.end() for found in END.finditer(body)][:-1]
    if len(ends) > MOST_STATES:
        raise Closed
    for end in ends:
        with suppress(pikepdf.PdfError, pdfium.PdfiumError):  # the first part of a file made for the web is no state
            yield from _state(io.BytesIO(body[:end]))


def _if_small(source: Path) -> bytes:
    return source.read_bytes() if source.stat().st_size <= MOST_OF_A_FILE else b""


def _state(source: Path | io.BytesIO) -> Iterator[str]:
    """What a PDF says as it was last saved: programs append to a file, and leave what it said before in it."""
    yield said(source)
    if isinstance(source, io.BytesIO):
        source.seek(0)
    with Pdf.open(source) as opened:
        fonts = {
            one[key].objgen for one in opened.objects if isinstance(one, Dictionary) for key in FONT_FILES if key in one
        }
        carried = {found.objgen for one in opened.objects for found in _carried(one)}
        for one in opened.objects:
            yield from _strings(one, 0)
            if isinstance(one, Stream) and one.objgen not in fonts:
                yield from _carries(one) if one.objgen in carried else _stream(one)


def _carried(one: pikepdf.Object, depth: int = 0) -> Iterator[pikepdf.Object]:
    """The streams that an object keeps under the names of what a PDF carries."""
    if isinstance(one, Dictionary | Stream) and depth < 8:
        for key, value in one.items():
            if key in CARRIED:
                held = value.values() if isinstance(value, Dictionary) else [value]
                held = value if isinstance(value, pikepdf.Array) else held
                yield from (found for found in held if isinstance(found, Stream))
            elif isinstance(value, Dictionary) and not value.is_indirect:
                yield from _carried(value, depth + 1)


def _carries(stream: pikepdf.Object) -> Iterator[str]:
    """What a stream says that is no drawing, and what is packed in it."""
    body = _bytes(stream)
    yield body.decode("utf-8", errors="ignore")
    yield TAG.sub("", body.decode("utf-8", errors="ignore"))
    yield from runs(body)
    yield from _inner(body, "", 1)


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
        yield from _carries(stream)
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
    if body.startswith(b"PK\3\4"):
        yield from _packed(body, depth)
    yield from runs(body)


def _mail(message: object, depth: int) -> Iterator[str]:
    for part in message.walk():  # type: ignore[attr-defined]
        yield "\n".join(f"{name}: {value}" for name, value in part.items())
        inner = part.get_payload(decode=True) or b""
        yield from _inner(inner, part.get_content_type(), depth)
        if part.get_content_maintype() == "text":
            with suppress(LookupError):
                text = inner.decode(part.get_content_charset("utf-8"), errors="replace")
                yield text
                yield TAG.sub("", text)


def _packed(body: bytes, depth: int) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            for info in packed.infolist():
                yield info.filename
                if info.file_size > MOST_BYTES:
                    raise Closed
                inner = packed.read(info)
                if info.filename.endswith((".xml", ".rels")):
                    yield TAG.sub("", inner.decode("utf-8", errors="replace"))
                    yield TAG.sub(" ", inner.decode("utf-8", errors="replace"))
                yield from _inner(inner, "", depth)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError, zlib.error) as error:
        raise Closed from error


def _inner(body: bytes, kind: str, depth: int) -> Iterator[str]:
    if depth > 3:
        raise Closed
    if body.startswith(b"%PDF"):
        try:
            yield from _pdf(io.BytesIO(body))
        except (pikepdf.PdfError, pdfium.PdfiumError) as error:
            raise Closed from error
    yield from _texts(body, kind, depth + 1)
