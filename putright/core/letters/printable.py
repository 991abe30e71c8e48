"""Texts as they can be printed: whatever was typed or pasted, only what shows is left, and nothing steers the rest."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

import msgspec

from putright.core.letters import blocks as b
from putright.core.letters import easy

MARKS = 4
"""How many accents one letter may carry: more than any language writes, less than what runs over the lines around."""
KEPT = "\t\n\u200b\u200c\u200d\u200e\u200f\u061c"
"""Of what has no shape of its own: line breaks, where a line may break, and what Arabic, Persian and Urdu need."""
_PLAIN = re.compile(r"[\t\n -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2022]*")
_GAP = re.compile(r"(?<=\d) (?=\d)")
_HOUSE = re.compile(r"(?m)^(?=\d[\d ,/-]*[A-Za-z])")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def printable(text: str) -> str:
    """The text without control characters, half characters and marks that turn its direction; accents joined.

    >>> printable("Cafe\\u0301\\x00 \\u202eturned")
    'Café turned'
    """
    if _PLAIN.fullmatch(text):
        return text
    joined = unicodedata.normalize("NFC", _BREAKS.sub("\n", text))
    return "".join(_few_marks(char for char in joined if char in KEPT or unicodedata.category(char)[0] != "C"))


def _few_marks(text: Iterable[str]) -> Iterator[str]:
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if marks <= MARKS:
            yield char


def one_line(text: str) -> str:
    """The text as a header, a title or a name of a file takes it: on one line, with single spaces."""
    return " ".join(printable(text).split())


def clean(letter: b.Letter) -> b.Letter:
    """A letter of which every text can be printed: what it is frozen as."""
    return _each(letter, printable)


def ready(letter: b.Letter) -> b.Letter:
    """A letter as it is drawn, in every format: clean, and a line for each sentence where it is to be read easily."""
    shown = _each(letter, _in_order if letter.rtl else printable)
    return easy.simply(shown) if shown.easy else shown


def _in_order(text: str) -> str:
    """Text of a right-to-left letter in which the groups of a telephone number do not change places.

    The number of a house stays before its street: a mark that is not seen says that the line begins from the left.
    """
    return _GAP.sub("\u00a0", _HOUSE.sub("\u200e", printable(text)))


def _each(letter: b.Letter, change: Callable[[str], str]) -> b.Letter:
    blocks = tuple(b.retold(block, change) for block in letter.blocks)
    title, reference = one_line(letter.title), one_line(letter.reference)
    return msgspec.structs.replace(letter, title=title, reference=reference, blocks=blocks)
