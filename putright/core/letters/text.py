"""A letter as plain text: for e-mail, and for reading aloud."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from textwrap import fill
from typing import Any

from putright.core.letters import blocks as b
from putright.core.letters.printable import ready

WIDTH = 76


def to_text(letter: b.Letter) -> str:
    """The whole letter, lines of at most 76 characters where words allow, headings underlined."""
    shown = ready(letter)
    return "\n\n".join(_DRAW[type(block)](block) for block in shown.blocks if any(b.texts(block))) + "\n"


def _wrap(text: str, indent: str = "", first: str | None = None) -> str:
    lines = text.splitlines() or [""]
    heads = [indent if first is None else first, *[indent] * len(lines)]
    return "\n".join(
        fill(line, WIDTH, initial_indent=head, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
        or head.rstrip()
        for line, head in zip(lines, heads, strict=False)
    )


def _heading(block: b.Heading) -> str:
    text = _wrap(block.text)
    return text if block.level > 2 else f"{text}\n{('=' if block.level == 1 else '-') * min(len(block.text), WIDTH)}"


def _bullets(block: b.Bullets) -> str:
    marks = [f"{n}. " if block.numbered else "* " for n in range(1, len(block.items) + 1)]
    return "\n".join(_wrap(item, " " * len(mark), mark) for item, mark in zip(block.items, marks, strict=True))


def _table(block: b.Table) -> str:
    return "\n\n".join(
        "\n".join(_wrap(f"{head}: {cell}", "  ", "") for head, cell in zip(block.head, row, strict=True))
        for row in block.rows
    )


def _pairs(rows: b.Rows) -> str:
    return "\n".join(_wrap(f"{name}: {value}", "  ", "") for name, value in rows)


def _letterhead(block: b.Letterhead) -> str:
    return "\n".join(filter(None, (block.name, _pairs(block.contacts))))


_DRAW: Mapping[type, Callable[[Any], str]] = {
    b.Letterhead: _letterhead,
    b.Address: lambda block: "\n".join(block.lines),
    b.Heading: _heading,
    b.Paragraph: lambda block: _wrap(block.text),
    b.Bullets: _bullets,
    b.Table: _table,
    b.Details: lambda block: _pairs(block.rows),
    b.Signature: lambda block: "\n".join(filter(None, (block.closing, "", block.role, block.organisation))),
}
