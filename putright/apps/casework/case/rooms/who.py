"""The room of who deals with a complaint: who has which part, who keeps away from it, and what was approved by whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person
from putright.apps.casework.approving import answerable
from putright.apps.casework.case import present
from putright.apps.casework.case.conflicts import may_clear
from putright.apps.casework.case.rooms.base import Room, step_href
from putright.apps.casework.opened import Opened
from putright.core.guards.approvals import missing
from putright.core.state.shapes_people import Approval
from putright.core.timeline.base import words
from putright.core.timeline.people import APPROVALS


class Who(Room):
    key, title, template = "who", "Who deals with it", "casework/room_who.html"

    @classmethod
    def serves(cls, opened: Opened) -> bool:
        standing = opened.state.standing
        return bool(standing.away or standing.cleared or opened.state.approvals)

    def context(self, opened: Opened, person: Person, today: date) -> dict[str, Any]:
        """Parts, who keeps away, approvals; and what this person may do about them."""
        mine = {one.id for one in answerable(opened, person, today)}
        kinds = ("recused", "interest_declared", "conflict_cleared", "approval_asked")
        return {
            "may_work": permissions.may(person, permissions.WORK_CASE), "staff": present.staff(opened),
            "steps": {kind: step_href(opened, kind) for kind in kinds}, "away": list(away(opened)),
            "cleared": cleared(opened), "may_clear": bool(may_clear(opened, person, today)),
            "approvals": [_shown(opened, one, one.id in mine) for one in opened.state.approvals.values()][::-1],
        }  # fmt: skip


def away(opened: Opened) -> Iterator[tuple[str, str, str, date]]:
    """Who keeps away: their name, why, in their words, and since when."""
    standing, called = opened.state.standing, opened.judged.called
    for key, recused in standing.recused.items():
        yield called(key), "stepped aside", recused.reason, recused.on
    for key, declared in standing.interests.items():
        if key not in standing.recused:
            yield called(key), "has an interest in it", declared.what, declared.on


def cleared(opened: Opened) -> list[tuple[str, str, str, date]]:
    """Who was cleared to work on it after all, by whom, why and when."""
    called = opened.judged.called
    return [(called(key), called(one.by), one.reason, one.on) for key, one in opened.state.standing.cleared.items()]


def _shown(opened: Opened, approval: Approval, mine: bool) -> dict[str, Any]:
    called, roles = opened.judged.called, opened.policy.pack.roles
    left = missing(opened.judged, approval)
    return {
        "of": APPROVALS[approval.of], "ground": words(approval.ground), "what": approval.what, "on": approval.on,
        "by": called(approval.by) if approval.by else "", "given": [called(name) for name in approval.given],
        "declined": approval.declined, "decliner": called(approval.declined.by) if approval.declined else "",
        "left": [roles[role].title for role in left if role in roles], "over": approval.replaced,
        "href": step_href(opened, "approval_given", id=approval.id) if mine else "",
    }  # fmt: skip
