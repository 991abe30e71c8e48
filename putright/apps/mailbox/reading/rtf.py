"""The text format inside winmail.dat: uncompressed (MS-OXRTFCP), and its words without the layout."""

from __future__ import annotations

import re

from putright.apps.mailbox.reading.characters import decoded

FIRST = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor "
    rb"MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
"""What the window holds before the first byte (MS-OXRTFCP 2.1.2.1)."""
LARGEST = 20_000_000
TOKEN = re.compile(
    r"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.IGNORECASE
)
ASIDE = {
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "footer", "themedata", "datastore",
    "generator", "listtable", "listoverridetable", "latentstyles", "rsidtbl", "xmlnstbl", "fldinst", "mmathpr",
}  # fmt: skip
"""Groups that hold no words of the text."""


def uncompressed(raw: bytes) -> bytes:
    """The RTF in a compressed stream; empty if it is damaged."""
    size, mark = int.from_bytes(raw[4:8], "little"), raw[8:12]
    if mark == b"MELA":
        return raw[16 : 16 + size]
    if mark != b"LZFu" or size > LARGEST:
        return b""
    window, write = bytearray(FIRST.ljust(4096, b" ")), len(FIRST)
    found, at = bytearray(), 16
    while at < len(raw) and len(found) < size:
        control, at = raw[at], at + 1
        for bit in range(8):
            piece, step = _piece(raw[at : at + 2], bool(control >> bit & 1), window, write)
            for byte in piece or ():
                window[write % 4096] = byte
                write += 1
            if piece is None:
                return bytes(found[:size])
            found += piece
            at += step
            write %= 4096
    return bytes(found[:size])


def _piece(pair: bytes, known: bool, window: bytearray, write: int) -> tuple[bytes | None, int]:
    """The next bytes and how many bytes told them; None at the end."""
    if len(pair) < 1 + known:
        return None, 0
    if not known:
        return pair[:1], 1
    place, length = pair[0] << 4 | pair[1] >> 4, (pair[1] & 15) + 2
    if place == write % 4096:
        return None, 0
    run = bytearray()
    for step in range(length):  # a run may reach into what it writes itself
        read = (place + step) % 4096
        ahead = (read - write) % 4096
        run.append(run[ahead] if ahead < len(run) else window[read])
    return bytes(run), 2


def to_text(source: str) -> str:
    """The words of an RTF text, its paragraphs one below the other."""
    found: list[str] = []
    stack, aside, charset, skip = [], False, "cp1252", 0
    for word, number, coded, sign, brace, plain in TOKEN.findall(source):
        if brace:
            aside = _group(stack, brace, aside)
        elif word.lower() in ASIDE or sign == "*":
            aside = True
        elif word == "ansicpg" and number:
            charset = f"cp{number}"
        elif not aside:
            piece = _said(word, number, coded, sign, plain, charset)
            found.append(piece[skip:] if skip and not word else piece)
            skip = 1 if word == "u" else 0
    return "".join(found).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _group(stack: list[bool], brace: str, aside: bool) -> bool:
    """Whether what follows a brace is still aside."""
    if brace == "{":
        stack.append(aside)
        return aside
    return stack.pop() if stack else False


def _said(word: str, number: str, coded: str, sign: str, plain: str, charset: str) -> str:
    """The words one token stands for."""
    if coded:
        return decoded(bytes([int(coded, 16)]), charset)[0]
    if word == "u" and number:
        return chr(int(number) % 65536)
    if word in {"par", "line", "row", "sect", "page"}:
        return "\n"
    if word in {"tab", "cell"}:
        return "\t"
    return {"~": " ", "_": "-", "\\": "\\", "{": "{", "}": "}", "\n": "\n", "\r": "\n"}.get(sign, "") if sign else plain
