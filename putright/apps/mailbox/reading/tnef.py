"""winmail.dat: the wrapping some Outlooks put round a message's text and files (MS-OXTNEF), undone."""

from __future__ import annotations

from dataclasses import dataclass

from tnefparse import TNEF

from putright.apps.mailbox.reading.rtf import uncompressed

SIGNATURE = b"\x78\x9f\x3e\x22"
MOST = 5_000
"""Objects in one wrapping: the parser copies the rest for each."""


@dataclass(frozen=True)
class Unwrapped:
    """The texts (type and bytes) and the files (name and bytes) that were inside."""

    texts: list[tuple[str, bytes]]
    files: list[tuple[str, bytes]]


def unwrap(raw: bytes) -> Unwrapped | None:
    """What a winmail.dat holds; None if it is damaged or none."""
    if not raw.startswith(SIGNATURE) or _objects(raw) > MOST:
        return None
    try:
        return _unwrapped(TNEF(raw, do_checksum=False))
    except Exception:  # noqa: BLE001  the parser trusts its input: a damaged file raises whatever comes first
        return None


def _unwrapped(found: TNEF) -> Unwrapped:
    texts = [(kind, _bytes(body)) for kind, body in (("text/plain", found.body), ("text/html", found.htmlbody)) if body]
    rtf = uncompressed(_bytes(found._rtfbody)) if found._rtfbody else b""  # noqa: SLF001  the public name needs a package more
    texts += [("text/rtf", rtf)] if rtf else []
    return Unwrapped(texts, [(one.long_filename() or "", _bytes(one.data)) for one in found.attachments])


def _bytes(body: object) -> bytes:
    if isinstance(body, list):
        body = body[0] if body else b""
    return body.encode("utf-8", "replace") if isinstance(body, str) else bytes(body or b"").rstrip(b"\x00")


def _objects(raw: bytes) -> int:
    """How many objects follow one another in a wrapping."""
    count, at = 0, 6
    while at + 11 < len(raw) and count <= MOST:
        at += 11 + int.from_bytes(raw[at + 5 : at + 9], "little")
        count += 1
    return count
