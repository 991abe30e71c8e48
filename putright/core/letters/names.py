"""Finding people and firms in a text by the names that are known of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_TITLES = r"(?:mr|mrs|ms|miss|mx|dr|prof|rev|sir|dame)\.?"
_PLACES = r"(?:avenue|close|court|drive|gardens|house|lane|park|place|road|square|street|terrace|way)\b"
_ALSO_WORDS = frozenset([
    "april", "august", "autumn", "bell", "bill", "bishop", "black", "brown", "church", "cook", "dawn", "day", "dean",
    "eve", "faith", "field", "frank", "grace", "gray", "green", "grey", "hall", "hill", "holly", "hope", "hunt",
    "ivy", "jack", "joy", "june", "king", "lane", "law", "long", "love", "mark", "may", "miles", "mill", "moss",
    "new", "north", "page", "park", "penny", "pool", "rich", "rob", "rock", "rose", "sandy", "short", "small",
    "south", "stone", "street", "sue", "summer", "walker", "ward", "wells", "west", "white", "will", "winter", "wood",
    "young",
])  # fmt: skip
"""Names that are words as well: alone they say nothing."""
_ENDINGS = re.compile(r"\s+(?:ltd|limited|plc|llp|inc|co)\.?$", re.IGNORECASE)


def people_in(text: str, people: Iterable[str], theirs: str) -> Iterator[str]:
    """Each person of a list who is named in a text, as it stands there.

    In full; by the last name with a title; or by the first or last name alone, where that is no word as well, stands
    with a capital inside a sentence, and is not one of `theirs`, the names and address of whom the letter goes to.
    """
    own = {word.casefold() for word in re.findall(r"[^\W\d_]+", theirs)}
    said = text.casefold()
    for person in dict.fromkeys(people):
        parts = person.split()
        near = len(parts) > 1 and (parts[0].casefold() in said or parts[-1].casefold() in said)
        if near and person.casefold() not in theirs.casefold():
            alone = tuple(p for p in (parts[0], parts[-1]) if _telling(p) and p.casefold() not in own)
            match = _person(tuple(parts), alone).search(text)
            if match:
                yield " ".join(match[0].split())


def _telling(name: str) -> bool:
    return len(name) > 2 and name.casefold() not in _ALSO_WORDS


@lru_cache(4096)
def _person(parts: tuple[str, ...], alone: tuple[str, ...]) -> re.Pattern[str]:
    full = r"\s+".join(re.escape(part) for part in parts)
    ways = [rf"\b(?i:{full})\b", rf"\b(?i:{_TITLES})\s+(?i:{re.escape(parts[-1])})\b"]
    ways += [rf"(?<=[\w,;:)]\s){re.escape(name[:1].upper() + name[1:])}\b(?!\s+(?i:{_PLACES}))" for name in alone]
    return re.compile("|".join(ways))


def firms_in(text: str, firms: Iterable[str]) -> Iterator[str]:
    """Each firm or person of a list who is named in a text in full, with or without "Ltd"."""
    for firm in dict.fromkeys(firms):
        short = _ENDINGS.sub("", firm.strip())
        if len(short) > 2 and (match := _firm(short).search(text)):
            yield " ".join(match[0].split())


@lru_cache(1024)
def _firm(name: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in name.split())
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
