"""What is wrong with a wording beyond its shape: citations, brands, editions, places, colours, ids that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from putright.core.pack import Pack, Provision
from putright.core.related import unknown_places
from putright.core.validate.shapes import Fault, Path, hint
from putright.core.wording import Wording

REPEATED = ("letters",)
"""Sections in which an id may stand more than once: the first that fits a case is taken."""
PLACEHOLDERS = ("complainant",)
READABLE = 4.5
"""The least contrast of a colour with the white text on it (WCAG 2.2, 1.4.3)."""
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def wording_faults(
    wording: Wording, pack: Pack, editions: Mapping[str, Any], provisions: Mapping[str, Provision]
) -> Iterator[Fault]:
    """Every fault of a wording that its shape does not show."""
    for section, entries in msgspec.to_builtins(wording).items():
        if section == "look":
            continue
        for n, entry in enumerate(entries):
            at = (section, str(n))
            yield from _known((*at, "cites"), entry.get("cites", ()), provisions, "provision")
            yield from _known((*at, "brands"), entry.get("brands", ()), pack.brands, "brand")
            yield from _known((*at, "edition"), entry.get("edition", ()), editions, "edition")
        if section not in REPEATED:
            yield from _twice(section, entries)
    for n, policy in enumerate(wording.related_policies):
        yield from (Fault(("related_policies", str(n), "shows_on", str(k)), text) for k, text in unknown_places(policy))
    yield from _letter_faults(wording)
    yield from _look_faults(wording, pack)


def _known(path: Path, names: Any, known: Mapping[str, Any], what: str) -> Iterator[Fault]:
    for n, name in enumerate(names):
        if name not in known:
            yield Fault((*path, str(n)), f"there is no {what} {name!r}{hint(name, known)}")


def _twice(section: str, entries: Any) -> Iterator[Fault]:
    seen: set[str] = set()
    for n, entry in enumerate(entries):
        if entry.get("id") in seen:
            yield Fault((section, str(n), "id"), f"{entry['id']!r} stands twice in {section!r}")
        seen |= {entry["id"]} if "id" in entry else set()


def _letter_faults(wording: Wording) -> Iterator[Fault]:
    for n, letter in enumerate(wording.letters):
        for name in _PLACEHOLDER.findall(letter.text):
            if name not in PLACEHOLDERS:
                yield Fault(("letters", str(n), "text"), f"there is no placeholder {name!r}{hint(name, PLACEHOLDERS)}")


def _look_faults(wording: Wording, pack: Pack) -> Iterator[Fault]:
    if wording.look is None:
        return
    for name in wording.look.brands:
        if name not in pack.brands:
            yield Fault(("look", "brands", name), f"there is no brand {name!r}{hint(name, pack.brands)}")
    brands = [(("look", "brands", name), colour) for name, colour in wording.look.brands.items()]
    for path, colour in ((("look", "colour"), wording.look.colour), *brands):
        if contrast(colour) < READABLE:
            least = f"{contrast(colour):.1f} to 1, and {READABLE} to 1 is the least"
            yield Fault(path, f"{colour!r} is too light for white text: {least}")


def contrast(colour: str) -> float:
    """How a colour (#rrggbb) stands out from white, as WCAG 2.2 reckons it: 1 for white itself, 21 for black.

    >>> round(contrast("#000000"))
    21
    """
    red, green, blue = (_linear(int(colour[n : n + 2], 16) / 255) for n in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
