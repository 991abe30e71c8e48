"""Film and sound in files of boxes (ISO/IEC 14496-12: MP4, QuickTime, 3GP, M4A).

A box that says where or with what a film was taken is made a free box of the same size, filled with noughts: what the
others say about places in the file stays true, and the film itself is untouched.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

KINDS = ("video/mp4", "video/quicktime", "video/3gpp", "audio/mp4")
OPENED = (b"moov", b"trak", b"mdia", b"minf", b"edts", b"moof", b"traf")
"""Boxes whose boxes are looked at."""
TOLD = (b"udta", b"meta", b"uuid", b"cprt", b"loci", b"\xa9xyz")
"""Boxes that say something about the film beside what it shows."""
SINCE = datetime(1904, 1, 1, tzinfo=UTC)
DEEPEST = 8


def cleaned(body: bytes) -> bytes:
    """The file without what its boxes say of place, device and person."""
    out = bytearray(body)
    for kind, start, head, end in _boxes(body, 0, len(body)):
        if kind in TOLD:
            out[start + 4 : start + 8] = b"free"
            out[start + head : end] = bytes(end - start - head)
    return bytes(out)


def taken_at(body: bytes) -> str:
    """When the film was made, as its `mvhd` says (ISO 8601); empty where it does not."""
    for kind, start, head, end in _boxes(body, 0, len(body)):
        if kind == b"mvhd" and end - start >= head + 20:
            wide = body[start + head] == 1
            (seconds,) = struct.unpack_from("!Q" if wide else "!I", body, start + head + 4)
            return _said(seconds)
    return ""


def _said(seconds: int) -> str:
    """Cameras without a clock write nothing, or count from 1970; no film is older than telephones."""
    if not 2**31 < seconds < 2**33:
        return ""
    when = SINCE + timedelta(seconds=seconds)
    return when.isoformat(timespec="seconds") if when.year > 1990 else ""


def _boxes(body: bytes, at: int, end: int, depth: int = 0) -> Iterator[tuple[bytes, int, int, int]]:
    """Each box: its kind, where it starts, how long its head is, where it ends. Stops where they make no sense."""
    while at + 8 <= end:
        size, kind = struct.unpack_from("!I4s", body, at)
        head = 8
        if size == 1 and at + 16 <= end:
            (size,) = struct.unpack_from("!Q", body, at + 8)
            head = 16
        elif size == 0:
            size = end - at
        if size < head or at + size > end:
            return
        yield kind, at, head, at + size
        if kind in OPENED and depth < DEEPEST:
            yield from _boxes(body, at + head, at + size, depth + 1)
        at += size
