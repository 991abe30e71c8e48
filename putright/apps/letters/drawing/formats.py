"""The other formats of a letter: the same frozen words in large print, laid out to be read easily, as Word or text.

Each is made when it is asked for and kept beside the PDF, by the hash of the words and the format; text costs nothing
to make again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import msgspec

from putright.apps.letters.drawing import docx, pdf
from putright.apps.letters.drawing.stored import kept
from putright.apps.letters.models import Letter
from putright.core.letters import blocks, layout, text
from putright.core.letters.tongue import day

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Format:
    """A format: what a person asks for, the ending and media type of its file, and what makes it."""

    label: str
    ending: str
    media: str
    make: Callable[[blocks.Letter], bytes]


def _printed(*, large: bool = False, easy: bool = False) -> Callable[[blocks.Letter], bytes]:
    def make(letter: blocks.Letter) -> bytes:
        return pdf.render_apart(blocks.freeze(msgspec.structs.replace(letter, large=large, easy=easy)))

    return make


def _word(letter: blocks.Letter) -> bytes:
    return docx.to_word(letter, docx.COPY.format(day=day(letter.on)))


FORMATS = {
    "standard": Format("Standard print (PDF)", "pdf", "application/pdf", _printed()),
    "large": Format("Large print (PDF)", "pdf", "application/pdf", _printed(large=True)),
    "easy": Format("Easy-read layout (PDF)", "pdf", "application/pdf", _printed(easy=True)),
    "word": Format("Word", "docx", WORD, _word),
    "text": Format("Plain text", "txt", "text/plain; charset=utf-8", lambda letter: text.to_text(letter).encode()),
}
"""Every format by its name in an address."""


def offered(letter: blocks.Letter) -> dict[str, Format]:
    """The formats that a letter is not in already."""
    return {name: one for name, one in FORMATS.items() if name != layout.look(letter)}


def stored(letter: Letter, name: str) -> bytes:
    """A letter in a format: read from the storage, or made and put there. Raises `pdf.Unrendered`."""
    make = partial(FORMATS[name].make, blocks.thaw(letter.blocks or ""))
    return make() if name == "text" else kept(_place(letter, name), make)


def places(letter: Letter) -> Iterator[str]:
    """Where the storage may have files with the letter's words, for when they are erased."""
    yield letter.stored
    yield from (_place(letter, name) for name in FORMATS)


def file_name(letter: Letter, name: str) -> str:
    """What the file is called where it is saved."""
    return f"{letter.file_name.removesuffix('.pdf')}-{name}.{FORMATS[name].ending}"


def _place(letter: Letter, name: str) -> str:
    return f"{letter.stored.removesuffix('.pdf')}-{name}.{FORMATS[name].ending}"
