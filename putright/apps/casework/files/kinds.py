"""What a file is, by its content and never by its name.

Taken is what people send from a telephone or a computer and what can do nothing by being opened: documents without
macros, pictures, sound, film, text. What is not listed is not taken.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import PurePath

OFFICE = "application/vnd.openxmlformats-officedocument"
WORD = f"{OFFICE}.wordprocessingml.document"
SHEET = f"{OFFICE}.spreadsheetml.sheet"
OPEN_TEXT = "application/vnd.oasis.opendocument.text"
OPEN_SHEET = "application/vnd.oasis.opendocument.spreadsheet"
PDF, TEXT, MAIL = "application/pdf", "text/plain", "message/rfc822"

ENDINGS: Mapping[str, tuple[str, ...]] = {
    PDF: ("pdf",), WORD: ("docx",), SHEET: ("xlsx",), OPEN_TEXT: ("odt",), OPEN_SHEET: ("ods",),
    TEXT: ("txt", "csv", "ics", "vcf", "log", "md"), MAIL: ("eml",),
    "image/jpeg": ("jpg", "jpeg", "jfif"), "image/png": ("png",), "image/gif": ("gif",), "image/webp": ("webp",),
    "image/tiff": ("tif", "tiff"), "image/heic": ("heic", "heif"),
    "video/mp4": ("mp4", "m4v"), "video/quicktime": ("mov",), "video/3gpp": ("3gp",), "video/webm": ("webm",),
    "audio/mp4": ("m4a",), "audio/mpeg": ("mp3",), "audio/ogg": ("ogg", "oga", "opus"), "audio/wav": ("wav",),
    "audio/amr": ("amr",), "audio/aac": ("aac",),
}  # fmt: skip
"""What is taken, with the endings that a name of it may have; the first is given where it has none of them."""
PICTURES = tuple(kind for kind in ENDINGS if kind.startswith("image/"))
TAKEN = (
    "PDF, photographs and scans (JPEG, PNG, GIF, TIFF, WebP, HEIC), film and sound from a telephone, "
    "Word (.docx), Excel (.xlsx), OpenDocument (.odt, .ods), text and saved e-mails (.eml)"
)
ACCEPT = ",".join(f".{ending}" for endings in ENDINGS.values() for ending in endings)

_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"), (b"II*\0", "image/tiff"), (b"MM\0*", "image/tiff"), (b"OggS", "audio/ogg"),
    (b"#!AMR", "audio/amr"), (b"ID3", "audio/mpeg"),
)  # fmt: skip
_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"), "image/heic"),
    **dict.fromkeys((b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV"),
                    "video/mp4"),
    **dict.fromkeys((b"3gp4", b"3gp5", b"3gp6", b"3gp7", b"3gr6", b"3gs7", b"3ge6", b"3gg6"), "video/3gpp"),
    b"qt  ": "video/quicktime", b"M4A ": "audio/mp4", b"M4B ": "audio/mp4",
}  # fmt: skip
"""What a file of boxes is (ISO/IEC 14496-12), by the first of the brands that it says it is."""
_HEADERS = re.compile(
    r"\A(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:from|received|return-path|message-id|mime-version):", re.IGNORECASE
)
"""What a saved e-mail begins with: lines of its head, among them one that each e-mail has (RFC 5322)."""
_UNREADABLE = (
    zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError, struct.error, RuntimeError, zlib.error,
)  # fmt: skip
"""What a damaged archive makes `zipfile` raise."""
_MACROS = re.compile(r"vbaProject\.bin$|^xl/macrosheets/|^Basic/|^Scripts/", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
"""Characters that no text has. Escape (1b) may stand in one: Japanese e-mails have it."""


def kind_of(body: bytes) -> str:
    """The media type of a file by its content; empty if it is of a kind not taken."""
    if body.startswith(b"PK"):
        return _archive(body)
    for start, kind in _STARTS:
        if body.startswith(start):
            return kind
    return _inside(body) or _text(body) or _frames(body)


def _inside(body: bytes) -> str:
    """Kinds that are known by more than how they begin."""
    if b"%PDF-" in body[:1024]:
        return PDF
    if body[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(body[8:12], "")
    if body[4:8] == b"ftyp":
        return _BRANDS.get(body[8:12], "")
    if body[:4] == b"\x1aE\xdf\xa3":
        return "video/webm" if b"webm" in body[:64] else ""
    return ""


def _frames(body: bytes) -> str:
    """Sound that begins with a frame of it (MPEG: eleven bits set, then layer, rate and frequency that exist)."""
    if len(body) < 4 or body[0] != 0xFF or body[1] & 0xE0 != 0xE0:
        return ""
    if body[1] & 0xF6 == 0xF0:
        return "audio/aac"
    is_frame = body[1] & 0x18 != 0x08 and body[1] & 0x06 and body[2] & 0xF0 != 0xF0 and body[2] & 0x0C != 0x0C
    return "audio/mpeg" if is_frame else ""


def _archive(body: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(body)) as archive:
            names = archive.namelist()
            declared = archive.read("mimetype").decode() if _is_small(archive, "mimetype") else ""
    except _UNREADABLE:
        return ""
    return "" if any(_MACROS.search(name) for name in names) else _document(names, declared)


def _is_small(archive: zipfile.ZipFile, name: str) -> bool:
    return name in archive.namelist() and archive.getinfo(name).file_size < 200


def _document(names: Iterable[str], declared: str) -> str:
    if declared in (OPEN_TEXT, OPEN_SHEET):
        return declared
    return next((kind for part, kind in (("word/document.xml", WORD), ("xl/workbook.xml", SHEET)) if part in names), "")


def _text(body: bytes) -> str:
    text = decoded(body)
    if text is None:
        return ""
    return MAIL if _HEADERS.match(text.replace("\r\n", "\n")) else TEXT


def decoded(body: bytes) -> str | None:
    """The text of a file of text, as UTF-8, UTF-16 (with its mark) or Windows has it; None if it is none."""
    ways = ("utf-16",) if body[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for way in ways:
        try:
            text = body.decode(way)
        except UnicodeDecodeError:
            continue
        return None if _CONTROLS.search(text) else text
    return None


# ---- names ----------------------------------------------------------------------------------


def ending(kind: str) -> str:
    """How the name of a file of this kind ends; `bin` for a kind not taken."""
    return ENDINGS.get(kind, ("bin",))[0]


def plain_name(name: str | None, kind: str) -> str:
    """What a file is called here: what the sender called it, without folders, with an ending its content deserves.

    >>> plain_name("C:\\\\letters\\\\run.bat", "text/plain"), plain_name("IMG_1.HEIC", "image/jpeg")
    ('run.bat.txt', 'IMG_1.HEIC.jpg')
    """
    bare = "".join(c for c in (name or "").replace("\\", "/").rpartition("/")[2] if c.isprintable()).strip(" .")
    right = PurePath(bare).suffix[1:].lower() in ENDINGS.get(kind, ())
    return (bare or "file")[-200:] if right else f"{bare or 'file'}.{ending(kind)}"[-200:]
