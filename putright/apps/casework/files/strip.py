"""Pictures without what their cameras wrote into them, part by part: not a dot of the picture changes.

Only the parts that are needed to show the picture are kept. What stands after its end goes as well: telephones put
films and whole other pictures there, others put programs. Which way up it is kept is said anew where that matters.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator, Mapping

Piece = tuple[bytes, bytes]
UPRIGHT = 1


class Damaged(Exception):
    """The parts of the picture do not follow one another as its format says."""


def oriented(turned: int) -> bytes:
    """An Exif block (EXIF 2.32, TIFF 6.0) that says which way up the picture is, and nothing else."""
    return b"MM\0*\0\0\0\x08" + struct.pack("!HHHIHHI", 1, 0x0112, 3, 1, turned, 0, 0)


# ---- JPEG (ITU-T T.81) ----------------------------------------------------------------------


def jpeg(body: bytes, turned: int = UPRIGHT) -> bytes:
    """A JPEG of its frames, tables and scans, and its colours. Raises `Damaged`."""
    out = bytearray(b"\xff\xd8")
    if turned != UPRIGHT:
        block = b"Exif\0\0" + oriented(turned)
        out += b"\xff\xe1" + struct.pack("!H", len(block) + 2) + block
    scans = 0
    for marker, segment in _segments(body):
        if _shows(marker, segment):
            out += segment
            scans += marker == 0xDA
    if not scans:
        raise Damaged
    return bytes(out + b"\xff\xd9")


def _shows(marker: int, segment: bytes) -> bool:
    """Tables, frames and scans; of the applications' segments those that say how colours are meant."""
    if marker == 0xE2:
        return segment[4:16] == b"ICC_PROFILE\0"
    if marker == 0xEE:
        return segment[4:9] == b"Adobe"
    return not (0xE0 <= marker <= 0xEF or marker == 0xFE or marker >= 0xF0)


def _segments(body: bytes) -> Iterator[tuple[int, bytes]]:
    at = 2
    while at < len(body):
        if body[at] != 0xFF:
            raise Damaged
        while at < len(body) and body[at] == 0xFF:
            at += 1
        marker = body[at] if at < len(body) else 0xD9
        if marker == 0xD9:
            return
        if marker in (0, 1) or 0xD0 <= marker <= 0xD8:
            raise Damaged
        end = at + 1 + int.from_bytes(body[at + 1 : at + 3])
        if end < at + 3 or end > len(body):
            raise Damaged
        if marker == 0xDA:
            end = _after_scan(body, end)
        yield marker, b"\xff" + body[at:end]
        at = end


def _after_scan(body: bytes, at: int) -> int:
    """Where the marker after a scan stands, or the end of the file: a picture cut short keeps what it has."""
    while (at := body.find(b"\xff", at)) >= 0 and at + 1 < len(body):
        if body[at + 1] and not 0xD0 <= body[at + 1] <= 0xD7 and body[at + 1] != 0xFF:
            return at
        at += 1 if body[at + 1] == 0xFF else 2
    return len(body)


# ---- PNG (W3C PNG, third edition) -----------------------------------------------------------

PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs", b"cICP",
    b"mDCV", b"cLLI", b"acTL", b"fcTL", b"fdAT",
}  # fmt: skip


def png(body: bytes, turned: int = UPRIGHT) -> bytes:
    """A PNG of its dots, colours and frames. Raises `Damaged`."""
    out, kinds = bytearray(PNG), set()
    for kind, data in _chunks(body):
        if kind in _PNG_KEPT:
            out += _chunk(kind, data)
            kinds.add(kind)
        if kind == b"IHDR" and turned != UPRIGHT:
            out += _chunk(b"eXIf", oriented(turned))
    if not {b"IHDR", b"IDAT", b"IEND"} <= kinds:
        raise Damaged
    return bytes(out)


def _chunks(body: bytes) -> Iterator[Piece]:
    at = len(PNG)
    while at + 12 <= len(body):
        size, kind = struct.unpack_from("!I4s", body, at)
        data, end = body[at + 8 : at + 8 + size], at + 12 + size
        if end > len(body):
            raise Damaged
        yield kind, data
        if kind == b"IEND":
            return
        at = end


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))


# ---- WebP (RFC 9649) ------------------------------------------------------------------------

_WEBP_KEPT = (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP")
_HAS_EXIF, _HAS_XMP = 0x08, 0x04


def webp(body: bytes, turned: int = UPRIGHT) -> bytes:
    """A WebP of its pictures and colours. Raises `Damaged`."""
    kept = [(kind, data) for kind, data in _parts(body) if kind in _WEBP_KEPT]
    if not any(kind in (b"VP8 ", b"VP8L", b"ANMF") for kind, _ in kept):
        raise Damaged
    extended = kept[0][0] == b"VP8X" and len(kept[0][1]) >= 10
    if extended:
        flags = kept[0][1][0] & ~(_HAS_EXIF | _HAS_XMP) | (_HAS_EXIF if turned != UPRIGHT else 0)
        kept[0] = (b"VP8X", bytes([flags]) + kept[0][1][1:])
        if turned != UPRIGHT:
            kept.append((b"EXIF", oriented(turned)))
    inside = b"WEBP" + b"".join(_part(kind, data) for kind, data in kept)
    return b"RIFF" + struct.pack("<I", len(inside)) + inside


def _parts(body: bytes) -> Iterator[Piece]:
    at = 12
    end = min(len(body), 8 + int.from_bytes(body[4:8], "little"))
    while at + 8 <= end:
        kind, size = struct.unpack_from("<4sI", body, at)
        if at + 8 + size > len(body):
            raise Damaged
        yield kind, body[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _part(kind: bytes, data: bytes) -> bytes:
    return kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


# ---- GIF (GIF89a) ---------------------------------------------------------------------------

_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def gif(body: bytes, turned: int = UPRIGHT) -> bytes:
    """A GIF of its pictures, their times and how often they repeat. Raises `Damaged`."""
    if len(body) < 13:
        raise Damaged
    at = 13 + _table(body[10])
    out, pictures = bytearray(body[:at]), 0
    while at < len(body) and body[at] != 0x3B:
        start, label = at, body[at : at + 2]
        if body[at] == 0x2C and at + 10 <= len(body):
            at = _blocks(body, at + 10 + _table(body[at + 9]) + 1)
            pictures += 1
        elif body[at] == 0x21:
            at = _blocks(body, at + 2)
        else:
            raise Damaged
        is_loop = label == b"!\xff" and body[start + 3 : start + 14] in _LOOPS
        if label[:1] == b"," or label == b"!\xf9" or is_loop:
            out += body[start:at]
    if not pictures:
        raise Damaged
    return bytes(out + b";")


def _table(packed: int) -> int:
    """Bytes of a table of colours."""
    return 3 << (packed & 7) + 1 if packed & 0x80 else 0


def _blocks(body: bytes, at: int) -> int:
    """Where a row of blocks ends: with one of no length, or the file."""
    while at < len(body) and body[at]:
        at += 1 + body[at]
    return min(at + 1, len(body))


WAYS: Mapping[str, Callable[[bytes, int], bytes]] = {
    "image/jpeg": jpeg, "image/png": png, "image/webp": webp, "image/gif": gif,
}  # fmt: skip
