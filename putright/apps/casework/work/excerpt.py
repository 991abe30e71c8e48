"""Where what was looked for stands in a text."""

from __future__ import annotations

import re

from putright.apps.casework.search import normalise

WIDE = 180
Piece = tuple[str, bool]
"""Some text, and whether it is what was looked for."""


def marked(text: str, sought: str) -> list[Piece]:
    """A text in pieces, those that begin with a word that was sought set apart.

    >>> marked("Mould in the hall", "mou hall")
    [('Mou', True), ('ld in the ', False), ('hall', True)]
    """
    words = sorted(normalise(sought).split()[:10], key=len, reverse=True)
    if not words or not text:
        return [(text, False)] if text else []
    found = re.split(rf"(?<![^\W_])({'|'.join(map(re.escape, words))})", text, flags=re.IGNORECASE)
    return [(piece, n % 2 == 1) for n, piece in enumerate(found) if piece]


def excerpt(text: str, sought: str) -> list[Piece]:
    """About as much of a text as fits two lines, from shortly before the first word that was sought."""
    before = 0
    for piece, hit in marked(text, sought):
        if hit:
            break
        before += len(piece)
    start = text.rfind(" ", 0, max(0, before - 50)) + 1 if before < len(text) and before > 60 else 0
    end = text.rfind(" ", 0, start + WIDE) if len(text) > start + WIDE else len(text)
    cut = ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")
    return marked(cut, sought)
