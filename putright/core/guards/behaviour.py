"""Unreasonable behaviour: who may decide about it, on what, and what comes first."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core import events as e
from putright.core.case import Case
from putright.core.events import Event
from putright.core.guards import Reason, guard
from putright.core.guards.approvals import missing
from putright.core.guards.order import FIRST
from putright.core.state import State

Decision = e.WarningGiven | e.RestrictionSet | e.RestrictionReviewed | e.Closed


@guard(e.WarningGiven, e.RestrictionSet, e.RestrictionReviewed, e.Closed)
def decider_not_target(case: Case, event: Decision) -> Iterator[str]:
    """Whoever the behaviour was directed at does not decide what follows from it."""
    decider = event.decided_by
    if isinstance(event, e.Closed) and not event.ground:
        return
    if decider and any(case.same(decider, name) for name in case.state.conduct.targets):
        yield f"the behaviour was directed at {case.called(decider)}, so somebody else decides"


@guard(e.RestrictionSet, e.RestrictionReviewed, e.Closed)
def decider_role(case: Case, event: e.RestrictionSet | e.RestrictionReviewed | e.Closed) -> Iterator[Reason]:
    """Restricting contact and closing for behaviour are decided by the roles the pack names."""
    rule, decider = case.policy.pack.behaviour, event.decided_by
    if not rule or not decider or (isinstance(event, e.Closed) and not event.ground):
        return
    known = decider in case.people or decider in case.policy.pack.roles
    wanted = [case.required(role) for role in rule.decides]
    if known and not case.roles_of(decider) & set(wanted):
        titles = " or ".join(dict.fromkeys(case.policy.pack.roles[role].title for role in wanted))
        yield Reason("decider_role", f"this is decided by the {titles}", rule.cites)


@guard(e.WarningGiven, e.RestrictionSet, e.Closed)
def approval_awaited(case: Case, event: e.WarningGiven | e.RestrictionSet | e.Closed) -> Iterator[str]:
    """Whoever asked for approval of a warning, a restriction or closing for behaviour waits for it."""
    if isinstance(event, e.Closed) and not event.ground:
        return
    of = {e.WarningGiven: "warning", e.RestrictionSet: "restriction"}.get(type(event), "closing")
    for asked in case.state.approvals.values():
        if asked.of == of and (roles := missing(case, asked)):
            titles = " and the ".join(case.policy.pack.roles[role].title for role in roles)
            yield f"the approval of the {titles} was asked for and is awaited"


@guard(e.RestrictionSet)
def incidents_known(case: Case, event: e.RestrictionSet) -> Iterator[str]:
    """A restriction rests on incidents that are on record."""
    for name in event.evidence:
        if name not in case.state.conduct.incidents:
            yield f"there is no incident {name!r} on this case"


@guard(e.RestrictionReviewed)
def review_reasoned(case: Case, event: e.RestrictionReviewed) -> Iterator[str]:
    """A review gives its reasons, and a restriction that stays gets the date of the next one."""
    if not event.reason.strip():
        yield "a review needs its reasons"
    if not event.decided_by.strip():
        yield "a review needs to say who decided it"
    if event.outcome != "lifted" and not event.review_on:
        yield "a restriction that stays needs the date of its next review"
    elif event.review_on and event.review_on <= event.on:
        yield f"the next review must be after {event.on}"


@guard(e.RestrictionReviewed)
def appeal_by_another(case: Case, event: e.RestrictionReviewed) -> Iterator[str]:
    """An appeal is looked at by somebody who did not decide before."""
    before = case.state.conduct.decided_by
    if case.state.conduct.appeal and before and case.same(event.decided_by, before):
        yield f"{case.called(before)} decided before: somebody else looks at the appeal"


def _restricted(state: State, event: Event) -> str | None:
    return None if state.restriction else "no restriction on contact is in force"


def _decided(state: State, event: Event) -> str | None:
    return None if state.conduct.restrictions else "no restriction on contact was ever set"


def _recorded(state: State, event: Event) -> str | None:
    return None if state.conduct.incidents else "no behaviour is on record: put on record what happened first"


FIRST[e.RestrictionReviewed] = _restricted
FIRST[e.RestrictionTold] = _decided
FIRST[e.WarningGiven] = _recorded
