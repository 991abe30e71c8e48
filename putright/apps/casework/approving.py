"""Which approvals wait for a person: on one case, and over all the cases they may see."""

from __future__ import annotations

from datetime import date

from putright.apps.accounts.models import Person
from putright.apps.casework.models import Case, Involvement
from putright.apps.casework.opened import Opened, load
from putright.core import events as e
from putright.core.decide import decide
from putright.core.guards.approvals import waiting
from putright.core.state.shapes_people import Approval

MOST = 25
"""How many cases a work list opens to see what waits on each; whoever has more begins with these."""


def answerable(opened: Opened, person: Person, today: date) -> list[Approval]:
    """The approvals of a case that this person may give or decline now."""
    on = max(today, opened.state.last)
    return [
        one
        for one in waiting(opened.judged)
        if not decide(opened.judged, e.ApprovalGiven(on=on, id=one.id, by=person.key))
    ]


def waiting_for(person: Person, today: date) -> list[tuple[Opened, Approval]]:
    """What waits for this person's approval, the oldest case first."""
    if not person.roles:
        return []
    asked = Involvement.objects.filter(role__in=person.roles, tie=Involvement.As.APPROVER).values("case")
    cases = Case.objects.visible_to(person).filter(pk__in=asked).select_related("landlord").order_by("id")[:MOST]
    opened = [load(case) for case in cases]
    return [(case, approval) for case in opened for approval in answerable(case, person, today)]
