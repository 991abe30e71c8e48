"""Refusing a complaint or a request to escalate: only on the pack's grounds, on facts, explained, approved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from putright.core import events as e
from putright.core.case import Case
from putright.core.conflicts import conflicts
from putright.core.duties import find
from putright.core.guards import Reason, guard
from putright.core.guards.approvals import lacking
from putright.core.pack import GroundRule
from putright.core.state import State
from putright.core.workdays import Period, add_months

SAFETY = frozenset({"safeguarding", "health_and_safety"})


@guard(e.Refused)
def refusal_ground(case: Case, event: e.Refused) -> Iterator[str]:
    """Only a ground of the pack excludes a complaint, and none that a redress body has overruled."""
    if event.ground in case.state.redress.overruled:
        yield "it was refused on this ground before, and we were told to take it on"
    if not case.policy.ground(event.ground, case.state.source):
        yield f"the policy has no ground {event.ground!r} for refusing this complaint"


@guard(e.Refused)
def refusal_explained(case: Case, event: e.Refused) -> Iterator[str]:
    """A refusal is explained in detail."""
    if not event.explanation.strip():
        yield "a refusal needs its explanation"


def _called(ground: str) -> str:
    return f"“{ground.replace('_', ' ')}”"


@guard(e.Refused)
def refusal_facts(case: Case, event: e.Refused) -> Iterator[Reason]:
    """The facts that bear the ground are on record, and nothing on record defeats it."""
    rule = case.policy.ground(event.ground, case.state.source)
    if not rule:
        return
    if not holds(case, event.ground, rule):
        yield Reason("refusal_facts", f"nothing on record bears the ground of {_called(event.ground)}", rule.cites)
    for fact in rule.defeated_by:
        if fact in case.state.facts or fact in case.state.flags:
            yield Reason("refusal_facts", f"{fact.replace('_', ' ')} defeats this ground", rule.cites)


@guard(e.Refused)
def refusal_approved(case: Case, event: e.Refused) -> Iterator[Reason]:
    """Each approval the ground needs is given, each by a different person."""
    rule = case.policy.ground(event.ground, case.state.source)
    if not rule or not rule.approvals:
        return
    for said in _uncounted(case, event.ground, event.approved_by):
        yield Reason("refusal_approved", f"{said}, so their approval does not count", rule.cites)
    for role in lacking(case, rule.approvals, event.approved_by):
        title = case.policy.pack.roles[role].title
        yield Reason("refusal_approved", f"the refusal needs the approval of the {title}", rule.cites)


def _uncounted(case: Case, ground: str, names: Iterable[str]) -> Iterator[str]:
    """Why somebody's approval does not count: a conflict of interest, or they declined and have not approved since."""
    asked = [one for one in case.state.approvals.values() if one.is_for("refusal", ground)]
    declined = {one.declined.by for one in asked if one.declined} - set(case.state.approved("refusal", ground))
    for person in [case.people[name] for name in dict.fromkeys(names) if name in case.people]:
        yield from conflicts(case, person).values()
        if person.id in declined:
            yield f"{person.called} declined it"


def holds(case: Case, ground: str, rule: GroundRule) -> bool:
    """Whether the facts on record bear a ground."""
    state = case.state
    check = _FACTS.get(ground)
    return check(state, rule) if check else ground in state.facts


def _too_old(state: State, rule: GroundRule) -> bool:
    return not state.flags & SAFETY and _over(state.received, state.occurred, rule)


def _over(received: date, since: date | None, rule: GroundRule) -> bool:
    """Whether it was first told later than `since` plus the ground's period, or on that day where it counts."""
    if not since or not rule.over:
        return False
    limit = add_months(since, Period.parse(rule.over).number)
    return received >= limit if rule.includes_the_day else received > limit


_FACTS: Mapping[str, Callable[[State, GroundRule], bool]] = {
    "too_old": _too_old,
    "tenancy_ended": lambda state, rule: _over(state.received, state.ended, rule),
    "legal_proceedings": lambda state, rule: state.filed,
    "anonymous": lambda state, rule: state.anonymous,
    "recurring": lambda state, rule: "recurring" in state.flags,
    "petition": lambda state, rule: "petition" in state.flags or state.triaged == "petition",
    "service_request": lambda state, rule: state.triaged == "service_request",
    "unreasonable_persistence": lambda state, rule: True,
}


# ---- refusing to escalate -------------------------------------------------------------------


@guard(e.EscalationRefused)
def escalation_refusal_explained(case: Case, event: e.EscalationRefused) -> Iterator[str]:
    """A refusal to escalate is explained."""
    if not event.explanation.strip():
        yield "a refusal to escalate needs its explanation"


@guard(e.EscalationRefused)
def escalation_refusal_ground(case: Case, event: e.EscalationRefused) -> Iterator[str]:
    """Escalation is refused only on a ground that the facts bear."""
    if not escalation_holds(case, event.ground):
        yield f"nothing on record bears the ground of {_called(event.ground)}"


def escalation_holds(case: Case, ground: str) -> bool:
    """Whether the facts on record bear a ground for refusing stage 2."""
    return _ESCALATION[ground](case)


def request_is_late(case: Case) -> bool:
    """Whether stage 2 was asked for after the policy's last day to ask; never where it sets none."""
    window = find(case, "stage2.request")
    return bool(window and window.due and window.done and window.done > window.due)


def _not_answered(case: Case) -> bool:
    first = case.state.stages.get(1)
    return not (first and first.response)


_ESCALATION: Mapping[str, Callable[[Case], bool]] = {
    "out_of_time": request_is_late,
    "not_answered_yet": _not_answered,
    "already_at_final_stage": lambda case: case.state.asked_again,
    "legal_proceedings": lambda case: case.state.filed,
}
