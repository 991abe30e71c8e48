"""The schedule of posts: dated from the day it was published, as a table (CSV) and as a calendar (ICS)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from putright.core.publishing import shapes as s


@dataclass(frozen=True, slots=True)
class Dated:
    """A post and its day."""

    on: date
    text: str

    @property
    def length(self) -> int:
        """How many characters it has."""
        return len(self.text)


def dated(document: s.Document) -> list[Dated]:
    """Each post with its day."""
    posts = (block for block in document.blocks if isinstance(block, s.Post))
    return [Dated(document.on + timedelta(weeks=post.week), post.line.text) for post in posts]


def to_csv(document: s.Document, link: str = "") -> str:
    """The schedule as a table."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["Date", "Text", "Characters", "Link"])
    writer.writerows([post.on.isoformat(), post.text, post.length, link] for post in dated(document))
    return out.getvalue()


def to_ics(document: s.Document, link: str = "") -> str:
    """The schedule as a calendar of whole days (RFC 5545)."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Putright//Publications//EN"]
    for number, post in enumerate(dated(document), 1):
        key = f"{document.policy}-{document.brand or 'all'}-{document.on:%Y%m%d}-{number}@putright"
        lines += ["BEGIN:VEVENT", f"UID:{key}", f"DTSTAMP:{document.on:%Y%m%d}T000000Z",
                  f"DTSTART;VALUE=DATE:{post.on:%Y%m%d}", f"SUMMARY:{_escaped(document.title)}",
                  f"DESCRIPTION:{_escaped(post.text)}", *([f"URL:{link}"] if link else []), "END:VEVENT"]  # fmt: skip
    return "\r\n".join(part for line in [*lines, "END:VCALENDAR"] for part in _folded(line)) + "\r\n"


def _escaped(text: str) -> str:
    for char in "\\;,":
        text = text.replace(char, f"\\{char}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A line of a calendar has at most 75 octets; what follows begins with a space."""
    part = ""
    for char in line:
        if len((part + char).encode()) > 74:
            yield part
            part = " "
        part += char
    yield part
