"""A publication as HTML: plain headings, lists and tables without classes of anybody's, so that it can be pasted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from itertools import count

from putright.core.letters.blocks import Details, Heading, Rows
from putright.core.publishing import picture
from putright.core.publishing import shapes as s

MAIL = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+")
SITE = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+(/[^\s<>\"']*)?")
TELEPHONE = re.compile(r"0[\d ]{8,13}\d")
STYLE = (
    "body{margin:0;background:#fff;color:#16232a;font:18px/1.55 Verdana,Arial,sans-serif}"
    "main{max-width:42em;margin:0 auto;padding:24px}h1{font-size:1.9em;line-height:1.15}"
    "h2{font-size:1.35em;margin:1.6em 0 .4em}h3{font-size:1.05em;margin:1.2em 0 .3em}dt{font-weight:bold}"
    "dd{margin:0 0 .6em;overflow-wrap:anywhere}ol>li{margin-bottom:.8em}"
)


def body(document: s.Document, top: int = 1) -> str:
    """All of it, from its title down. `top` is the level of its title; 0 leaves title and lead to the page."""
    said = []
    if top:
        said.append(f"<h{top}>{escape(document.title)}</h{top}>")
        said.append(f"<p>{escape(document.lead)}</p>" if document.lead else "")
    parts = count(1)
    for block in document.blocks:
        part = f' id="part-{next(parts)}"' if isinstance(block, Heading) and block.level == 2 else ""
        said.append(_draw(block, max(top, 1) - 1, part))
    said += [f"<p>{escape(text)}</p>" for text in document.foot]
    return "\n".join(filter(None, said))


def page(document: s.Document) -> str:
    """The whole document, which fetches nothing from anywhere."""
    title = escape(f"{document.title} – {document.organisation}")
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(document.language)}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        f"<style>{STYLE}</style></head>\n<body><main>\n<p>{escape(document.organisation)}</p>\n{body(document)}\n"
        "</main></body></html>\n"
    )


def _draw(block: s.Any, lower: int, part: str) -> str:  # noqa: PLR0911 (a line for each kind of block)
    match block:
        case Heading():
            level = min(block.level + lower, 6)
            return f"<h{level}{part}>{escape(block.text)}</h{level}>"
        case Details():
            return _pairs(block.rows, block.lang)
        case s.Lines():
            return _lines(block)
        case s.Steps():
            return _steps(block)
        case s.Reach():
            return _reach(block, lower)
        case s.Post():
            return f"<p>{escape(block.line.text)}</p>"
    return ""


def _lines(block: s.Lines) -> str:
    if block.bullets:
        return "<ul>" + "".join(f"<li{_lang(one.lang)}>{escape(one.text)}</li>" for one in block.items) + "</ul>"
    return "".join(f"<p{_lang(one.lang)}>{escape(one.text)}</p>" for one in block.items)


def _steps(block: s.Steps) -> str:
    items = "".join(
        f"<li><strong>{escape(step.title)}</strong>"
        + (f"<br>\n<b>{step.big.number} <small>{escape(step.unit)}</small></b>" if step.big else "")
        + "".join(f"<br>\n<span{_lang(line.lang)}>{escape(line.text)}</span>" for line in step.lines)
        + "</li>"
        for step in block.items
    )
    return f"<ol>{items}</ol>"


def _reach(block: s.Reach, lower: int) -> str:
    level = min(3 + lower, 6)
    title = f"<h{level}>{escape(block.title)}</h{level}>" if block.title else ""
    said = "".join(f"<p{_lang(one.lang)}>{escape(one.text)}</p>" for one in block.says)
    return title + said + _pairs(block.rows)


def _pairs(rows: Rows, lang: str = "") -> str:
    found = "".join(f"<div><dt>{escape(name)}</dt><dd>{_linked(value)}</dd></div>" for name, value in rows)
    return f"<dl{_lang(lang)}>{found}</dl>" if found else ""


def _lang(code: str) -> str:
    return f' lang="{escape(code)}"' if code else ""


def _linked(value: str) -> str:
    """A value, as a link where it is nothing but an address or a number."""
    for pattern, scheme in ((MAIL, "mailto:"), (SITE, "https://"), (TELEPHONE, "tel:")):
        if pattern.fullmatch(value):
            target = value.replace(" ", "") if scheme == "tel:" else value
            return f'<a href="{scheme}{escape(target)}">{escape(value)}</a>'
    return escape(value)


def pictured(document: s.Document) -> Iterable[str]:
    """Its pictures of the procedure, as SVG."""
    return (picture.svg(block, document) for block in document.blocks if isinstance(block, s.Steps))
