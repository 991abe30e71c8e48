"""A printed document as headings, paragraphs and sentences, each with the line it begins at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from putright.core.reading.words import stage_of, stages_of

_UNDERLINE = re.compile(r"[-=]{3,}")
_BULLET = re.compile(r"\s*(?:[-•·▪◦*]|\(?[a-z]\))\s+(?=\S)")
_NUMBER = re.compile(r"\s*((?:\d{1,2}\.)+\d{0,2})\s+(?=\S)")
_EMPHASIS = re.compile(r"\*\*|(?<![\w*])\*(?=\S)(?=[^*]+\*)|(?<=[^\s*])\*(?=[\s.,;:]|$)")
_SENTENCE = re.compile(r"(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\betc\.)(?<!\bTel\.)(?<=[.!?])['”’\"]?\s+(?=['“‘\"(]?[A-Z\d])")
_VERB = re.compile(
    r"\b(?:will|shall|should|may|must|is|are|was|were|has|have|can|cannot|we|you|if|by|to)\b", re.IGNORECASE
)
_STAGE = re.compile(r"stage\s+(?:one|two|three|[123])\b", re.IGNORECASE)
_OPENS_STAGE = re.compile(
    r"^stage\s+(?:one|two|three|[123])\s*(?::|[-–]\s)\s*\S"
    r"|\bthis (?:is|begins|starts) (?:our |the )?stage (?:one|two|three|[123])\b(?! (?:response|answer|decision))",
    re.IGNORECASE,
)  # fmt: skip
_NO_HEADING = re.compile(r"@|www\.|://|\d{3,}|: |^For .*:$|[-–]$|^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$|^P\.?O\.? Box\b")
_UNHAPPY = re.compile(r"\bunhappy\b|dissatisf|\bnot (?:happy|satisfied)|n['’]t (?:happy|satisfied)", re.IGNORECASE)
_LITTLE = re.compile(r"\b(?:a|an|the|our|your|their|this|of|to|at|in|for|from|with|by|and|or|under)$", re.IGNORECASE)
_PUBLISHED = re.compile(r"Published ((?:[A-Z]\w+ )?(\d{4}))$")
_CODE = re.compile(r"\b(?:Code|Ombudsman)\b", re.IGNORECASE)
_APPENDED = re.compile(r"(?:Appendix|Annex)\b", re.IGNORECASE)
SHORT = 50
"""A line with fewer characters that ends no sentence is taken for one of its own, not for the start of the next."""
WIDEST = 160
"""Characters of a line. Where one line in twenty is longer, lines are not broken at a width, and a capital begins a
paragraph."""
LONGEST_HEADING = 80
LONGEST_LINE = 4_000
LONGEST_SENTENCE = 500
"""Characters; what is longer is looked at in pieces, so that no text makes the patterns take for ever."""
LONGEST_BEFORE = 1_000
"""Characters before a sentence that say what it is about."""
MOST_LINES = 60
"""Lines of a paragraph."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, an item of a list, a row of a table or a heading.

    `line` is its first line in the document. `number` is the one it begins with, such as 5.1; `heading` the heading it
    stands under, or its own text where it `heads`. `stage` is the stage whose part of the procedure it is; `lead` the
    words that open its list. `breaks`: where in the text each further line begins.
    """

    text: str
    line: int
    number: str = ""
    item: bool = False
    heads: bool = False
    heading: str = ""
    stage: str = ""
    lead: str = ""
    cells: tuple[str, ...] = ()
    breaks: tuple[int, ...] = ()

    @property
    def where(self) -> str:
        """The number or the heading it stands under."""
        return self.number.rstrip(".") or self.heading


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where it stands. `before`: what its block says shortly before it."""

    text: str
    line: int
    block: Block = field(repr=False)
    before: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Lines that are another's document bound in with this one, and what that is called."""

    first: int
    last: int
    title: str
    year: str
    blocks: tuple[Block, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it is laid out; `left_out` are the parts that are not the landlord's own."""

    blocks: tuple[Block, ...]
    left_out: tuple[LeftOut, ...] = ()

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence but headings, in order."""
        return sentences(self.blocks)


def sentences(blocks: Sequence[Block]) -> Iterator[Sentence]:
    """Every sentence of some paragraphs but headings."""
    for block in blocks:
        if not block.heads:
            yield from _sentences(block)


def lay_out(text: str) -> Document:
    """The document of a text. What a Code says that is bound in with a policy is not the policy's, and is left out."""
    blocks = _under_headings(list(_blocks(text.splitlines())))
    return _without_bound_in(blocks)


# ---- paragraphs -----------------------------------------------------------------------------


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    current: list[tuple[int, str]] = []
    broken = 20 * sum(len(line) > WIDEST for line in lines) < sum(1 for line in lines if line.strip())
    for n, raw in _cut(lines):
        line = _EMPHASIS.sub("", raw.rstrip(" \r\n").replace("\f", ""))
        if _UNDERLINE.fullmatch(line.strip()):
            if current:
                yield replace(_block(current), heads=True)
            current = []
        elif current and _has_room(current) and _goes_on(current[-1][1], line, broken):
            current.append((n, line))
        else:
            if current:
                yield _block(current)
            current = [(n, line)] if line.strip() else []
    if current:
        yield _block(current)


def _has_room(lines: Sequence[tuple[int, str]]) -> bool:
    """Whether a paragraph may go on; patterns look at what is before a sentence, again for each sentence."""
    return len(lines) < MOST_LINES and sum(len(line) for _, line in lines) < LONGEST_LINE


def _cut(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Every line with its number, in pieces where it is endless."""
    for n, line in enumerate(lines, 1):
        yield from ((n, line[at : at + LONGEST_LINE]) for at in range(0, max(len(line), 1), LONGEST_LINE))


def _goes_on(last: str, line: str, broken: bool) -> bool:
    """Whether a line belongs to the paragraph of the one before it. `broken`: lines are broken at a width."""
    if not line.strip() or "\t" in line or "\t" in last or _BULLET.match(line) or _NUMBER.match(line):
        return False
    if line.startswith("  ") or not line.strip(" “‘'\"")[:1].isupper():
        return True
    little = _LITTLE.search(last.rstrip())
    if (_STAGE.match(line) and _is_heading(line.strip(), "") and not little) or not (broken or little):
        return last.rstrip().endswith(",")
    return not last.rstrip().endswith((".", ":", "!", "?", ";")) and (len(last) >= SHORT or last.rstrip()[-1] == ",")


def _block(lines: Sequence[tuple[int, str]]) -> Block:
    first, text = lines[0]
    number, item, text = _marks(text)
    cells = tuple(cell.strip() for cell in text.split("\t")) if "\t" in text else ()
    joined, breaks = " ".join(cells) if cells else text.strip(), []
    for _, more in lines[1:]:
        joined += " " + more.strip()
        breaks.append(len(joined) - len(more.strip()))
    heads = len(lines) == 1 and not cells and (not item or bool(number)) and _is_heading(joined, number)
    return Block(joined, first, number, item, heads, cells=cells, breaks=tuple(breaks))


def _marks(text: str) -> tuple[str, bool, str]:
    """The number a line begins with, whether it is an item of a list, and its text without either."""
    bullet = _BULLET.match(text)
    text = text[bullet.end() :] if bullet else text
    number = _NUMBER.match(text)
    return number[1] if number else "", bool(bullet), text[number.end() :] if number else text


def _is_heading(text: str, number: str) -> bool:
    words = text.split()
    if len(text) > LONGEST_HEADING or not text[:1].isupper() or _NO_HEADING.search(text):
        return False
    if _STAGE.match(text):
        return len(words) <= 7
    if text.endswith(":"):
        return len(words) <= 5 and not _VERB.search(text)
    return text[-1] not in ".;,!" and len(words) <= (10 if number else 9) and not text.startswith("If ")


# ---- headings -------------------------------------------------------------------------------


def _under_headings(blocks: Sequence[Block]) -> list[Block]:
    """Every block with the heading, the stage and the words that open its list."""
    found, heading, stage, lead, part = [], "", "", "", ""
    for block in blocks:
        if block.heads:
            heading, stage, lead = block.text.rstrip(":"), _stage_headed(block.text), ""
            part = f"{block.number.rstrip('.').removesuffix('.0')}." if block.number else ""
        elif opened := _OPENS_STAGE.search(block.text):
            stage = stage_of(opened[0])
        elif block.number and not block.text.startswith("If ") and not (part and block.number.startswith(part)):
            stage = ""
        if not block.heads and not block.item:
            lead = block.text if block.text.endswith((":", "-", "–")) else ""
        found.append(replace(block, heading=heading, stage=stage, lead=lead if block.item else ""))
    return found


def _stage_headed(heading: str) -> str:
    """The one stage that a heading names; none where it is about who is unhappy with that stage's answer."""
    named = set(stages_of(heading))
    return named.pop() if len(named) == 1 and not _UNHAPPY.search(heading) else ""


# ---- what is bound in -----------------------------------------------------------------------


def _without_bound_in(blocks: Sequence[Block]) -> Document:
    kept: list[Block] = []
    left: list[LeftOut] = []
    at = 0
    while at < len(blocks):
        published = _PUBLISHED.match(blocks[at].text)
        first = _title_of(blocks, at) if published else None
        if published and first is not None:
            last = next((n for n in range(at, len(blocks)) if _APPENDED.match(blocks[n].text)), len(blocks))
            title = next(block.text for block in blocks[first:at] if "Code" in block.text)
            title = title if "Ombudsman" in title else f"The Housing Ombudsman's {title}"
            last_line = blocks[last - 1].line
            left.append(LeftOut(blocks[first].line, last_line, f"{title}, {published[1]}", published[2],
                                tuple(blocks[first:last])))  # fmt: skip
            del kept[first - at :]
            at = last
            continue
        kept.append(blocks[at])
        at += 1
    return Document(tuple(kept), tuple(left))


def _title_of(blocks: Sequence[Block], at: int) -> int | None:
    """Where the title page of a Code begins that says at `at` when it was published; None where it is none."""
    named = [n for n in range(max(at - 4, 0), at) if _CODE.search(blocks[n].text) and len(blocks[n].text) < 80]
    return min(named) if any("Code" in blocks[n].text for n in named) else None


# ---- sentences ------------------------------------------------------------------------------


def _sentences(block: Block) -> Iterator[Sentence]:
    starts = [0, *(match.end() for match in _SENTENCE.finditer(block.text)), len(block.text)]
    for start, end in _pieces(starts):
        if text := block.text[start:end].strip():
            line = block.line + sum(1 for at in block.breaks if at <= start)
            yield Sentence(text, line, block, block.text[max(0, start - LONGEST_BEFORE) : start])


def _pieces(starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """From where to where each sentence goes, in pieces where it is endless."""
    for start, end in pairwise(starts):
        yield from ((at, min(at + LONGEST_SENTENCE, end)) for at in range(start, end, LONGEST_SENTENCE))
