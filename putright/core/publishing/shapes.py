"""A publication as a tree of blocks: the letters' own, and those that hold times, contacts and steps as structure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Any as Anything
from typing import Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from putright.core.letters.blocks import Block, Details, Heading, Rows

Layout = Literal["policy", "leaflet", "insert", "poster", "posts", "picture"]


class Piece(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of a block."""


class Figure(Piece, frozen=True, kw_only=True):
    """A period that a publication states: `of` names what in the policy it was taken from, such as a clock."""

    of: str
    number: int
    unit: str


class Line(Piece, frozen=True, kw_only=True):
    """A sentence or a few, with every period that stands in them. `lang`: its language, where not the publication's."""

    text: str
    figures: tuple[Figure, ...] = ()
    lang: str = ""


class Step(Piece, frozen=True, kw_only=True):
    """One step of the procedure; `big` is its time, to be seen from afar, and `unit` its unit in words."""

    title: str
    lines: tuple[Line, ...] = ()
    big: Figure | None = None
    unit: str = ""
    theirs: bool = False


class Lines(Block, frozen=True, kw_only=True, tag="lines"):
    """Running text, or a list."""

    items: tuple[Line, ...]
    bullets: bool = False


class Steps(Block, frozen=True, kw_only=True, tag="steps"):
    """The procedure from first word to last, drawn as a picture that reads as a list."""

    items: tuple[Step, ...]


class Reach(Block, frozen=True, kw_only=True, tag="reach"):
    """Where somebody is reached. `whom`: `landlord`, or the id of a body of the register."""

    whom: str
    title: str = ""
    says: tuple[Line, ...] = ()
    rows: Rows = ()


class Post(Block, frozen=True, kw_only=True, tag="post"):
    """A message for social media, so many weeks after the schedule begins."""

    week: int
    line: Line


class Turn(Block, frozen=True, kw_only=True, tag="turn"):
    """Where a sheet is turned over, or the next column begins."""

    to: Literal["side", "column"] = "side"


Any = Heading | Details | Lines | Steps | Reach | Post | Turn


class Document(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A publication. `version` is the policy's own; `number` and `on` are given when it is published."""

    kind: str
    layout: Layout
    title: str
    organisation: str
    policy: str
    version: str
    on: date
    blocks: tuple[Any, ...]
    brand: str = ""
    lead: str = ""
    foot: tuple[str, ...] = ()
    number: int = 0
    colour: str = ""
    language: str = "en-GB"


def freeze(document: Document) -> str:
    """The publication as canonical JSON: the same one always gives the same text."""
    return msgspec.json.encode(document, order="sorted").decode()


def thaw(text: str) -> Document:
    """The publication of a canonical JSON text. Raises `msgspec.DecodeError` where it is not one."""
    return msgspec.json.decode(text, type=Document)


def content(document: Document) -> str:
    """The SHA-256 of what it says, whenever it was published: another one means that something has changed."""
    return hashlib.sha256(freeze(replace(document, on=date.min, number=0)).encode()).hexdigest()


def texts(block: Anything) -> Iterator[str]:
    """What a block says, in the order in which it is read."""
    match block:
        case Heading():
            yield block.text
        case Details():
            yield from (cell for row in block.rows for cell in row)
        case Lines():
            yield from (line.text for line in block.items)
        case Steps():
            for step in block.items:
                yield from step_texts(step)
        case Reach():
            yield from filter(None, (block.title, *(line.text for line in block.says)))
            yield from (cell for row in block.rows for cell in row)
        case Post():
            yield block.line.text


def ended(text: str) -> str:
    """A text with a full stop where it has no end of its own, to stand in a line with others."""
    return text if not text or text[-1] in "?!.:…۔؟" else f"{text}."


def step_texts(step: Step) -> Iterator[str]:
    """What a step says."""
    yield step.title
    if step.big:
        yield f"{step.big.number} {step.unit}"
    yield from (line.text for line in step.lines)


def spoken(document: Document) -> Iterator[str]:
    """All that it says, in the order in which it is read."""
    yield from filter(None, (document.organisation, document.title, document.lead))
    for block in document.blocks:
        yield from texts(block)
    yield from document.foot


def lines(document: Document) -> Iterator[Line]:
    """Every sentence of it that may state a period."""
    for block in document.blocks:
        match block:
            case Lines():
                yield from block.items
            case Steps():
                yield from (line for step in block.items for line in step.lines)
            case Reach():
                yield from block.says
            case Post():
                yield block.line


def figures(document: Document) -> Iterator[Figure]:
    """Every period that it states."""
    for block in document.blocks:
        if isinstance(block, Steps):
            yield from (step.big for step in block.items if step.big)
    for line in lines(document):
        yield from line.figures


def contacts(document: Document) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every way it names of reaching somebody: (whom, (how, detail))."""
    for block in document.blocks:
        if isinstance(block, Reach):
            yield from ((block.whom, row) for row in block.rows)
