"""What the printed letter needs to know beyond its words: the look, each block's language, pictures and links.

The template (`letter.typ`) decides nothing about the content; it draws what stands here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from putright.core.letters import blocks as b
from putright.core.letters import easy, links
from putright.core.letters.printable import ready
from putright.core.letters.tongue import ENGLISH, Tongue

LONGEST = {"standard": 32, "large": 22, "easy": 18}
"""How many characters without a space surely fit on a line; longer ones are given places to break."""
WHOLE = 15
"""As many lines of a table, or of names and values, stay together: about a third of a page, surely less than one."""
_ADDRESS = 2
"""Addresses are in small letters: so many times more of them fit, and they are copied whole."""
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[\dA-Z]?) (\d[A-Z]{2})\b")
_RUN = re.compile(r"[^\s/?&=-]+")
_CODE = re.compile(r"([a-z]{2,3})(?:-([A-Z]{2}))?")


@dataclass(frozen=True)
class Place:
    """Where the address must stand, in millimetres from the left and the top edge of the paper."""

    left: float = 25
    top: float = 51
    width: float = 75
    height: float = 29.5


ADDRESS = Place()
"""In the window of a DL envelope (110 by 220 mm): 35 by 90 mm, 20 mm from its left, 18 mm from its foot (BS 4264).

The paper has 10 mm to slide in sideways and 11 mm up and down: what stands here is seen wherever it lies, but for the
name above the address where the paper has slid up as far as it goes, as Royal Mail allows.
"""


def look(letter: b.Letter) -> str:
    """How it is laid out: `standard`, `large` or `easy`."""
    return "easy" if letter.easy else "large" if letter.large else "standard"


def sheet(letter: b.Letter, tongue: Tongue = ENGLISH) -> dict[str, Any]:
    """The letter as the template takes it."""
    shown = ready(letter)
    return {
        "title": shown.title, "author": next((x.name for x in shown.blocks if isinstance(x, b.Letterhead)), ""),
        "reference": shown.reference, "look": look(shown), **_language(shown.language),
        "blocks": [_breakable(one, _longest(one, look(shown))) for one in _leading(list(_blocks(shown)))],
        "page": tongue.t("Page {n} of {count}"), "window": vars(ADDRESS),
    }  # fmt: skip


def _language(code: str) -> dict[str, Any]:
    """A language as the template names it: what is no code at all is taken for English."""
    found = _CODE.fullmatch(code)
    lang, region = (found[1], found[2]) if found else ("en", "GB")
    return {"lang": lang, "region": region, "rtl": b.right_to_left(lang)}


def _blocks(letter: b.Letter) -> Iterator[dict[str, Any]]:
    level = 0
    for block, picture in zip(letter.blocks, easy.symbols(letter), strict=True):
        if not any(text.strip() for text in b.texts(block)):
            continue
        found = _block(block, letter)
        if isinstance(block, b.Heading):
            level = found["level"] = max(1, min(block.level, level + 1))  # PDF/UA lets no level be left out
        if letter.easy:
            found |= {"picture": picture, "date": easy.key_date(block)}
        if isinstance(block, b.Details | b.Table):
            found["whole"] = _lines(block, LONGEST[look(letter)]) <= WHOLE
        yield found


def _lines(block: b.Details | b.Table, longest: int) -> int:
    """How many lines its rows take side by side, rather too many than too few."""
    cells = ([sum(len(line) // longest + 1 for line in cell.split("\n")) for cell in row] for row in block.rows)
    return sum(max(row, default=0) for row in cells)


def _leading(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same, each paragraph marked that leads to what must stand on its page: what it announces, or whom to reach.

    Names and values say little without the section they stand in: all of its paragraphs before them go with them.
    """
    following = ""
    for one in reversed(found):
        leads = one["block"] == "paragraph" and (following == "details" or one["text"].endswith(":"))
        if leads:
            one["leads"] = True
        following = following if leads and following == "details" else one["block"]
    return found


def _block(block: b.Any, letter: b.Letter) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.to_builtins(block)
    if block.lang and block.lang != letter.language:
        found["tongue"] = _language(block.lang)
    pairs = {b.Letterhead: "contacts", b.Details: "rows"}.get(type(block), "")
    if pairs in found:
        found[pairs] = [{"label": label, "value": value, "to": links.target(value)} for label, value in found[pairs]]
    return found


def _longest(block: dict[str, Any], how: str) -> int:
    return LONGEST[how] // (2 if block["block"] == "table" else 1)


def _breakable(value: Any, longest: int) -> Any:
    """The same with places to break in what would run over the edge of the paper, and postcodes that do not break.

    Where a link leads stays as it is.
    """
    if isinstance(value, str):
        return _RUN.sub(lambda run: _broken(run[0], longest), _POSTCODE.sub("\\1\u00a0\\2", value))
    if isinstance(value, dict):
        return {key: one if key == "to" else _breakable(one, longest) for key, one in value.items()}
    return [_breakable(one, longest) for one in value] if isinstance(value, list | tuple) else value


def _broken(run: str, longest: int) -> str:
    if links.target(run) and len(run) <= longest * _ADDRESS:
        return run
    return "\u200b".join(run[n : n + longest] for n in range(0, len(run), longest))
