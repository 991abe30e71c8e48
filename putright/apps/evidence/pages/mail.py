"""A saved e-mail as it would be read: its head, its text, and what was attached."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path

from putright.apps.evidence.pages.pdfs import Unreadable
from putright.apps.evidence.pages.typeset import Block, paragraphs

HEAD = ("From", "To", "Cc", "Bcc", "Reply-To", "Date", "Subject")
BREAKING = ("p", "br", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "blockquote")
SILENT = ("script", "style", "head", "title")


def read(source: Path) -> tuple[list[Block], list[tuple[str, bytes]]]:
    """The blocks of an e-mail, and its attachments: name and content. Raises `Unreadable`."""
    try:
        message = email.message_from_bytes(source.read_bytes(), policy=email.policy.default)
        head = [[name, str(message[name])] for name in HEAD if message[name]]
        attached = list(_attached(message))
        if attached:
            head.append(["Attached", "\n".join(name for name, _ in attached)])
        return [{"block": "details", "rows": head}, *paragraphs(_body(message))], attached
    except (ValueError, LookupError, TypeError, AttributeError, IndexError) as error:
        raise Unreadable(f"the e-mail is damaged ({type(error).__name__})") from error


def _body(message: EmailMessage) -> str:
    part = message.get_body(("plain", "html"))
    if part is None:
        return ""
    text = str(part.get_content())
    return plain(text) if part.get_content_subtype() == "html" else text


def _attached(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    for n, part in enumerate(message.iter_attachments(), 1):
        content = part.get_content()
        name = part.get_filename() or f"attachment {n}"
        if isinstance(content, EmailMessage):
            yield (part.get_filename() or f"e-mail {n}.eml"), content.as_bytes()
        else:
            yield name, content.encode() if isinstance(content, str) else content


def plain(html: str) -> str:
    """What a page of HTML says, without its marks."""
    reader = _Reader()
    reader.feed(html)
    lines = (" ".join(line.split()) for line in "".join(reader.said).split("\n"))
    return "\n".join(lines)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.silent += tag in SILENT
        if tag in BREAKING:
            self.said.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(0, self.silent - (tag in SILENT))
        if tag in BREAKING:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.said.append(data.replace("\n", " "))
