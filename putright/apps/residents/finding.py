"""Finding people and homes in the register."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from putright.apps.accounts.models import Person
from putright.apps.casework.search import bare, normalise
from putright.apps.residents.models import Home, Resident, Stay

WORDS = 8


def people(person: Person, text: str) -> QuerySet[Resident]:
    """The residents this person may see of whom, or of whose homes, every word begins a word.

    It looks through names, telephone numbers, e-mail addresses, our own numbers, addresses, postcodes and UPRNs.
    """
    found = Resident.objects.visible_to(person) if (words := _words(text)) else Resident.objects.none()
    for word in words:
        at_home = Stay.objects.filter(resident=OuterRef("pk"), home__search_text__contains=f" {word}")
        found = found.filter(Q(search_text__contains=f" {word}") | Exists(at_home))
    return found


def homes(person: Person, text: str) -> QuerySet[Home]:
    """The homes this person may see in whose address, postcode, block, UPRN or number every word begins a word."""
    found = Home.objects.visible_to(person) if (words := _words(text)) else Home.objects.none()
    for word in words:
        found = found.filter(search_text__contains=f" {word}")
    return found


def _words(text: str) -> list[str]:
    """What to look for: a telephone number or UPRN is one word, however it was typed.

    >>> _words("01952 000-111"), _words("Rosa, Mill Lane")
    (['01952000111'], ['rosa', 'mill', 'lane'])
    """
    together = bare(text)
    if together.isdigit() and len(together) > 5:
        return [together]
    return normalise(text).split()[:WORDS]
