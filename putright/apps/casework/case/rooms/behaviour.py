"""Unreasonable behaviour: incidents, warnings, the restriction and its reviews, and what it never stops."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from putright.apps.accounts.models import Person
from putright.apps.casework.case.bodies import entry
from putright.apps.casework.case.menu import menu
from putright.apps.casework.case.rooms.base import Room
from putright.apps.casework.models import Party
from putright.apps.casework.names import names_of
from putright.apps.casework.opened import Opened
from putright.core.events import BehaviourRecorded
from putright.core.redress import takers

STEPS = (
    "behaviour_recorded", "warning_given", "restriction_set", "restriction_told", "restriction_reviewed",
    "restriction_appealed", "closed",
)  # fmt: skip
OUTCOMES = {"kept": "Kept as it is", "changed": "Kept and changed", "lifted": "Lifted"}


class Behaviour(Room):
    key: ClassVar[str] = "behaviour"
    title: ClassVar[str] = "Behaviour"
    template: ClassVar[str] = "casework/rooms/behaviour.html"

    @classmethod
    def serves(cls, opened: Opened) -> bool:
        """Only where there is something about behaviour on record."""
        return bool(opened.state.conduct.incidents or opened.state.conduct.restrictions)

    def context(self, opened: Opened, person: Person, today: date) -> dict[str, Any]:
        names = names_of(opened, Party.objects.filter(case=opened.case))
        conduct = opened.state.conduct
        duty = next((duty for duty in opened.duties if duty.name == "review:restriction"), None)
        may = [action for _, actions in menu(opened, person, today).groups for action in actions]
        return {
            "incidents": [_incident(key, one, names) for key, one in conduct.incidents.items()],
            "warnings_given": [(one, names.get(one.decided_by, one.decided_by)) for one in conduct.warnings],
            "restriction": opened.state.restriction,
            "set_by": _name(opened, names),
            "approved_by": [names.get(name, name) for name in _approved(opened)],
            "rests_on": [key.removeprefix("b") for key in _evidence(opened)],
            "review": {"status": duty.status(today), "due": duty.due} if duty else None,
            "reviews": [(one, OUTCOMES[one.outcome], names.get(one.decided_by, "")) for one in conduct.reviews],
            "conduct": conduct,
            "actions": [action for action in may if action.kind in STEPS[:-1]],
            "bodies": [entry(body)["name"] for body in takers(opened.judged)],
            "tell": next((action.href for action in may if action.kind == "restriction_told"), ""),
        }


def _incident(key: str, one: BehaviourRecorded, names: Mapping[str, str]) -> tuple[str, Any, str, list[str]]:
    """Its number, what it says, whose behaviour it was, and towards whom."""
    towards = [names.get(who, who) for who in one.towards]
    return key.removeprefix("b"), one, names.get(one.about, one.about), towards


def _name(opened: Opened, names: Any) -> str:
    restriction = opened.state.restriction
    return str(names.get(restriction.decided_by, restriction.decided_by)) if restriction else ""


def _approved(opened: Opened) -> tuple[str, ...]:
    return opened.state.restriction.approved_by if opened.state.restriction else ()


def _evidence(opened: Opened) -> tuple[str, ...]:
    return opened.state.restriction.evidence if opened.state.restriction else ()
