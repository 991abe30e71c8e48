"""A letter as a tree of blocks. Every renderer (page, e-mail, plain text, PDF) draws the same tree.

A block belongs to a `part` (a name of `core.guards.letters.PART_NAMES`, or none) and names the provisions that ask for
it. Texts are plain: no mark-up means anything in them, whoever wrote them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

import msgspec
from msgspec import Struct

from putright.core.pack import LetterKind

Rows = tuple[tuple[str, ...], ...]
RIGHT_TO_LEFT = ("ar", "fa", "he", "ku", "ps", "sd", "ur", "yi")
"""The languages written from right to left."""


def right_to_left(code: str) -> bool:
    """Whether a language is written from right to left, by its code."""
    return code.partition("-")[0] in RIGHT_TO_LEFT


class Block(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="block"):
    """One piece of a letter. `written`: a person typed it for this letter; the rest follows from the case.

    `lang` is the language of its text where that is not the letter's own: it waits for a translator.
    """

    part: str = ""
    cites: tuple[str, ...] = ()
    written: bool = False
    lang: str = ""


class Letterhead(Block, frozen=True, kw_only=True, tag="letterhead"):
    """Who writes, and how to reach them: lines such as ("Telephone", "01823 …")."""

    name: str
    contacts: Rows = ()


class Address(Block, frozen=True, kw_only=True, tag="address"):
    """To whom: a line each."""

    lines: tuple[str, ...]


class Heading(Block, frozen=True, kw_only=True, tag="heading"):
    """A heading: 1 for the letter's subject, 2 for a section, 3 within one."""

    text: str
    level: int = 2


class Paragraph(Block, frozen=True, kw_only=True, tag="paragraph"):
    """Running text; a line break in it is kept. `strong` for the one sentence of a section that must be seen."""

    text: str
    strong: bool = False


class Bullets(Block, frozen=True, kw_only=True, tag="list"):
    """A list; `numbered` where the order counts."""

    items: tuple[str, ...]
    numbered: bool = False


class Table(Block, frozen=True, kw_only=True, tag="table"):
    """A table with its column headings."""

    head: tuple[str, ...]
    rows: Rows


class Details(Block, frozen=True, kw_only=True, tag="details"):
    """Names and values under each other: a date and reference, or where somebody is reached."""

    rows: Rows


class Signature(Block, frozen=True, kw_only=True, tag="signature"):
    """The closing words, and who signs: by role."""

    closing: str
    role: str
    organisation: str


Any = Letterhead | Address | Heading | Paragraph | Bullets | Table | Details | Signature


class Letter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A letter as it goes out. `large` asks for large print, `easy` for a layout that is read easily.

    `enclosures` is what goes into the envelope with it; `language` the code of the language it is written in.
    """

    kind: LetterKind
    stage: int
    on: date
    reference: str
    title: str
    blocks: tuple[Any, ...]
    large: bool = False
    easy: bool = False
    enclosures: tuple[str, ...] = ()
    language: str = "en-GB"

    @property
    def rtl(self) -> bool:
        """Whether it is written from right to left."""
        return right_to_left(self.language)


def freeze(letter: Letter) -> str:
    """The letter as canonical JSON: the same letter always gives the same text."""
    return msgspec.json.encode(letter, order="sorted").decode()


def thaw(text: str) -> Letter:
    """The letter of a canonical JSON text. Raises `msgspec.DecodeError` where it is not one."""
    return msgspec.json.decode(text, type=Letter)


def said(block: Any) -> dict[str, object]:
    """The fields of a block that hold what it says, with their values: all but those that say something about it."""
    about = Block.__struct_fields__
    return {name: value for name, value in msgspec.structs.asdict(block).items() if name not in about}


def texts(block: Any) -> Iterator[str]:
    """What a block says, in reading order, without its headings' levels or its lines."""
    for value in said(block).values():
        yield from _flat(value)


def retold(block: Any, change: Callable[[str], str], **also: object) -> Any:
    """The block with each of its texts changed, and `also` these fields."""
    return msgspec.structs.replace(
        block, **{name: _turned(value, change) for name, value in said(block).items()}, **also
    )


def _turned(value: object, change: Callable[[str], str]) -> object:
    if isinstance(value, str):
        return change(value)
    return tuple(_turned(one, change) for one in value) if isinstance(value, tuple) else value


def _flat(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _flat(one)


def missing(letter: Letter, required: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The required parts, each with its provisions, that the letter lacks or leaves empty. A heading alone is empty."""
    said = {b.part for b in letter.blocks if not isinstance(b, Heading) and any(text.strip() for text in texts(b))}
    return {part: cites for part, cites in required.items() if part not in said}
