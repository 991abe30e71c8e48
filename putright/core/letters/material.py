"""What a letter is composed from, and the smallest pieces that every letter is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from putright.core.case import Case
from putright.core.letters import blocks as b
from putright.core.letters.tongue import ENGLISH, Tongue
from putright.core.letters.voice import Voice
from putright.core.state import Stage

Blocks = Iterator[b.Any]


@dataclass(frozen=True)
class Recipient:
    """To whom a letter goes: a name, the lines of their address, and for whom they act.

    `key` is what events call them by where they are not on the complainant's side: a person's id, or a body's.
    `party` is their key where they are.
    """

    name: str
    lines: tuple[str, ...] = ()
    acts_for: str = ""
    key: str = ""
    party: str = ""


@dataclass(frozen=True)
class Follow:
    """Where whoever a letter goes to can follow the complaint, and the code that opens it with what they know.

    `survey`: where they say how it was for them.
    """

    address: str
    code: str
    survey: str = ""


@dataclass(frozen=True)
class Material:
    """What a letter is composed from. `case` stands as it will once the letter is out; `register` is that of bodies.

    `typed` holds what a person wrote for this letter, by the name of its place.
    """

    case: Case
    voice: Voice
    register: Mapping[str, Any]
    to: Recipient
    reference: str
    landlord: str
    on: date
    typed: Mapping[str, str] = field(default_factory=dict)
    signed_by: str = ""
    tongue: Tongue = ENGLISH
    follow: Follow | None = None

    @property
    def stage(self) -> Stage:
        """The stage the letter is about."""
        stages = self.case.state.stages
        return self.case.state.current or stages.get(1) or Stage(1, self.case.state.received)

    @property
    def organisation(self) -> str:
        """The landlord the complainant knows: the brand, where there is one."""
        brand = self.case.policy.branded
        return brand.name if brand else self.landlord

    @property
    def foreign(self) -> str:
        """The language of what people wrote, where the letter is in another; else empty."""
        return "" if self.tongue.english else ENGLISH.code

    def wrote(self, place: str) -> str:
        """What was typed for a place, without the white space around it."""
        return self.typed.get(place, "").strip()

    def t(self, text: str, /, **slots: object) -> str:
        """A fixed text in the letter's language, with its `{slots}` filled. The text is always a literal."""
        return self.tongue.t(text, **slots)

    def tn(self, one: str, many: str, number: int, /, **slots: object) -> str:
        """The same of something counted; `{n}` is the number. Both texts are always literals."""
        return self.tongue.tn(one, many, number, **slots)

    def day(self, on: date) -> str:
        """A date as the letter's language writes it."""
        return self.tongue.day(on)


def paragraph(
    text: str, part: str = "", *, cites: tuple[str, ...] = (), written: bool = False, lang: str = ""
) -> Blocks:
    """Text as paragraphs, one for each stretch between blank lines; none where it is empty."""
    for stretch in text.replace("\r\n", "\n").split("\n\n"):
        if stretch.strip():
            yield b.Paragraph(text=stretch.strip(), part=part, cites=cites, written=written, lang=lang)


def typed(m: Material, text: str, part: str = "") -> Blocks:
    """What a person wrote for this letter, in the language they wrote it in."""
    yield from paragraph(text, part, written=True, lang=m.foreign)


def says(m: Material, sentence: str, part: str = "", **slots: object) -> Blocks:
    """One of the landlord's own sentences; in its own words where it has not been translated."""
    own = m.voice.says(sentence)
    known = m.tongue.known(own)
    text = own if known is None else known
    for name, value in slots.items():
        text = text.replace(f"{{{name}}}", str(value))
    yield from paragraph(text, part, cites=m.voice.cites(sentence), lang=m.foreign if known is None else "")


def says_or(m: Material, sentence: str, otherwise: str, part: str = "") -> Blocks:
    """The landlord's own sentence; `otherwise`, in the letter's language already, where it has none."""
    yield from says(m, sentence, part) if m.voice.says(sentence) else paragraph(otherwise, part)


def section(title: str, inside: Blocks, part: str = "", level: int = 2) -> Blocks:
    """A heading with what stands under it; neither where nothing does."""
    found = tuple(inside)
    if found:
        yield b.Heading(text=title, level=level, part=part)
        yield from found
