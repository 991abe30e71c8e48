"""Which cases a person may see: the one rule, for lists, searches, counts and single cases alike.

- Only the landlord's own.
- Those who see all, all; those who see their team's, what a member of the team handles: in their brands.
- Anyone: what they handle, review, sit on or approve; and what they logged, until it is closed.
- Nobody: a case that complains of them, or of a role they hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from putright.apps.accounts import permissions

if TYPE_CHECKING:
    from putright.apps.accounts.models import Person
    from putright.apps.casework.models import Case

WORKING_TIES = ("handler", "reviewer", "panel", "approver")


class CaseQuerySet(QuerySet["Case"]):
    """Cases, narrowed to what may be seen."""

    def visible_to(self, person: Person) -> Self:
        """The cases this person may see."""
        if not person.is_active:
            return self.none()
        ties = apps.get_model("casework", "Involvement").objects.filter(case=OuterRef("pk"))
        own = ties.filter(person=person)
        complained_of = ties.filter(Q(person=person) | Q(role__in=person.roles), tie="about")
        seen = Q(handler=person) | Exists(own.filter(tie__in=WORKING_TIES))
        seen |= Q(closed_on=None) & Exists(own.filter(tie="logged"))
        seen |= _reach(person)
        return self.filter(seen, ~Exists(complained_of), landlord=person.landlord_id)


def _reach(person: Person) -> Q:
    """What a person sees without being tied to it; `Q()` cannot say "everything", as `x | Q()` is `x`."""
    held = permissions.granted(person)
    if permissions.SEE_ALL_CASES in held:
        reach = Q(landlord=person.landlord_id)
    elif permissions.SEE_TEAM_CASES in held and person.team_id:
        reach = Q(handler__team=person.team_id)
    else:
        return Q(pk__in=[])
    return reach & Q(brand__in=["", *person.brands]) if person.brands else reach
