"""Remedies: deliverable, fair, for the points upheld, adding up, within authority; and never dropped once promised."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core import compensation
from putright.core import events as e
from putright.core.case import Case
from putright.core.guards import Reason, guard
from putright.core.guards.order import FIRST
from putright.core.money import pence, pounds, total, whole
from putright.core.state import State


@guard(e.Decided)
def remedy_deliverable(case: Case, event: e.Decided) -> Iterator[str]:
    """Nothing is promised that cannot be delivered or is unfair to others."""
    for remedy in event.remedies.values():
        if not remedy.deliverable:
            yield f"“{_short(remedy)}” cannot be delivered, so it must not be promised"
        if not remedy.fair:
            yield f"“{_short(remedy)}” is unfair to others, so it must not be promised"


@guard(e.Decided)
def remedy_points(case: Case, event: e.Decided) -> Iterator[str]:
    """A remedy names upheld points of this complaint; what stands for no remedy is a reason."""
    stage = case.state.current
    known = set(event.findings) | set(stage.points if stage else ())
    findings = {**(stage.findings if stage else {}), **event.findings}
    refused = {point for point, found in findings.items() if found.finding == "not_upheld"}
    for remedy in event.remedies.values():
        for point in remedy.points:
            if point not in known:
                yield f"“{_short(remedy)}” answers {point!r}, which is no point of this complaint"
            elif point in refused:
                yield f"“{_short(remedy)}” answers a point that is not upheld ({point})"
    for point, reason in event.no_remedy.items():
        if point not in known or not reason.strip():
            yield f"say why the upheld point {point!r} has no remedy"


@guard(e.Decided)
def lines_add_up(case: Case, event: e.Decided) -> Iterator[str]:
    """Compensation worked out line by line comes to the amount offered."""
    for remedy in event.remedies.values():
        amounts = [line.amount for line in remedy.lines] + ([] if remedy.amount is None else [remedy.amount])
        if not all(whole(amount) for amount in amounts):
            yield f"“{_short(remedy)}” has an amount with a part of a penny"
        found = total(line.amount for line in remedy.lines)
        if remedy.lines and remedy.amount is not None and found != pence(remedy.amount):
            yield f"the lines of “{_short(remedy)}” come to {pounds(found)}, not {pounds(pence(remedy.amount))}"


@guard(e.Decided)
def remedy_departs(case: Case, event: e.Decided) -> Iterator[Reason]:
    """Money outside the Ombudsman's bands or the landlord's own scheme has its reason."""
    found = compensation.guidance(case)
    for remedy in event.remedies.values():
        if remedy.level and found and remedy.level not in found.bands:
            said = f"the guidance has no level {remedy.level!r}; it has {', '.join(found.bands)}"
            yield Reason("remedy_departs", said, found.cites)
        if not remedy.departs.strip():
            for said, cites in compensation.departures(case, remedy):
                yield Reason("remedy_departs", f"{said}: change it, or say why", cites)


@guard(e.Decided)
def remedy_owner(case: Case, event: e.Decided) -> Iterator[Reason]:
    """Who sees to a remedy is somebody the complaint is not about."""
    for owner in dict.fromkeys(r.owner for r in event.remedies.values() if r.owner):
        person = case.people.get(owner)
        if not person:
            yield Reason("known_person", f"there is no person {owner!r} to see to a remedy")
        elif case.complained_of(person):
            cites = case.policy.cites("handler_not_complained_of")
            yield Reason("handler_not_complained_of", f"the complaint is about {person.called}", cites)


@guard(e.Decided)
def promise_kept(case: Case, event: e.Decided) -> Iterator[str]:
    """What was promised is replaced only by something that says which promise it replaces and why."""
    for key, remedy in event.remedies.items():
        old = case.state.remedies.get(remedy.replaces)
        if remedy.replaces and (not old or old.settled or remedy.replaces == key):
            yield f"there is no open remedy {remedy.replaces!r} that {key!r} could replace"
        elif old and not remedy.reason.strip():
            yield f"say why “{_short(remedy)}” takes the place of “{old.what[:80]}”"


@guard(e.RemedyRevised, e.RemedyWithdrawn)
def remedy_reasoned(case: Case, event: e.RemedyRevised | e.RemedyWithdrawn) -> Iterator[str]:
    """A promised date is moved, or an offer withdrawn, only with a reason."""
    if not event.reason.strip():
        yield "say why"


@guard(e.ResponseSent)
def compensation_authority(case: Case, event: e.ResponseSent) -> Iterator[Reason]:
    """More than whoever decided may offer on their own goes out once somebody who may has approved it."""
    stage, rule, amount = case.state.current, case.policy.pack.compensation, compensation.offered(case)
    name = stage.decided_by if stage else None
    if not (rule and name and compensation.over(case, name, amount)) or compensation.approved(case, amount):
        return
    roles = [case.policy.pack.roles[r].title for r in compensation.approvers(case, amount)]
    most = pounds(compensation.may_offer(case, case.roles_of(name)) or 0)
    said = f"{pounds(amount)} is more than {case.called(name)} may offer ({most}): it needs the approval of"
    yield Reason("compensation_authority", f"{said} the {' or '.join(roles)}", rule.cites)


def _short(remedy: e.Remedy) -> str:
    return remedy.what.strip()[:80] or remedy.kind


# ---- what must have happened first ----------------------------------------------------------


def _open(state: State, event: e.RemedyRevised) -> str | None:
    remedy = state.remedies.get(event.id)
    if remedy and remedy.withdrawn:
        return f"the offer was withdrawn on {remedy.withdrawn}"
    return "another remedy stands in its place" if remedy and remedy.replaced else None


def _revise(state: State, event: e.RemedyRevised) -> str | None:
    remedy = state.remedies.get(event.id)
    if remedy and event.by == remedy.last:
        return f"{event.by} is the date it has already"
    return "the new date is past" if event.by < event.on else _open(state, event)


def _withdraw(state: State, event: e.RemedyWithdrawn) -> str | None:
    remedy = state.remedies.get(event.id)
    if remedy and not remedy.declined and not remedy.settled:
        return "only an offer that was declined is withdrawn; a promise is kept, moved or replaced"
    return _open(state, event)  # type: ignore[arg-type]


FIRST[e.RemedyCompleted] = FIRST[e.RemedyChased] = _open
FIRST[e.RemedyRevised] = _revise
FIRST[e.RemedyWithdrawn] = _withdraw
