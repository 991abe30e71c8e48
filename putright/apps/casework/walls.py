"""What of a case leads to another that does not exist for whoever looks: it complains of them, or they keep away."""

from __future__ import annotations

from putright.apps.accounts.models import Person
from putright.apps.casework.models import Case
from putright.apps.casework.opened import Opened
from putright.apps.casework.visibility import excluded
from putright.core import events as e

LINKS = (e.CaseLinked, e.CaseUnlinked, e.CaseToldApart, e.InvestigatedTogether)


def unknown(opened: Opened, person: Person) -> frozenset[str]:
    """The references on a case that this person must not learn of."""
    named = {event.case for event in opened.events if isinstance(event, LINKS)}
    if not named:
        return frozenset()
    kept = Case.objects.filter(landlord=opened.case.landlord_id, reference__in=named, pk__in=excluded(person))
    return frozenset(kept.values_list("reference", flat=True))


def behind(opened: Opened, person: Person) -> Opened:
    """The case as its pages show it to this person: without its links to such cases. Writes open it anew."""
    ties = opened.state.together
    for name in unknown(opened, person):
        ties.cases.pop(name, None)
        ties.told_apart.discard(name)
        ties.led_by = "" if ties.led_by == name else ties.led_by
    return opened


def tells(event: e.Event, of: frozenset[str]) -> bool:
    """Whether an event tells of one of these cases."""
    return isinstance(event, LINKS) and event.case in of
