"""Who sees which messages: the one rule, for the list, a message and its count alike.

Only the landlord's own, of the brands one works for. One that is with a case is seen by who sees the case; one that
only names a case is hidden from those for whom that case does not exist: it may complain of them.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person
from putright.apps.casework.models import Case
from putright.apps.casework.visibility import excluded
from putright.apps.mailbox.models import Incoming


def visible(person: Person) -> QuerySet[Incoming]:
    """The messages this person may see."""
    return _theirs(person).filter(Q(case=None) | Q(case__in=Case.objects.visible_to(person)))


def waiting(person: Person) -> int:
    """How many messages wait for somebody, as far as this person may see them."""
    return _theirs(person).filter(state=Incoming.State.WAITING, case=None).count()


def _theirs(person: Person) -> QuerySet[Incoming]:
    """Those of their landlord and brands, of whatever case, less those that name a case which is none for them."""
    if permissions.READ_MAIL not in permissions.granted(person):
        return Incoming.objects.none()
    found = Incoming.objects.filter(landlord=person.landlord_id).exclude(suggested__in=excluded(person))
    return found.filter(mailbox__brand__in=["", *person.brands]) if person.brands else found
