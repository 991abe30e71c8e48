"""The parts of a letter that wait for a translator, and the letter once they are there.

What follows from the case and the policy is written in the letter's language from the start. What a person wrote
stands in English, marked with its `lang`, until somebody has translated it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from putright.core.letters import blocks as b


def key(text: str) -> str:
    """The same for the same words: what their translation is kept under. Other words need another translation.

    >>> key(" We are sorry. ") == key("We are sorry.")
    True
    """
    return hashlib.sha256(text.strip().encode()).hexdigest()[:16]


def waiting(letter: b.Letter) -> tuple[str, ...]:
    """The texts that wait for a translator, in the order of the letter, each once."""
    return tuple(dict.fromkeys(text.strip() for block in letter.blocks for text in _waiting(block)))


def _waiting(block: b.Any) -> Iterator[str]:
    """A text without a letter in it, such as a date in figures or an amount, is the same in every language."""
    if block.lang:
        yield from (text for text in b.texts(block) if any(sign.isalpha() for sign in text))


def translated(letter: b.Letter, known: Mapping[str, str]) -> b.Letter:
    """The letter with every text replaced that is `known`, by the key of its English words.

    A block is in the letter's own language once all its texts are.
    """
    found = {name: text.strip() for name, text in known.items() if text.strip()}
    return msgspec.structs.replace(letter, blocks=tuple(_translated(block, found) for block in letter.blocks))


def _translated(block: Any, known: Mapping[str, str]) -> Any:
    texts = list(_waiting(block))
    if not texts or not any(key(text) in known for text in texts):
        return block
    lang = "" if all(key(text) in known for text in texts) else block.lang
    return b.retold(block, lambda text: known.get(key(text), text), lang=lang)
