"""What waits for somebody's approval, and for which of those whom a proposal asks somebody may answer."""

from __future__ import annotations

from putright.apps.accounts.models import Person
from putright.apps.workbench.adoption import standing
from putright.apps.workbench.adoption.models import Adoption


def waiting(person: Person) -> int:
    """How many proposals wait for this person."""
    found = Adoption.objects.filter(landlord=person.landlord_id, state=Adoption.State.WAITS)
    return sum(bool(open_to(one, person)) for one in found)


def open_to(adoption: Adoption, person: Person) -> list[tuple[int, standing.Seat]]:
    """The approvals that this person may give now, by their number: none to whoever proposed it or has answered."""
    given = dict(adoption.answers.values_list("seat", "by"))
    if adoption.state != Adoption.State.WAITS or person.pk in {adoption.by_id, *given.values()}:
        return []
    return [(n, seat) for n, seat in enumerate(standing.asked(adoption)) if n not in given and seat.held_by(person)]
