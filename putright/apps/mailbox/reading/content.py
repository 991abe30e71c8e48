"""The bytes of one part, whatever its encoding claims, and the lines a broken part would lose."""

from __future__ import annotations

import quopri
import re
from email.errors import FirstHeaderLineIsContinuationDefect, MisplacedEnvelopeHeaderDefect
from email.message import Message
from email.parser import BytesParser

from putright.apps.mailbox.reading.headers import Headers, unbase64

CODED = re.compile(rb"[A-Za-z0-9+/=_-]*")
KNOWN = re.compile(r"(content-|x-|mime-version$)", re.IGNORECASE)
MESSAGE = {"from", "to", "subject", "date", "message-id", "received", "return-path", "mime-version"}


class Piece(Message):
    """A message or a part of one, as the parser leaves it."""

    @property
    def body(self) -> bytes:
        """What stands below the headers of a part without parts, byte for byte."""
        return str(self._payload or "").encode("utf-8", "surrogateescape")


def parsed(raw: bytes) -> Message:
    """The message in these bytes."""
    return BytesParser(Piece).parsebytes(raw)


def content_type(part: Message) -> str:
    """The claimed type of a part, in lower case; text/plain where it claims none that could be one."""
    claimed = Headers(part).all("content-type")
    found = re.match(r"\s*([\w.+-]+/[\w.+-]+)", claimed[0]) if claimed else None
    return found[1].lower() if found else part.get_default_type()


def content(part: Message) -> tuple[bytes, str]:
    """The bytes of a part that holds no parts of its own, and what was wrong with its encoding."""
    if part.is_multipart():
        raw = b"\n\n".join(_whole(one) for one in part.get_payload())
    else:
        raw = part.body if isinstance(part, Piece) else b""
    way = Headers(part).first("content-transfer-encoding").lower().strip(" \"';")
    if way == "base64":
        return _base64(raw)
    if way == "quoted-printable":
        return quopri.decodestring(raw), ""
    known = way in {"", "7bit", "8bit", "binary", "7-bit", "8-bit", "none", "x-uuencode", "uuencode"}
    return raw, "" if known else f"A part names an encoding that is not known ({way[:40]}) and was read as it is."


def mended(part: Message) -> bool:
    """Whether a part of several parts whose boundary was lost could be put together again."""
    if not content_type(part).startswith("multipart/") or not isinstance(part, Piece):
        return False
    line = re.search(rb"^--([^\s\"]{1,70})[ \t]*\r?\n(?=content-)", part.body, re.MULTILINE | re.IGNORECASE)
    if not line:
        return False
    head = f'Content-Type: multipart/mixed; boundary="{line[1].decode("ascii", "replace")}"\n\n'
    again = parsed(head.encode() + part.body)
    if again.is_multipart():
        part.set_payload(again.get_payload())
        part.preamble, part.epilogue = again.preamble, again.epilogue
    return part.is_multipart()


def unwrapped(part: Message) -> Message | None:
    """The message inside a part, also where that was encoded, which no mail program should do and some do."""
    inner = next(iter(part.get_payload()), None) if part.is_multipart() else None
    if inner is not None and inner.keys():
        return inner
    body = content(part)[0].lstrip()
    return parsed(body) if re.match(rb"[!-9;-~]+:[ \t]", body) else inner


def lost_lines(part: Message) -> str:
    """The lines that the parser took for headers, or for damaged ones, and that are words of the text."""
    damaged = [
        str(defect.line) for defect in part.defects
        if isinstance(defect, (FirstHeaderLineIsContinuationDefect, MisplacedEnvelopeHeaderDefect))
    ]  # fmt: skip
    taken = (
        [f"{name}: {value}" for name, value in part.raw_items() if not KNOWN.match(name)]
        if not _is_message(part)
        else []
    )
    return "\n".join(line.strip("\r\n") for line in (*damaged, *taken))


def _is_message(part: Message) -> bool:
    return not MESSAGE.isdisjoint(name.lower() for name, _ in part.raw_items())


def _base64(raw: bytes) -> tuple[bytes, str]:
    """Base64 decoded; what follows or precedes it in clear, such as a list's footer, is kept as it is."""
    lines = raw.split(b"\n")
    coded = [CODED.fullmatch(line.strip()) is not None for line in lines]
    if all(coded):
        return unbase64(raw), ""
    start = coded.index(True) if True in coded else len(lines)
    end = next((n for n in range(start, len(lines)) if not coded[n]), len(lines))
    first = b"\n".join(lines[start:end])
    if len(first.strip()) < 40:
        return raw, "A part says it is base64 and is not. It was read as it is."
    around = b"\n".join([*lines[:start], *lines[end:]])
    return unbase64(first) + b"\n" + around, "A part is base64 only in part. The rest was read as it is."


def _whole(part: Message) -> bytes:
    """A part with its headers, as it came."""
    head = "".join(f"{name}: {value}\n" for name, value in part.raw_items())
    return head.encode("utf-8", "surrogateescape") + b"\n" + content(part)[0]
