"""Other cases that may be the same complaint made twice, or about the same matter: proposed, never decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from putright.apps.accounts.models import Person
from putright.apps.casework.models import Case
from putright.apps.casework.opened import Opened
from putright.apps.casework.search import bare, normalise, same_address, with_any_of

NEAR = timedelta(days=90)
"""How far apart two complaints may lie and still be taken for one matter."""
MOST, MOST_SHOWN = 100, 5
SHORT = 4
"""Words shorter than this tell nothing of what a complaint is about."""
EMPTY = frozenset({
    "about", "after", "again", "also", "asked", "because", "been", "before", "complaint", "could", "every", "from",
    "have", "into", "made", "more", "nobody", "only", "over", "please", "said", "same", "since", "some", "still",
    "than", "that", "their", "them", "then", "there", "these", "they", "this", "those", "time", "told", "very", "want",
    "went", "were", "what", "when", "where", "which", "while", "will", "with", "would", "year", "years", "your",
})  # fmt: skip
"""Words in which any two complaints are alike."""


@dataclass(frozen=True)
class Alike:
    """A case that seems the same, what it would be linked as, and why, in words."""

    case: Case
    how: str
    why: str


def alike(opened: Opened, person: Person) -> list[Alike]:
    """What may belong to a case, as far as this person may see: from the same home or building, lately, about the same.

    What is linked already, or was found to be something else, is left out.
    """
    case, together = opened.case, opened.state.together
    if not case.postcode or opened.state.disposed:
        return []
    near = with_any_of(person.landlord, [bare(case.postcode)])
    window = (case.received_on - NEAR, case.received_on + NEAR)
    found = near.filter(received_on__range=window).exclude(pk=case.pk)
    shown = found.filter(pk__in=Case.objects.visible_to(person)).defer("search_text")
    known = {*together.cases, *together.told_apart}
    return [one for other in shown[:MOST] if other.reference not in known for one in _seems(case, other)][:MOST_SHOWN]


def _seems(case: Case, other: Case) -> Iterator[Alike]:
    shared = sorted(_words(case) & _words(other))
    if len(shared) < 2 or not _same_postcode(case, other):
        return
    about = f"both speak of: {', '.join(shared[:6])}"
    if _same_home(case, other):
        yield Alike(other, "duplicate", f"From the same home, and {about}.")
    else:
        yield Alike(other, "same_matter", f"From another home at {case.postcode}, and {about}.")


def _same_postcode(case: Case, other: Case) -> bool:
    return bare(case.postcode) == bare(other.postcode)


def _same_home(case: Case, other: Case) -> bool:
    same_name = bool(case.complainant) and normalise(case.complainant) == normalise(other.complainant)
    return same_name or same_address(case.address, other.address)


def _words(case: Case) -> set[str]:
    return {word for word in normalise(case.summary).split() if len(word) >= SHORT and word not in EMPTY}
