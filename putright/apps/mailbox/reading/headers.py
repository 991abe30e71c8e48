"""Headers as mail really writes them: encoded words (RFC 2047), parameters (RFC 2231), addresses, IDs, dates."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from urllib.parse import unquote_to_bytes

from putright.apps.mailbox.reading.characters import clean, decoded, one_line
from putright.apps.mailbox.reading.shapes import Address

WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*(?:\?(?!=)[^?]*)*)\?=")
ADDRESS = re.compile(r"[^\s<>\"(),:;\[\]\\@]{1,200}@[^\s<>\"(),:;\\@]{1,250}")
PIECES = re.compile(r'"(?:\\.|[^"\\]){0,400}+"|<[^>]{0,999}+>|\((?:\\.|[^()\\]){0,200}+\)|[,;]|[^",;<(]+|.', re.DOTALL)
LONGEST = 10_000
"""Characters of one header that are looked at."""
MOST = 20
"""Headers of one name in which people are looked for."""
DELIVERED = (
    "to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-delivered-to", "x-forwarded-to",
    "apparently-to", "resent-to", "resent-cc", "bcc",
)  # fmt: skip


class Headers:
    """The headers of one message, by name, decoded. A header that is there twice is there twice."""

    def __init__(self, message: Message) -> None:
        self.raw = [(str(name).lower(), _unfolded(str(value))) for name, value in message.raw_items()]

    def all(self, name: str) -> list[str]:
        """The values of a header, as written, encoded words and all."""
        return [value for found, value in self.raw if found == name]

    def first(self, name: str) -> str:
        """The first value of a header, decoded; empty if it is not there."""
        return readable(next(iter(self.all(name)), ""))

    def has(self, *names: str) -> bool:
        """Whether any of the headers is there."""
        return any(found in names for found, _ in self.raw)

    def shown(self) -> tuple[tuple[str, str], ...]:
        """Every header in order, decoded."""
        return tuple((clean(name).title(), readable(value)) for name, value in self.raw)

    def people(self, *names: str) -> tuple[Address, ...]:
        """Who stands in these headers."""
        return tuple(found for name in names for value in self.all(name)[:MOST] for found in addresses(value))

    def sent_to(self) -> tuple[str, ...]:
        """Every address the message was sent or delivered to, each once."""
        through = [
            found for value in self.all("received") for found in re.findall(r"\bfor\s+<([^<>\s]+@[^<>\s]+)>", value)
        ]
        named = [person.email for person in self.people(*DELIVERED) if person.email]
        return tuple(dict.fromkeys([*named, *(one_line(found).lower() for found in through)]))

    def ids(self, name: str) -> tuple[str, ...]:
        """The Message-IDs in a header, in angle brackets, each once."""
        said = clean(" ".join(self.all(name)))
        found = re.findall(r"<[^<>\s]{1,990}>", said) or [
            f"<{bare}>" for bare in re.split(r"[\s<>]+", said) if "@" in bare[1:-1]
        ]
        return tuple(dict.fromkeys(found))

    def date(self) -> datetime | None:
        """When the sender's computer says it was sent; None for no date or one that cannot be."""
        try:
            found = parsedate_to_datetime(self.first("date"))
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
        return found if 1980 <= found.year <= 2100 else None


def readable(value: str) -> str:
    """A header's value in one line, its encoded words decoded. What cannot be decoded stays as it was written."""
    text = value
    for _ in range(2):  # some programs encode what is encoded already
        text = _words(text)
    return one_line(text)


def addresses(value: str) -> Iterator[Address]:
    """The people in an address header, however badly it is written."""
    for piece in _split(value[:LONGEST]):
        angled = re.findall(r"<([^<>]*)>", piece)
        bare = ADDRESS.search(angled[-1] if angled else piece)
        email = bare[0] if bare else ""
        name = re.sub(r"<[^<>]*>|[<>]", " ", piece if angled or not email else piece.replace(email, " "))
        name = name.rpartition(":")[2] if email and not angled else name
        name = re.sub(r'^[\s"\'(]+|[\s"\')]+$', "", readable(re.sub(r"\\(.)", r"\1", name)))
        if email or name.strip(":; "):
            yield Address("" if name.lower() == email.lower() else name, one_line(email).lower().strip(".'"))


def parameters(value: str) -> dict[str, str]:
    """The parameters behind a content type or disposition, in one piece each and decoded."""
    found: dict[str, list[tuple[int, bool, str]]] = {}
    pattern = r';\s*([^\s=;*"]{1,60})(?:\*(\d{1,3}))?(\*)?\s*=\s*("(?:\\.|[^"\\])*"?|[^;]*)'
    for name, number, coded, said in re.findall(pattern, value[:LONGEST], re.DOTALL):
        bare = re.sub(r"\\(.)", r"\1", said.strip().strip('"')) if said.startswith('"') else said.strip()
        found.setdefault(name.lower(), []).append((int(number or 0), bool(coded), bare))
    return {name: _joined(pieces) for name, pieces in found.items()}


def _joined(pieces: list[tuple[int, bool, str]]) -> str:
    """The pieces of one parameter: each number once, percent signs decoded in the character set the first names."""
    pieces = list({number: (number, coded, said) for number, coded, said in reversed(pieces)}.values())
    pieces.sort()
    if not any(coded for _, coded, _ in pieces):
        return readable("".join(said for _, _, said in pieces))
    charset, quote, rest = pieces[0][2].partition("'")
    first = rest.partition("'")[2] if quote else pieces[0][2]
    said = [first, *(said for _, _, said in pieces[1:])]
    body = b"".join(unquote_to_bytes(one.encode("utf-8", "surrogateescape")) for one in said)
    return one_line(decoded(body, charset if quote else "utf-8")[0])


def _unfolded(value: str) -> str:
    """The value in one line, its raw 8-bit bytes read as text."""
    body = value[: 50 * LONGEST].encode("utf-8", "surrogateescape")
    return clean(re.sub(r"\r?\n[ \t]*|\r", " ", decoded(body, "utf-8")[0]))


def _words(text: str) -> str:
    """Encoded words decoded; neighbours of one character set are joined before, as a letter may be cut in two."""
    text = re.sub(r"(\?=)\s+(?==\?)", r"\1", text[:LONGEST]) + text[LONGEST:]
    runs: list[tuple[str, str, bytes]] = []
    end = 0
    for match in WORD.finditer(text):
        before, charset, body = text[end : match.start()], match[1].lower(), _word(match[2], match[3])
        if runs and not before and runs[-1][1] == charset:
            runs[-1] = (runs[-1][0], charset, runs[-1][2] + body)
        else:
            runs.append((before, charset, body))
        end = match.end()
    return "".join(before + decoded(body, charset)[0] for before, charset, body in runs) + text[end:]


def _word(way: str, said: str) -> bytes:
    """The bytes of one encoded word, as far as they can be told."""
    raw = said.encode("utf-8", "surrogateescape")
    if way in "qQ":
        return quopri.decodestring(raw.replace(b" ", b"_"), header=True)
    return unbase64(raw)


def unbase64(raw: bytes) -> bytes:
    """Base64 decoded with whatever padding it has; a last piece that is no whole byte is left out."""
    bare = re.sub(rb"[^A-Za-z0-9+/]", b"", raw.replace(b"-", b"+").replace(b"_", b"/"))
    bare = bare[: len(bare) - (len(bare) % 4 == 1)]
    try:
        return base64.b64decode(bare + b"=" * (-len(bare) % 4))
    except binascii.Error:
        return raw


def _split(value: str) -> Iterator[str]:
    """An address header cut at its commas, not at those in quotes, comments or angle brackets."""
    piece: list[str] = []
    for token in PIECES.findall(value):
        if token in {",", ";"}:
            yield "".join(piece).strip()
            piece = []
        else:
            piece.append(token)
    yield "".join(piece).strip()


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """Each value once, in order, without the empty ones."""
    return tuple(dict.fromkeys(value for value in values if value))
