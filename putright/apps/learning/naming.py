"""Words that many people read name nobody: neither who complains, nor where they live, nor who works here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.models import Party
from putright.core import redacting

SURNAME = 4
"""From so many letters on, a last name alone gives somebody away."""


def named(landlord: Landlord, text: str, cases: Iterable[int] = ()) -> str:
    """Whom or what a text names that it must not: words of it, or nothing."""
    for phrase in (*_staff(landlord), *_parties(cases)):
        if redacting.usable(phrase) and (found := redacting.find(text, [phrase])):
            start, end = found[0]
            return text[start:end]
    return ""


def refusal(words: str) -> str:
    """What is said to whoever named somebody."""
    return f"Leave out “{words}”: this is about how our services work, and names nobody and no home."


def _staff(landlord: Landlord) -> Iterator[str]:
    names = Person.objects.filter(landlord=landlord).values_list("name", flat=True)
    yield from (name for name in names if len(name.split()) > 1 or len(name) > SURNAME)


def _parties(cases: Iterable[int]) -> Iterator[str]:
    for party in Party.objects.filter(case__in=list(cases)):
        yield from (party.name, party.postcode, party.email, party.phone)
        yield party.address.partition(",")[0]
        last = party.name.split()[-1] if party.name.split() else ""
        if len(last) >= SURNAME:
            yield last
