"""Drawing a sample that anybody can draw again: by a recorded seed, fair to every group, and open to everybody in it.

What is to be drawn from is put in an order in which those alike stand together, and within that in the order that the
seed gives. From there every so many-th is taken, beginning where the seed says. So everybody has the same chance, each
group gets its share to within one, and the same seed gives the same sample on every machine. Only whole numbers are
counted with, so no rounding of a processor can make a difference.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection, Sequence

Item = tuple[str, tuple[str, ...]]
"""What can be drawn: its key, and the groups it belongs to, the most important first (brand, outcome, channel)."""


def wanted(number: int, percent: int) -> int:
    """How many of a number are at least so many per cent of it.

    >>> wanted(41, 10), wanted(0, 10), wanted(4, 25)
    (5, 0, 1)
    """
    return -(-number * percent // 100)


def draw(seed: str, items: Sequence[Item], number: int) -> list[str]:
    """The keys of so many of the items; of all, where there are no more. In the order in which they were drawn.

    Raises `ValueError` where a key stands there twice, or the number is below zero.
    """
    keys = [key for key, _ in items]
    if len(set(keys)) < len(keys):
        raise ValueError("something stands twice among what is to be drawn from")
    if number < 0:
        raise ValueError(f"{number} cannot be drawn")
    line, total = _in_line(seed, items), len(items)
    number = min(number, total)
    if not number:
        return []
    begin = int(_mark(seed, "begin"), 16) % total
    drawn = [key for n, key in enumerate(line) if ((n + 1) * number + begin) // total > (n * number + begin) // total]
    return in_order(seed, drawn)


def in_order(seed: str, keys: Collection[str]) -> list[str]:
    """Keys in the order that a seed gives, whatever order they come in."""
    return sorted(keys, key=lambda key: (_mark(seed, "item", key), key))


def instead(seed: str, items: Sequence[Item], taken: Collection[str], of: str) -> str:
    """Who takes the place of somebody drawn: the next by the seed who is alike, else the next of all; "" if nobody is.

    `taken`: everybody who was drawn or took a place already. Raises `ValueError` where `of` is not among the items.
    """
    groups = dict(items)
    if of not in groups:
        raise ValueError(f"{of!r} is not among what was drawn from")
    left = [key for key in groups if key not in taken]
    alike = [key for key in left if groups[key] == groups[of]]
    return next(iter(in_order(seed, alike or left)), "")


def digest(items: Sequence[Item]) -> str:
    """The SHA-256 of what was drawn from, whatever order it comes in."""
    lines = (repr((key, tuple(groups))) for key, groups in sorted(items))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _in_line(seed: str, items: Sequence[Item]) -> list[str]:
    """The keys with those alike together: by their first group, within that by their second, and so on."""

    def place(item: Item) -> tuple[tuple[str, ...], str, str]:
        key, groups = item
        return tuple(_mark(seed, "group", *groups[: n + 1]) for n in range(len(groups))), _mark(seed, "item", key), key

    return [key for key, _ in sorted(items, key=place)]


def _mark(seed: str, *parts: str) -> str:
    """A number that nobody can foresee without the seed, and everybody can find with it."""
    said = "".join(f"{len(part)}:{part}" for part in parts)
    return hmac.new(seed.encode(), said.encode(), hashlib.sha256).hexdigest()
