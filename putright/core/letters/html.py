"""A letter as HTML: the body for a page, or a whole document for e-mail. All text is escaped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

from putright.core.letters import blocks as b
from putright.core.letters import links
from putright.core.letters.printable import clean, ready
from putright.core.letters.tongue import ENGLISH

STYLE = (
    "body{margin:0;padding:24px;background:#f4f5f3;color:#16232a;font:17px/1.55 Verdana,Arial,sans-serif}"
    "main{max-width:40em;margin:0 auto;padding:28px 32px;background:#fff;overflow-wrap:anywhere}a{color:#0b4a8f}"
    "h1{font-size:1.35em;line-height:1.25}h2{font-size:1.15em;margin:1.6em 0 .4em}h3{font-size:1em;margin:1.2em 0 .3em}"
    "table{border-collapse:collapse;width:100%}th,td{padding:6px 0;padding-inline-end:10px;text-align:start;"
    "vertical-align:top;border-bottom:1px solid #b9c2c6}dt{font-weight:bold}dd{margin:0 0 .5em}"
    ".pr-letter__head p{margin:0}.who{font-weight:bold;font-size:1.1em;color:#0f4c5c}"
    "@media print{body{background:#fff;padding:0}main{max-width:none;padding:0}}"
)
BIG = "body{font-size:22px;line-height:1.7}"


def body(letter: b.Letter, top: int = 1) -> str:
    """The letter's blocks. `top` is the level of its first heading: 2 where a page has its own.

    A letter in another language than the page around it says so itself.
    """
    shown = ready(letter)
    drawn = "\n".join(_drawn(block, shown, top - 1) for block in shown.blocks if any(b.texts(block)))
    return drawn if shown.language == ENGLISH.code else f"<div{_tongue(shown.language)}>\n{drawn}\n</div>"


def document(letter: b.Letter) -> str:
    """The whole document, for e-mail: its style stands in its head, and nothing is fetched from anywhere."""
    shown = clean(letter)
    return (
        f'<!DOCTYPE html>\n<html{_tongue(shown.language)}><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(shown.title)}</title>'
        f"<style>{STYLE}{BIG if shown.large or shown.easy else ''}</style>"
        f"</head>\n<body><main>\n{body(shown)}\n</main></body></html>\n"
    )


def _drawn(block: b.Any, letter: b.Letter, lower: int) -> str:
    """A block; in a language of its own where it has one, so that it is read aloud and set as that."""
    drawn = _DRAW[type(block)](block, lower)
    own = block.lang and block.lang != letter.language
    return f"<div{_tongue(block.lang)}>{drawn}</div>" if own else drawn


def _tongue(code: str) -> str:
    return f' lang="{escape(code)}" dir="{"rtl" if b.right_to_left(code) else "ltr"}"'


def _lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.splitlines())


def _part(block: b.Any) -> str:
    return f' data-part="{escape(block.part)}"' if block.part else ""


def _rows(rows: Iterable[tuple[str, ...]]) -> str:
    return "".join(f"<div><dt>{escape(name)}</dt><dd>{_linked(value)}</dd></div>" for name, value in rows)


def _linked(value: str) -> str:
    """The value, as a link where it is an address."""
    to = links.target(value)
    return f'<a class="govuk-link" href="{escape(to)}">{escape(value)}</a>' if to else _lines(value)


def _letterhead(block: b.Letterhead, _: int) -> str:
    lines = "".join(f"<p>{escape(name)}: {_linked(value)}</p>" for name, value in block.contacts)
    return f'<div class="pr-letter__head"><p class="who">{escape(block.name)}</p>{lines}</div>'


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
