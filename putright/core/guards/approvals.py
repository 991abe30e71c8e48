"""Approvals: asked with an explanation, each given by another holder of a role that was asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import permutations
from typing import get_args

from putright.core import events as e
from putright.core.case import Case
from putright.core.conflicts import conflicts
from putright.core.events import Event
from putright.core.guards import Reason, guard
from putright.core.guards.order import ENDED, FIRST
from putright.core.state import State
from putright.core.state.shapes_people import Approval

Answer = e.ApprovalGiven | e.ApprovalDeclined


def missing(case: Case, approval: Approval) -> tuple[str, ...]:
    """The roles whose approval is still waited for; none once it is complete or over."""
    if not approval.stands:
        return ()
    return lacking(case, approval.roles, approval.given)


def lacking(case: Case, roles: Iterable[str], given: Iterable[str]) -> tuple[str, ...]:
    """The roles whose approval is lacking, where each is given by another person, in whichever of their roles."""
    names = tuple(dict.fromkeys(given))
    orders = permutations(names) if len(names) < 6 else [names]
    return min((_left(case, tuple(roles), order) for order in orders), key=len)


def _left(case: Case, roles: tuple[str, ...], order: tuple[str, ...]) -> tuple[str, ...]:
    left = list(roles)
    for name in order:
        if held := next((role for role in left if role in case.roles_of(name)), None):
            left.remove(held)
    return tuple(left)


def waiting(case: Case) -> list[Approval]:
    """The requests for approval that somebody has still to answer."""
    if case.state.status in ENDED:
        return []
    return [approval for approval in case.state.approvals.values() if missing(case, approval)]


@guard(e.ApprovalAsked)
def approval_explained(case: Case, event: e.ApprovalAsked) -> Iterator[str]:
    """An approval is asked with what it is for and why, of roles that the policy has."""
    if not event.what.strip():
        yield "say what is to be approved, and why"
    if not event.roles:
        yield "say whose approval is asked for"
    for role in event.roles:
        if role not in case.policy.pack.roles:
            yield f"the policy has no role {role!r}"
    if event.id in case.state.approvals:
        yield f"there is an approval {event.id!r} already"


@guard(e.ApprovalAsked)
def approval_complete(case: Case, event: e.ApprovalAsked) -> Iterator[Reason]:
    """A refusal is put to every role whose approval its ground needs."""
    ground = next((ground for ground in get_args(e.Ground) if ground == event.ground), None)
    rule = case.policy.ground(ground, case.state.source) if event.of == "refusal" and ground else None
    for role in rule.approvals if rule else ():
        if rule and role in case.policy.pack.roles and role not in event.roles:
            title = case.policy.pack.roles[role].title
            yield Reason("approval_complete", f"this ground needs the approval of the {title}", rule.cites)


@guard(e.ApprovalGiven, e.ApprovalDeclined)
def approver_role(case: Case, event: Answer) -> Iterator[str]:
    """Only somebody whose role was asked and has not answered yet approves or declines."""
    approval = case.state.approvals.get(event.id)
    if not approval:
        return
    wanted = missing(case, approval)
    roles = case.policy.pack.roles
    if event.by not in case.people:
        yield f"there is no person {event.by!r}"
    elif not wanted:
        yield "every approval that was asked for has been given"
    elif not case.roles_of(event.by) & set(wanted):
        titles = " or the ".join(roles[role].title for role in wanted)
        yield f"{case.called(event.by)} is not the {titles}, whose approval is asked for"


@guard(e.ApprovalGiven, e.ApprovalDeclined)
def approver_free(case: Case, event: Answer) -> Iterator[str]:
    """Nobody approves what they asked for, approves twice, or judges a complaint in which they have a conflict."""
    approval, person = case.state.approvals[event.id], case.people.get(event.by)
    if event.by == approval.by:
        yield f"{case.called(event.by)} asked for it, so somebody else must approve it"
    if event.by in approval.given:
        yield f"{case.called(event.by)} has approved it already; the next approval is another person's"
    if person:
        yield from conflicts(case, person).values()


@guard(e.ApprovalDeclined)
def decline_reasoned(case: Case, event: e.ApprovalDeclined) -> Iterator[str]:
    """Whoever declines says why."""
    if not event.reason.strip():
        yield "say why it is declined"


def _asked(state: State, event: Event) -> str | None:
    return f"the complaint is {state.status}" if state.status in ENDED else None


def _answered(state: State, event: Answer) -> str | None:
    if problem := _asked(state, event):
        return problem
    approval = state.approvals.get(event.id)
    if not approval:
        return "no such approval was asked for"
    if approval.declined:
        return f"it was declined on {approval.declined.on}; ask again with what has changed"
    return None if approval.stands else "it is no longer waited for"


FIRST[e.ApprovalAsked] = _asked
FIRST[e.ApprovalGiven] = FIRST[e.ApprovalDeclined] = _answered
