"""The registry of letters: each is a function that writes it, named for the event that it gives notice of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from putright.core import events as e
from putright.core.case import Case
from putright.core.letters.material import Blocks, Material
from putright.core.pack import LetterKind

Parts = Mapping[str, tuple[str, ...]]


def _nothing(case: Case, event: e.Event) -> Parts:
    return {}


@dataclass(frozen=True)
class Kind:
    """A letter: its name, its title with a `{stage}`, who writes it, and the parts that rules of the policy ask for.

    `needs` gives parts beside those that packs and Codes list under `letters`.
    """

    name: LetterKind
    title: str
    write: Callable[[Material, Any], Blocks]
    needs: Callable[[Case, Any], Parts] = _nothing


KINDS: dict[type[e.Event], Kind] = {}
"""The letter of each event that has one."""


def letter(
    of: type[e.Event], kind: LetterKind, title: str, needs: Callable[[Case, Any], Parts] = _nothing
) -> Callable[[Callable[[Material, Any], Blocks]], Callable[[Material, Any], Blocks]]:
    """Registers the function that writes the letter of an event. `title` is a fixed text and may name the `{stage}`."""

    def register(write: Callable[[Material, Any], Blocks]) -> Callable[[Material, Any], Blocks]:
        KINDS[of] = Kind(kind, title, write, needs)
        return write

    return register
