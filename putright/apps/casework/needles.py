"""What tells of the people of a case wherever it stands: looked for when the case is disposed of."""

from __future__ import annotations

from collections.abc import Iterable

from putright.apps.casework.models import Case, Party, Text

LONG = 30
"""From so many characters on a text counts as somebody's own words: shorter ones are said of many cases."""
SHORT = 4


def of(case: Case) -> frozenset[str]:
    """Names, addresses, ways to reach them, and the words of its events, as long as these are there."""
    found: list[str] = []
    for party in Party.objects.filter(case=case):
        found += [party.name, party.address, party.phone, party.email, *party.adjustments.splitlines()]
    bodies = Text.objects.filter(event__case=case, erased_at=None).values_list("body", flat=True)
    found += [body[:80] for body in bodies if body and len(body) >= LONG]
    return frozenset(text.strip().casefold() for text in found if len(text.strip()) >= SHORT)


def stand_in(texts: Iterable[str], wanted: Iterable[str]) -> bool:
    """Whether one of these stands in one of the texts."""
    told = "\n".join(texts).casefold()
    return any(needle in told for needle in wanted)
