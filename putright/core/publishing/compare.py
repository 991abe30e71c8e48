"""What a new version of a publication says that the old one did not, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from putright.core.letters.blocks import Details, Heading
from putright.core.publishing import shapes as s


@dataclass(frozen=True, slots=True)
class Change:
    """A place that differs: under which heading, what it said and what it says now. Either may be empty."""

    under: str
    was: tuple[str, ...]
    now: tuple[str, ...]


def changes(old: s.Document, new: s.Document) -> list[Change]:
    """Every difference between two versions, in the new one's order."""
    before, after = list(_said(old)), list(_said(new))
    matched = SequenceMatcher(None, [text for _, text in before], [text for _, text in after], autojunk=False)
    found = []
    for tag, a, b, c, d in matched.get_opcodes():
        if tag != "equal":
            place = (after[c:d] or before[a:b])[0][0]
            found.append(Change(place, tuple(t for _, t in before[a:b]), tuple(t for _, t in after[c:d])))
    return found


def _said(document: s.Document) -> Iterator[tuple[str, str]]:
    """Each sentence, row or step with the heading it stands under."""
    under = document.title
    yield from ((under, text) for text in (document.organisation, document.title, document.lead) if text)
    for block in document.blocks:
        if isinstance(block, Heading):
            under = block.text
        yield from ((under, text) for text in _units(block))
    yield from (("", text) for text in document.foot)


def _units(block: s.Any) -> Iterator[str]:
    match block:
        case Details():
            yield from (": ".join(row) for row in block.rows)
        case s.Steps():
            yield from (" ".join(s.step_texts(step)) for step in block.items)
        case s.Reach():
            yield from filter(None, (block.title, *(line.text for line in block.says)))
            yield from (": ".join(row) for row in block.rows)
        case _:
            yield from s.texts(block)
