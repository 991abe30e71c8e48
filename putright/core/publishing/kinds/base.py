"""The kinds of publication there are: each a function that composes it, registered under its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from putright.core.publishing.matter import Matter
from putright.core.publishing.sections.afterwards import foot
from putright.core.publishing.shapes import Any, Document, Layout

Body = tuple[str, str, Iterator[Any]]
"""A publication's title, its leading sentence (or none) and its blocks."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of publication. `pages`: how many it must have when printed; 0: as many as it takes.

    `serves`: the publications that policies promise (`publications:` of a pack) which it makes true.
    """

    name: str
    title: str
    what: str
    layout: Layout
    pages: int
    serves: tuple[str, ...]
    body: Callable[[Matter], Body]


KINDS: dict[str, Kind] = {}
"""Every kind by name, in the order in which they are offered."""


def publication(
    name: str, title: str, what: str, layout: Layout, pages: int = 0, serves: tuple[str, ...] = ()
) -> Callable[[Callable[[Matter], Body]], Callable[[Matter], Body]]:
    """Registers a kind of publication: `what` says in a few words what it is for."""

    def register(body: Callable[[Matter], Body]) -> Callable[[Matter], Body]:
        KINDS[name] = Kind(name, title, what, layout, pages, (name, *serves), body)
        return body

    return register


def compose(kind: str, m: Matter) -> Document:
    """A publication as it would be published on the day. Raises `KeyError` where there is no such kind."""
    found = KINDS[kind]
    title, lead, blocks = found.body(m)
    pack = m.policy.pack
    return Document(
        kind=kind, layout=found.layout, title=title, organisation=m.name, policy=pack.pack, version=pack.version,
        on=m.on, blocks=tuple(blocks), brand=m.policy.brand or "", lead=lead, foot=foot(m), colour=m.colour,
        language=m.tongue.code,
    )  # fmt: skip
