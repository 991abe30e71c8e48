"""The room of what belongs together: linked cases, what may be the same, one investigation, and the group."""

from __future__ import annotations

from datetime import date
from typing import Any

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person
from putright.apps.casework.alike import alike
from putright.apps.casework.case.led import lead
from putright.apps.casework.case.rooms import inquiry
from putright.apps.casework.case.rooms.base import Room, step_href
from putright.apps.casework.models import Case, Party
from putright.apps.casework.opened import Opened
from putright.core.timeline.links import LINKED

KINDS = (
    "case_linked", "case_unlinked", "investigated_together", "investigated_apart", "member_joined", "member_agreed",
    "member_left", "spokesperson_named",
)  # fmt: skip


class Together(Room):
    key, title, template = "together", "Links and group", "casework/room_together.html"

    @classmethod
    def serves(cls, opened: Opened) -> bool:
        together = opened.state.together
        return bool(together.cases or together.members)

    def context(self, opened: Opened, person: Person, today: date) -> dict[str, Any]:
        """The linked cases that this person may see, what is proposed, and who brings it."""
        may_work = permissions.may(person, permissions.WORK_CASE)
        return {
            "may_work": may_work, "steps": {kind: step_href(opened, kind) for kind in KINDS},
            "linked": _linked(opened, person), "members": _members(opened), "speaks": _speaks(opened),
            "alike": [(one, LINKED[one.how]) for one in alike(opened, person)] if may_work else [],
            **_led(opened, person), "group": bool(opened.state.together.members),
            "alone": not any(how in ("same_matter", "duplicate") for how in opened.state.together.cases.values()),
        }  # fmt: skip


def _linked(opened: Opened, person: Person) -> list[dict[str, Any]]:
    ties = opened.state.together
    seen = Case.objects.visible_to(person).filter(reference__in=ties.cases).order_by("received_on", "pk")
    return [
        {"case": case, "how": LINKED[ties.cases[case.reference]], "leads": ties.led_by == case.reference}
        for case in seen
    ] + [
        {"hidden": name, "how": LINKED[how]}
        for name, how in ties.cases.items()
        if name not in {case.reference for case in seen}
    ]


def _led(opened: Opened, person: Person) -> dict[str, Any]:
    """The investigation that serves this case too, with its plan and evidence where they may be seen."""
    found = lead(opened, person)
    there = found.opened if found else None
    return {
        "lead": found, "lead_plan": inquiry.plan(there) if there else None,
        "lead_evidence": list(there.state.inquiry.evidence.values()) if there else [],
    }  # fmt: skip


def _members(opened: Opened) -> list[dict[str, Any]]:
    ties = opened.state.together
    parties = {party.key: party for party in Party.objects.filter(case=opened.case)}
    return [
        {"member": one, "party": parties.get(key), "vouched": key in ties.vouched, "speaks": key == ties.spokesperson}
        for key, one in ties.members.items()
    ]


def _speaks(opened: Opened) -> str:
    """Who speaks for the group; empty where nobody does."""
    ties = opened.state.together
    if not ties.spokesperson:
        return ""
    member = ties.members.get(ties.spokesperson)
    return member.who if member else opened.case.complainant or "The complainant"
