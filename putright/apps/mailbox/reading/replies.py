"""What is new in an answer: without our own letter below it, and without what it quotes."""

from __future__ import annotations

import re

from mailparser_reply import EmailReplyParser
from mailparser_reply.parser import EmailReply

ABOVE = re.compile(
    r"^[> \t*#=_–—-]*(?:please )?(?:reply|write|answer|type your (?:reply|answer)) above this line[ \t*#=_.–—-]*$",
    re.IGNORECASE | re.MULTILINE,
)
PASSED_ON = re.compile(
    r"^[ \t*#=_>–—-]*(?:begin )?(?:forwarded message|fwd?:|weitergeleitete nachricht|message transféré)",
    re.IGNORECASE | re.MULTILINE,
)
"""Below this line stands the point of the message."""
LANGUAGES = ["en", "de", "fr", "es", "it", "nl", "pl", "cs", "da", "sv", "zh"]
LONGEST_TEXT = 30_000
"""Characters, beyond which nothing is cut: the patterns take too long."""
LONGEST_LINE = 300
"""Characters of a line that may tell who wrote what follows. A longer one is kept out of the way of the patterns."""


def newest(text: str) -> str:
    """The words above what is quoted; all of it where nothing would be left, or nothing is quoted. A view only."""
    lines = text.split("\n")
    short = "\n".join(line if len(line) <= LONGEST_LINE else f"\ue000{at}\ue001" for at, line in enumerate(lines))
    if PASSED_ON.search(short) or len(short) > LONGEST_TEXT:
        return text
    whole = re.sub(r"\ue000(\d{1,6})\ue001", lambda match: "".join(lines[int(match[1]) :][:1]), _above(short))
    return whole.strip() or text


def _above(text: str) -> str:
    """What stands above our own line, or else above what is quoted."""
    above = ABOVE.split(text, maxsplit=1)[0]
    return _without_attribution(above.split("\n")) if above != text else _without_quoted_end(_first(text))


def _first(text: str) -> str:
    """The first of the messages in a text; the whole of a text that begins with a quotation, or answers within one."""
    squeezed = re.sub(r"\n[ \t]*\n[ \t\n]*", "\n\n", text).strip()
    replies: list[EmailReply] = EmailReplyParser(languages=LANGUAGES.copy()).read(squeezed).replies
    starts = [reply.content for reply in replies if reply.content]
    if not starts or replies[0].headers:
        return text
    below = squeezed[squeezed.find(starts[0]) + len(starts[0]) :].split("\n")
    quoted = [line.startswith(">") for line in below]
    answered = True in quoted and any(line.strip() and not line.startswith(">") for line in below[quoted.index(True) :])
    return text if answered else starts[0]


def _without_quoted_end(text: str) -> str:
    """Without lines that are quoted to the end, where none is quoted before: whatever language names their writer."""
    lines = text.rstrip().split("\n")
    end = len(lines)
    while end and (lines[end - 1].startswith(">") or not lines[end - 1].strip()):
        end -= 1
    if end == len(lines) or any(line.startswith(">") for line in lines[:end]):
        return text
    return _without_attribution(lines[:end])


def _without_attribution(lines: list[str]) -> str:
    """Without the last line, or the last two, where they say who wrote what follows, and when."""
    while lines and not lines[-1].strip("> \t"):
        lines = lines[:-1]
    for count in (1, 2):
        said = " ".join(lines[-count:]).rstrip()
        if said.endswith(":") and re.search(r"\d", said):
            return "\n".join(lines[:-count])
    return "\n".join(lines)
