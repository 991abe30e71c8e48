"""The layout that is read easily: a line for each sentence, a picture for each section, dates that matter in a box.

The words are the letter's own. A machine that rewrote them might promise something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from putright.core.letters import blocks as b

SYMBOLS = {
    **dict.fromkeys(("stage", "next_steps", "escalation", "appeal", "goes_on"), "steps"),
    **dict.fromkeys(("definition", "comments", "apology"), "speech"),
    **dict.fromkeys(("investigation", "findings", "facts", "inquiries"), "magnifier"),
    **dict.fromkeys(("decision", "reasons", "equality"), "scales"),
    **dict.fromkeys(("remedy", "outstanding_actions", "work"), "tools"),
    **dict.fromkeys(("handler", "companion", "taking_part", "support"), "person"),
    **dict.fromkeys(("response_date", "how_long", "review"), "clock"),
    **dict.fromkeys(("procedure", "policy_copy", "records", "voluntary"), "book"),
    "hazard": "house",
    "ombudsman": "building",
}
"""The picture beside a section, by the first part in it that has one; all are drawn in `symbols.typ`."""
OTHER = "letter"
"""Beside the first heading, and sections about nothing of these."""
_END = re.compile(r"[.!?…۔؟][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\W_])")
_SHORT = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|st|no|nos|e\.g|i\.e|etc|approx|para|ref|tel|inc|a\.m|p\.m|ul|nr|np|godz|pkt)\.|\b[^\W\d_]\.)$",
    re.IGNORECASE,
)
_DATE = re.compile(r"\b\d{1,2}\b[^\d.]{2,24}\b\d{4}\b")
AHEAD = ("response_date", "escalation", "next_steps", "remedy", "outstanding_actions", "comments", "review",
         "appeal", "work")  # fmt: skip
"""The parts that name a day something happens or must be done by."""


def simply(letter: b.Letter) -> b.Letter:
    """The same words, a paragraph for each sentence, and in lists a line for each."""
    return msgspec.structs.replace(letter, blocks=tuple(one for block in letter.blocks for one in _split(block)))


def sentences(line: str) -> Iterator[str]:
    """The sentences of a line, with all that stands in them.

    >>> list(sentences('We rang Mr. Bell at 9 a.m. on Monday. He said "No." Nobody came.'))
    ['We rang Mr. Bell at 9 a.m. on Monday.', 'He said "No."', 'Nobody came.']
    """
    start = 0
    for end in _END.finditer(line):
        said = line[start : end.end()].strip()
        if not _SHORT.search(said):
            yield said
            start = end.end()
    yield line[start:].strip()


def symbols(letter: b.Letter) -> Iterator[str]:
    """For each block the picture that stands beside it: the letter's heading and each section's have one."""
    for n, block in enumerate(letter.blocks):
        level = block.level if isinstance(block, b.Heading) else 0
        yield {1: OTHER, 2: _symbol(letter.blocks[n:])}.get(level, "")


def key_date(block: b.Any) -> bool:
    """Whether a paragraph names a day that the reader must keep in mind."""
    matters = block.part in AHEAD or getattr(block, "strong", False)
    return isinstance(block, b.Paragraph) and matters and bool(_DATE.search(block.text))


def _symbol(blocks: tuple[b.Any, ...]) -> str:
    inside = [block.part for block in _section(blocks)]
    return next((SYMBOLS[part] for part in inside if part in SYMBOLS), OTHER)


def _section(blocks: tuple[b.Any, ...]) -> Iterator[b.Any]:
    yield blocks[0]
    for block in blocks[1:]:
        if isinstance(block, b.Heading) and block.level <= 2:
            return
        yield block


def _split(block: b.Any) -> Iterator[b.Any]:
    if isinstance(block, b.Paragraph):
        for line in block.text.splitlines():
            yield from (msgspec.structs.replace(block, text=one) for one in sentences(line) if one)
    elif isinstance(block, b.Bullets):
        yield msgspec.structs.replace(block, items=tuple(map(_lines, block.items)))
    else:
        yield block


def _lines(text: str) -> str:
    return "\n".join(one for line in text.splitlines() for one in sentences(line))
