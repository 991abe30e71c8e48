"""A letter in another language has nothing in it that still waits for its translator."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.letters import blocks as b
from putright.core.letters import prose
from putright.core.letters.gate.base import Checked, Finding, rule


@rule(
    must=False,
    title="Everything is translated",
    why="What somebody wrote for this letter is what matters most in it, and the only part no catalogue translates.",
)
def untranslated(checked: Checked) -> Iterator[Finding]:
    """A finding for each stretch that is not in the letter's language, beside the field it was typed in."""
    for block in checked.letter.blocks:
        if not block.lang or _same(block.lang, checked.letter.language) or isinstance(block, b.Letterhead | b.Address):
            continue
        text = " ".join(b.texts(block))
        if text.strip():
            yield Finding(
                text="This is not in the language of the letter.",
                place=_place(checked, text),
                excerpt=prose.shorten(text),
                instead="Have it translated, or say here who reads it to them and when.",
            )


def _place(checked: Checked, text: str) -> str:
    plain = prose.same(text)
    return next((place for place, typed in checked.typed.items() if plain in prose.same(typed)), "")


def _same(one: str, other: str) -> bool:
    return one.partition("-")[0] == other.partition("-")[0]
