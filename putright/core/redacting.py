"""Finding words that must be withheld, however they are set: over line breaks, in capitals, with other hyphens.

Only letters and digits are compared, without case or accents; what stands between them does not matter. A word of
fewer than five letters counts only where it stands alone, so that “Ann” leaves “cannot” as it is but not “toAnn2.pdf”.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

BAR = "[redacted]"
"""What stands in a text where words were withheld; pages draw it as a black bar."""
FEWEST = 2
ALONE = 5
"""From this many letters on, words are found inside longer words too."""
CROSSED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "þ": "th", "æ": "ae", "œ": "oe"})
"""Letters that Unicode does not take apart, as people type them without their marks."""


def letters(text: str) -> str:
    """What of a text is compared.

    >>> letters("O'Néil-Ray, 07700 900 123")
    'oneilray07700900123'
    """
    return "".join(map(_plain, text))


def usable(phrase: str) -> bool:
    """Whether there is enough in a phrase to look for."""
    return len(letters(phrase)) >= FEWEST


def find(text: str, phrases: Iterable[str]) -> list[tuple[int, int]]:
    """Where the phrases stand in a text: (start, end) of each place, in order, none overlapping another."""
    compared: list[str] = []
    origin: list[int] = []
    for place, char in enumerate(text):
        for one in _plain(char):
            compared.append(one)
            origin.append(place)
    whole = "".join(compared)
    found = [span for phrase in phrases for span in _places(text, whole, origin, phrase)]
    return _merged(found)


def cover(text: str, phrases: Iterable[str], bar: str = BAR) -> str:
    """The text with the bar in place of each phrase.

    >>> cover("Mrs. Ada\\nLovelace called", ["ada lovelace"])
    'Mrs. [redacted] called'
    """
    kept, last = [], 0
    for start, end in find(text, phrases):
        kept += [text[last:start], bar]
        last = end
    return "".join(kept) + text[last:]


def pattern(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """An expression that finds the phrases in what is no running text, such as metadata; None without phrases."""
    found = [_expression(phrase) for phrase in phrases if usable(phrase)]
    return re.compile("|".join(found), re.IGNORECASE) if found else None


def _expression(phrase: str) -> str:
    words = [re.escape(word) for word in re.findall(r"\w+", phrase)]
    joined = r"[\W_]{0,4}".join(words)
    return joined if len(letters(phrase)) >= ALONE else rf"\b{joined}\b"


def _plain(char: str) -> str:
    if char.isascii():
        return char.lower() if char.isalnum() else ""
    parts = unicodedata.normalize("NFKD", char).casefold().translate(CROSSED)
    return "".join(one for one in parts if one.isalnum())


def _places(text: str, whole: str, origin: Sequence[int], phrase: str) -> Iterable[tuple[int, int]]:
    wanted = letters(phrase)
    start = whole.find(wanted) if len(wanted) >= FEWEST else -1
    while start >= 0:
        first, last = origin[start], origin[start + len(wanted) - 1]
        if len(wanted) >= ALONE or _alone(text, first, last):
            yield first, last + 1
        start = whole.find(wanted, start + 1)


def _alone(text: str, first: int, last: int) -> bool:
    return _parted(text[first - 1 : first], text[first]) and _parted(text[last], text[last + 1 : last + 2])


def _parted(left: str, right: str) -> bool:
    """Whether a word ends between two characters; in the name of a file, also before a capital or a figure."""
    if not (left.isalnum() and right.isalnum()):
        return True
    return left.isdigit() != right.isdigit() or (left.islower() and right.isupper())


def _merged(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
