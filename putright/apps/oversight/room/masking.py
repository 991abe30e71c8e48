"""A case's words without who complains: names, addresses, numbers and e-mail addresses of its parties are put aside."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from putright.apps.casework.models import Case, Party

SHORT = 3
"""Parts of names shorter than this are left standing: they are words, or initials."""
CALLED = {
    Party.As.COMPLAINANT: "the complainant",
    Party.As.REPRESENTATIVE: "their representative",
    Party.As.GROUP_MEMBER: "a member of the group",
}


def called(parties: Iterable[Party]) -> dict[str, str]:
    """What the parties of a case are called where their names are not shown, by key."""
    return {party.key: CALLED[Party.As(party.role)] for party in parties}


def mask(case: Case, parties: Iterable[Party]) -> Callable[[str], str]:
    """Puts what a party is to the complaint in place of who they are, wherever it stands in a text.

    What people wrote may still tell who they are by what happened to them: whoever reads keeps it to themselves.
    """
    known = sorted({found for party in parties for found in _of(party)} | set(_of_case(case)), key=lambda p: -len(p[0]))
    instead = {text.casefold(): words for text, words in reversed(known)}
    if not instead:
        return lambda text: text
    pattern = re.compile("|".join(rf"(?<!\w){_loose(text)}(?!\w)" for text, _ in known), re.IGNORECASE)
    return lambda text: pattern.sub(lambda found: instead.get(_plain(found[0]), "[left out]"), text)


def _of(party: Party) -> Iterator[tuple[str, str]]:
    words = CALLED[Party.As(party.role)]
    for text in (party.name, *party.name.split()):
        if len(text.strip(".,")) >= SHORT:
            yield _plain(text.strip(".,")), words
    for text in (party.address, *party.address.split(",")[:1], party.postcode, party.phone, party.email):
        if len(text.strip()) >= SHORT:
            yield _plain(text), "[left out]"


def _of_case(case: Case) -> Iterator[tuple[str, str]]:
    for text in (case.address, *case.address.split(",")[:1], case.postcode):
        if len(text.strip()) >= SHORT:
            yield _plain(text), "[left out]"


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _loose(text: str) -> str:
    """The text with any space between its words, and none that it must have: postcodes and numbers are typed so."""
    between = r"\s*" if any(c.isdigit() for c in text) else r"\s+"
    return between.join(map(re.escape, text.split()))
