"""HTML as the plain text its reader would see. Nothing in it is run, fetched or followed."""

from __future__ import annotations

import re
from html import unescape

from inscriptis.html_engine import Inscriptis
from lxml import etree, html

from putright.apps.mailbox.reading.characters import clean, words

UNREAD = ("script", "style", "title", "template", "noscript", "object", "applet")
BLOCKS = {
    "p",
    "div",
    "br",
    "tr",
    "li",
    "table",
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "pre",
    "hr",
}
ENDS = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
"""The parser reads nothing behind them; some programs put an answer or a footer there."""
TAGS = re.compile(r"<(script|style)\b(?:(?!<\1\b).)*?</\1\s*>|<[^<>]*>", re.IGNORECASE | re.DOTALL)
"""None of them is looked for beyond where the next begins: else a page of beginnings takes hours."""
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
DEEPEST = 150
MOST = 20_000
"""Elements within one another, and in all, that are laid out; beyond, the words come without a layout."""


def to_text(source: str) -> str:
    """What is written in an HTML text: its words in order, tables and lists laid out. Never raises, never loses words.

    What is hidden is left out, unless there is nothing else.
    """
    tree = _tree(source)
    if tree is None:
        return tidy(unescape(TAGS.sub(" ", source)))
    everything = _words_of(tree)
    _drop_hidden(tree)
    seen = _words_of(tree)
    laid_out = _laid_out(tree)
    found = laid_out if words(seen) <= words(laid_out) else seen
    return tidy(found) or tidy(everything)


def tidy(text: str) -> str:
    """Without spaces at the ends of lines and with one empty line at most between paragraphs."""
    lines = [line.rstrip() for line in clean(text.replace("\xa0", " ")).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n").rstrip()


def _tree(source: str) -> etree._Element | None:
    """The parsed text without what nobody reads; None if there is nothing in it, or it is nested beyond reason."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(ENDS.sub("", source).strip().encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        return None
    etree.strip_elements(tree, *UNREAD, with_tail=False)
    return tree


def _drop_hidden(tree: etree._Element) -> None:
    hidden = [
        one for one in tree.iter(etree.Element)
        if one.getparent() is not None and (HIDDEN.search(one.get("style") or "") or "hidden" in one.attrib)
    ]  # fmt: skip
    for one in hidden:
        one.text = None
        for child in list(one):
            one.remove(child)


def _laid_out(tree: etree._Element) -> str:
    """The text with its tables and lists; empty where there is too much of them to lay out."""
    if _depth(tree) > DEEPEST or sum(1 for _ in tree.iter()) > MOST:
        return ""
    return Inscriptis(tree).get_text()


def _depth(tree: etree._Element) -> int:
    deepest = depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _words_of(tree: etree._Element) -> str:
    """All text of a tree, a new line where a block begins or ends."""
    found: list[str] = []
    for event, one in etree.iterwalk(tree, events=("start", "end")):
        found.append("\n" if one.tag in BLOCKS else " " if one.tag in {"td", "th"} else "")
        found.append((one.text if event == "start" else one.tail) or "")
    return "".join(found)
