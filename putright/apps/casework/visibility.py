"""Which cases a person may see: the one rule, for lists, searches, counts and single cases alike.

- Only the landlord's own.
- Those who see all, all; those who see their team's, what a member of the team handles: in their brands. Of sensitive
  cases, only those who oversee (WTP-12).
- Anyone: what they handle, review, sit on or approve; what asks for the approval of a role they hold; and what they
  logged, until it is closed.
- Nobody: a case that complains of them, or of a role they hold; one in which they declared an interest; one from which
  they stepped aside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from putright.apps.accounts import permissions

if TYPE_CHECKING:
    from putright.apps.accounts.models import Person

WORKING_TIES = ("handler", "reviewer", "panel", "approver", "detriment")
EXCLUDING_TIES = ("about", "interest", "recused")


class CaseQuerySet(QuerySet):
    """Cases, narrowed to what may be seen."""

    def visible_to(self, person: Person) -> Self:
        """The cases this person may see."""
        return self.filter(visible(person))


def visible(person: Person, path: str = "") -> Q:
    """What this person may see, of cases or of rows that have a `landlord` and lead to their case by `path`."""
    if not person.is_active:
        return Q(pk__in=[])
    case, before = path or "pk", f"{path}__" if path else ""
    # NOT IN and not NOT EXISTS: complaints about one person are few, and SQLite then gathers them once for a list.
    shown = Q(landlord=person.landlord_id) & ~Q(**{f"{case}__in": excluded(person)})
    held = permissions.granted(person)
    if {permissions.SEE_ALL_CASES, permissions.SEE_SENSITIVE} <= held and not person.brands:
        return shown
    ties = _ties().filter(case=OuterRef(case))
    own = ties.filter(person=person)
    tied = Q(**{f"{before}handler": person}) | Exists(own.filter(tie__in=WORKING_TIES))
    tied |= Q(**{f"{before}closed_on": None}) & Exists(own.filter(tie="logged"))
    if person.roles:
        tied |= Exists(ties.filter(role__in=person.roles, tie="approver"))
    return shown & (_reach(person, held, before) | tied)


def excluded(person: Person) -> QuerySet:
    """The cases that do not exist for this person, by id."""
    own, held = Q(person=person, tie__in=EXCLUDING_TIES), Q(role__in=person.roles, tie="about")
    return _ties().filter(own | held).values("case")


def _reach(person: Person, held: frozenset[str], before: str) -> Q:
    """What a person sees without being tied to it: of their brands, everything or what their team handles."""
    reach = Q(**{f"{before}brand__in": ["", *person.brands]}) if person.brands else Q()
    if permissions.SEE_SENSITIVE not in held:
        reach &= Q(**{f"{before}sensitive": False})
    if permissions.SEE_ALL_CASES in held:
        return reach
    if permissions.SEE_TEAM_CASES in held and person.team_id:
        return Q(**{f"{before}handler__team": person.team_id}) & reach
    return Q(pk__in=[])


def _ties() -> QuerySet:
    ties: QuerySet = apps.get_model("casework", "Involvement").objects.all()
    return ties
