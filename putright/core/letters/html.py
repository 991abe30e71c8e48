"""A letter as HTML: the body for a page, or a whole document for e-mail. All text is escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

from putright.core.letters import blocks as b

MAIL = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+")
SITE = re.compile(r"[a-z0-9.-]+\.[a-z]{2,}(/[^\s<>\"']*)?")
STYLE = (
    "body{margin:0;padding:24px;background:#f4f5f3;color:#16232a;font:17px/1.55 Verdana,Arial,sans-serif}"
    "article{max-width:40em;margin:0 auto;padding:28px 32px;background:#fff}"
    "h1{font-size:1.35em;line-height:1.25}h2{font-size:1.15em;margin:1.6em 0 .4em}h3{font-size:1em;margin:1.2em 0 .3em}"
    "table{border-collapse:collapse;width:100%}th,td{padding:6px 10px 6px 0;text-align:left;vertical-align:top;"
    "border-bottom:1px solid #b9c2c6}dt{font-weight:bold}dd{margin:0 0 .5em}header p{margin:0}"
    ".who{font-weight:bold;font-size:1.1em;color:#0f4c5c}"
)


def body(letter: b.Letter, top: int = 1) -> str:
    """The letter's blocks. `top` is the level of its first heading: 2 where a page has its own."""
    return "\n".join(_DRAW[type(block)](block, top - 1) for block in letter.blocks if any(b.texts(block)))


def document(letter: b.Letter) -> str:
    """The whole document, for e-mail: its style stands in its head, and nothing is fetched from anywhere."""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(letter.language)}"><head><meta charset="utf-8">'
        f"<title>{escape(letter.title)}</title><style>{STYLE}{'body{font-size:22px}' if letter.large else ''}</style>"
        f"</head>\n<body><article>\n{body(letter)}\n</article></body></html>\n"
    )


def _lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.splitlines())


def _part(block: b.Any) -> str:
    return f' data-part="{escape(block.part)}"' if block.part else ""


def _rows(rows: Iterable[tuple[str, ...]]) -> str:
    return "".join(f"<div><dt>{escape(name)}</dt><dd>{_linked(name, value)}</dd></div>" for name, value in rows)


def _linked(name: str, value: str) -> str:
    """The value, as a link where its name says that it is an address."""
    if name == "E-mail" and MAIL.fullmatch(value):
        return f'<a class="govuk-link" href="mailto:{escape(value)}">{escape(value)}</a>'
    if name in ("Online", "Website") and SITE.fullmatch(value):
        return f'<a class="govuk-link" href="https://{escape(value)}">{escape(value)}</a>'
    return _lines(value)


def _letterhead(block: b.Letterhead, _: int) -> str:
    lines = "".join(f"<p>{escape(name)}: {_linked(name, value)}</p>" for name, value in block.contacts)
    return f'<header class="pr-letter__head"><p class="who">{escape(block.name)}</p>{lines}</header>'


def _heading(block: b.Heading, lower: int) -> str:
    level = min(block.level + lower, 6)
    size = {1: "m", 2: "s"}.get(block.level, "s")
    return f'<h{level} class="govuk-heading-{size}"{_part(block)}>{escape(block.text)}</h{level}>'


def _paragraph(block: b.Paragraph, _: int) -> str:
    text = f"<strong>{_lines(block.text)}</strong>" if block.strong else _lines(block.text)
    return f'<p class="govuk-body"{_part(block)}>{text}</p>'


def _bullets(block: b.Bullets, _: int) -> str:
    tag, look = ("ol", "number") if block.numbered else ("ul", "bullet")
    items = "".join(f"<li>{_lines(item)}</li>" for item in block.items)
    return f'<{tag} class="govuk-list govuk-list--{look}"{_part(block)}>{items}</{tag}>'


def _table(block: b.Table, _: int) -> str:
    head = "".join(f'<th scope="col" class="govuk-table__header">{escape(cell)}</th>' for cell in block.head)
    rows = "".join(
        "<tr>" + "".join(f'<td class="govuk-table__cell">{_lines(cell)}</td>' for cell in row) + "</tr>"
        for row in block.rows
    )
    return f'<table class="govuk-table"{_part(block)}><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _signature(block: b.Signature, _: int) -> str:
    lines = "<br>".join(escape(line) for line in (block.role, block.organisation) if line)
    return f'<p class="govuk-body">{escape(block.closing)}</p><p class="govuk-body">{lines}</p>'


_DRAW: Mapping[type, Callable[[Any, int], str]] = {
    b.Letterhead: _letterhead,
    b.Address: lambda block, _: f'<p class="govuk-body">{"<br>".join(escape(line) for line in block.lines)}</p>',
    b.Heading: _heading,
    b.Paragraph: _paragraph,
    b.Bullets: _bullets,
    b.Table: _table,
    b.Details: lambda block, _: f'<dl class="pr-facts"{_part(block)}>{_rows(block.rows)}</dl>',
    b.Signature: _signature,
}
