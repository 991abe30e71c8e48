"""What every mapping of a pack or an edition is: strict about its keys, and citing what it rests on."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct, json

Cites = Annotated[tuple[str, ...], Meta(min_length=1)]
"""Provisions by id, at least one: a value with no provision behind it does not load."""


class Shape(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, rename={"from_": "from"}
):
    """A mapping of a pack."""


def prepare() -> None:
    """Has every structure that is defined by now looked at by msgspec, while one thread alone is running.

    A trap: two threads of a process that first meet the same structure at once can crash it (seen with msgspec 0.22).
    """
    waiting: list[type[Struct]] = [Struct]
    while waiting:
        found: list[type[Struct]] = waiting.pop().__subclasses__()
        for kind in found:
            json.Decoder(kind)
        waiting += found
