"""One message, read."""

from __future__ import annotations

import re
from email.message import Message
from email.parser import BytesHeaderParser

from putright.apps.mailbox.reading import kinds, replies
from putright.apps.mailbox.reading.characters import decoded
from putright.apps.mailbox.reading.content import parsed
from putright.apps.mailbox.reading.headers import Headers
from putright.apps.mailbox.reading.html import tidy, to_text
from putright.apps.mailbox.reading.parts import Beyond, Found, take
from putright.apps.mailbox.reading.shapes import Address, Mail

LONGEST_TEXT = 200_000
"""Characters of text that are shown; the whole is then a file."""
PASSED_ON = re.compile(r"\s*(fwd?|wg|tr|rv|enc|doorst|i|pd|ymlaen)\s*:", re.IGNORECASE)
LARGEST = 60_000_000
"""Bytes of a message that is taken apart; of a larger one only the headers are read."""
MOST_BOUNDARIES = 1_000
"""Said boundaries, beyond which taking apart is not even tried: each makes every line below it dearer."""


def read(raw: bytes, ours: tuple[str, ...] = ()) -> Mail:
    """What the message says, from whom, and what kind of mail it is. Never raises.

    `ours` are the addresses of the deployment: those it fetches from and the one it sends from.
    """
    own = frozenset(address.lower() for address in ours)
    if len(raw) > LARGEST:
        return _unread(
            raw[:100_000], f"The message is larger than {LARGEST // 1_000_000} MB. Only its headers were read.", own
        )
    try:
        if raw.lower().count(b"boundary=") > MOST_BOUNDARIES:
            raise Beyond
        return _read(raw, own)
    except Beyond:
        return _unread(raw, "The message has too many parts to be taken apart. It is kept as one file.", own)
    except Exception:  # noqa: BLE001  whatever a stranger sends, it is laid before a person and nothing stops
        return _unread(raw, "The message is damaged and could not be taken apart. It is kept as one file.", own)


def _read(raw: bytes, ours: frozenset[str]) -> Mail:
    message = parsed(_started(raw))
    found = Found()
    take(message, found)
    said = "\n\n".join(found.texts).strip("\n")
    text = (
        "\n\n".join(one for one in (said, *found.quoted) if one.strip()) or _from_file(found) or _from_invitation(found)
    )
    return _mail(Headers(message), said, text, found, ours)


def _mail(headers: Headers, said: str, text: str, found: Found, ours: frozenset[str]) -> Mail:
    sender = _sender(headers, found)
    kind, why, bounce = kinds.kind(headers, sender.email, said, found, ours)
    shown = text[:LONGEST_TEXT]
    if len(text) > LONGEST_TEXT:
        found.problem(f"The text is longer than {LONGEST_TEXT} characters. The whole of it is in a file.")
        found.file("whole-text.txt", text.encode(), "text/plain")
    if not shown.strip() and not found.files:
        found.problem("The message is empty.")
    return Mail(
        message_id=next(iter(headers.ids("message-id")), ""),
        in_reply_to=headers.ids("in-reply-to"),
        references=headers.ids("references"),
        sender=sender,
        reply_to=headers.people("reply-to"),
        to=headers.sent_to(),
        subject=headers.first("subject"),
        date=headers.date(),
        text=shown,
        new_text=_newest(shown, headers) if kind == "person" else shown,
        files=tuple(found.files),
        kind=kind,
        why=why,
        silent=kinds.silent(headers, kind, sender.email, ours),
        bounce=bounce,
        problems=tuple(found.problems),
        headers=headers.shown(),
    )


def _unread(raw: bytes, problem: str, ours: frozenset[str]) -> Mail:
    """What can be said of a message that was not taken apart: its headers, and the whole as text and as a file."""
    found = Found()
    found.problem(problem)
    found.file("message.eml", raw, "message/rfc822")
    text = tidy(decoded(raw)[0])[:LONGEST_TEXT]
    try:
        headers = Headers(BytesHeaderParser().parsebytes(_started(raw)))
        return _mail(headers, "", text, found, ours)
    except Exception:  # noqa: BLE001  as above
        return _mail(Headers(Message()), "", text, found, ours)


def _started(raw: bytes) -> bytes:
    """The message without what may stand before it; one that begins with an indented line has no headers."""
    bare = raw.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    return b"\n" + bare if bare[:1] in {b" ", b"\t"} else bare


def _sender(headers: Headers, found: Found) -> Address:
    """Who wrote it: From, unless a group address stands there for the writer; without one, the next best header."""
    written = headers.people("from")
    if len(headers.all("from")) > 1:
        found.problem("It names its sender more than once. The first is shown.")
    behind = headers.people("x-original-from", "x-original-sender")
    first = next((one for one in written if one.email), None)
    if first and behind and " via " in first.name:
        return Address(behind[0].name or first.name.partition(" via ")[0].strip("'\" "), behind[0].email or first.email)
    if first:
        return first
    found.problem("It does not say who sent it.")
    instead = headers.people("sender", "reply-to", "return-path")
    named = next(iter(written), Address("", ""))
    return next((Address(named.name or one.name, one.email) for one in instead if one.email), named)


def _newest(text: str, headers: Headers) -> str:
    """What is new in it; of what was passed on, all: it is the point of the message."""
    return text if PASSED_ON.match(headers.first("subject")) else replies.newest(text)


def _from_file(found: Found) -> str:
    """The words of the first file that is text: how photo messages and some scanners send what was written."""
    for file in found.files:
        if file.type in {"text/plain", "text/html"} and not file.inline:
            text = decoded(file.body)[0]
            return to_text(text) if file.type == "text/html" else tidy(text)
    return ""


def _from_invitation(found: Found) -> str:
    return "\n\n".join(one.in_words() for one in found.invitations)
