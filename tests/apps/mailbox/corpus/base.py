"""How a message of the corpus is put together, byte by byte, and what is expected of it."""

from __future__ import annotations

import base64
import hashlib
import quopri
from dataclasses import dataclass

OURS = ("complaints@landlord.example", "noreply@putright.example")
LETTER = "<NH-2026-000123.a1b2c3@putright.example>"
"""The Message-ID of a letter of ours."""
DAY = "Mon, 09 Nov 2026 09:30:00 +0000"
WORDS = "The boiler has been off since Friday and nobody has rung back."


@dataclass(frozen=True)
class Sample:
    """A message and what reading it must give. What is None or empty is not asked."""

    name: str
    raw: bytes
    kind: str = "person"
    words: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    files: tuple[str, ...] | None = None
    subject: str | None = None
    sender: str | None = None
    called: str | None = None
    to: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    answered: bool | None = None
    problem: str | None = None
    failed: tuple[str, ...] | None = None
    status: str | None = None
    action: str | None = None
    original: str | None = None
    said: str | None = None


def encoded(text: str | bytes, way: str = "", charset: str = "utf-8") -> bytes:
    """A text as bytes, in a transfer encoding."""
    body = text if isinstance(text, bytes) else text.encode(charset)
    if way == "base64":
        return base64.encodebytes(body)
    return quopri.encodestring(body) if way == "quoted-printable" else body


def part(kind: str, body: str | bytes, way: str = "", charset: str = "utf-8", **headers: str) -> bytes:
    """One part: its headers, an empty line, its body."""
    lines = [f"Content-Type: {kind}"] if kind else []
    lines += [f"Content-Transfer-Encoding: {way}"] if way else []
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n" + encoded(body, way, charset)


def several(subtype: str, *parts: bytes, extra: str = "", before: str = "", after: str = "") -> bytes:
    """Several parts as one part."""
    line = "b" + hashlib.sha256(b"".join(parts)).hexdigest()[:16]
    body = b"".join(b"--" + line.encode() + b"\r\n" + one + b"\r\n" for one in parts)
    head = f'Content-Type: multipart/{subtype}; boundary="{line}"{extra}\r\n\r\n{before}'
    return head.encode() + b"\r\n" + body + b"--" + line.encode() + b"--\r\n" + after.encode()


def mail(content: bytes | str = WORDS, name: str = "1", leave: tuple[str, ...] = (), **headers: str | bytes) -> bytes:
    """A whole message: `content` is a part, or words for a plain one. A header given as empty is left out."""
    if isinstance(content, str):
        content = part("text/plain; charset=utf-8", content)
    number = hashlib.sha256(name.encode() + content).hexdigest()[:12]
    given: dict[str, str | bytes] = {
        "Return-Path": "<mair@post.example>",
        "From": "Mair Prosser <mair@post.example>",
        "To": "complaints@landlord.example",
        "Subject": "No heating",
        "Date": DAY,
        "Message-ID": f"<{number}@post.example>",
        "MIME-Version": "1.0",
    }
    given |= {key.replace("_", "-"): value for key, value in headers.items()}
    lines = [
        key.encode() + b": " + (value if isinstance(value, bytes) else value.encode("utf-8", "surrogateescape"))
        for key, value in given.items()
        if key not in leave
    ]
    return b"\r\n".join(lines) + b"\r\n" + content


def html(body: str) -> bytes:
    """A part of HTML."""
    return part("text/html; charset=utf-8", body)


def plain(body: str, **more: str) -> bytes:
    """A part of plain text."""
    return part("text/plain; charset=utf-8", body, **more)


def file(name: str, kind: str = "image/jpeg", body: bytes = b"\xff\xd8\xff\xe0 picture \xff\xd9", **more: str) -> bytes:
    """An attached file."""
    return part(f'{kind}; name="{name}"', body, "base64", Content_Disposition=f'attachment; filename="{name}"', **more)
