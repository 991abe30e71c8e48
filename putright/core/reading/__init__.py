"""Reading a printed policy: a text becomes what it says, by rules and patterns, and nothing is guessed.

What no pattern finds was not found; it may still be said, in other words. `comparing` holds what was read against the
pack that claims to follow the document, and against the register of redress bodies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from putright.core.printed import Printed, Said
from putright.core.reading import bodies, conditions, exclusions, meaning, papers, promises, times
from putright.core.reading.layout import LeftOut, lay_out


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document says, and the lines of it that are another's document and were left out."""

    printed: Printed
    left_out: tuple[LeftOut, ...] = ()


def read(text: str, title: str, register: Mapping[str, Any]) -> Reading:
    """What a document says. `register` are the redress bodies by id, as `putright.data.load_bodies` gives them."""
    document = lay_out(text)
    known = bodies.names(register)
    said = (
        *meaning.read_definition(document), *times.read_times(document), *times.read_extensions(document),
        *meaning.read_stages(document), *exclusions.read_exclusions(document), *conditions.read_writing(document),
        *bodies.read_contacts(document, known), *bodies.read_access(document, known),
        *conditions.read_remedies(document), *papers.read_laws(document), *papers.read_reviews(document),
        *promises.read_promises(document),
    )  # fmt: skip
    return Reading(Printed(printed=title, read=True, says=tuple(_once(said))), document.left_out)


def _once(said: Iterable[Said]) -> Iterator[Said]:
    """Each thing where it is said first."""
    seen = set()
    for one in said:
        if (key := (one.topic, one.of, one.value.casefold())) not in seen:
            seen.add(key)
            yield one
