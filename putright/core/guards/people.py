"""Who may act: role, training, conflict of interest, earlier involvement, delegation."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core import events as e
from putright.core.case import Case
from putright.core.conflicts import CLEARABLE, CONFLICTS, conflicts
from putright.core.guards import Reason, guard, not_here
from putright.core.handling import RULES
from putright.core.pack import Handling
from putright.core.policy import Person

Actor = e.Assigned | e.PanelInvited | e.PanelConvened | e.PanelMet | e.Decided | e.ResponseSent
SENIOR = frozenset({"oversee", "approve", "board"})


def _named(event: Actor) -> tuple[str, ...]:
    """The people an event puts to work, by id."""
    if isinstance(event, e.Assigned):
        return (event.to,)
    if isinstance(event, e.Decided | e.ResponseSent):
        return (event.by,) if event.by else ()
    return event.members


def _people(case: Case, event: Actor) -> Iterator[Person]:
    return (case.people[name] for name in _named(event) if name in case.people)


@guard(e.Assigned, e.PanelInvited, e.PanelConvened, e.PanelMet, e.ResponseSent)
def known_person(case: Case, event: Actor) -> Iterator[str]:
    """Only people known to the landlord act on a case; who sends a letter may be named by role."""
    roles = case.policy.pack.roles if isinstance(event, e.ResponseSent) else {}
    for name in _named(event):
        if name not in case.people and name not in roles:
            yield f"there is no person {name!r}"
        elif name in case.people and not case.people[name].active and not isinstance(event, e.ResponseSent):
            yield f"{case.called(name)} no longer works here"


@guard(e.Assigned)
def handler_trained(case: Case, event: e.Assigned) -> Iterator[str]:
    """A handler is trained to handle complaints."""
    for person in _people(case, event):
        if not person.trained:
            yield f"{person.called} is not trained to handle complaints"


def _conflicts(case: Case, event: Actor, rule: str) -> Iterator[str]:
    for person in _people(case, event):
        if said := CONFLICTS[rule](case, person):
            yield said


@guard(e.Assigned, e.PanelInvited, e.PanelConvened, e.PanelMet, e.Decided, e.ResponseSent)
def handler_not_complained_of(case: Case, event: Actor) -> Iterator[str]:
    """Nobody handles or decides a complaint about themselves."""
    yield from _conflicts(case, event, "handler_not_complained_of")


@guard(e.Assigned, e.PanelInvited, e.PanelConvened, e.PanelMet, e.Decided, e.ResponseSent)
def handler_not_line_manager(case: Case, event: Actor) -> Iterator[str]:
    """Nobody handles a complaint about somebody they manage, unless the policy says so or they were cleared."""
    yield from _conflicts(case, event, "handler_not_line_manager")


@guard(e.Assigned, e.PanelInvited, e.PanelConvened, e.PanelMet, e.Decided, e.ResponseSent)
def handler_not_away(case: Case, event: Actor) -> Iterator[str]:
    """Nobody handles what they have declared an interest in or stepped aside from, until they are cleared."""
    yield from _conflicts(case, event, "handler_not_away")
    stage = case.state.current
    decider = case.people.get(stage.decided_by or "") if stage and isinstance(event, e.ResponseSent) else None
    if decider and decider.id not in _named(event) and (said := CONFLICTS["handler_not_away"](case, decider)):
        yield f"{said} since deciding it: somebody else decides first"


@guard(e.Assigned, e.PanelInvited, e.PanelConvened, e.PanelMet, e.Decided)
def handler_not_witness(case: Case, event: Actor) -> Iterator[str]:
    """Whoever gave evidence about what happened does not judge it."""
    yield from _conflicts(case, event, "handler_not_witness")


@guard(e.ConflictCleared)
def cleared_by_senior(case: Case, event: e.ConflictCleared) -> Iterator[str]:
    """A conflict is cleared by another, senior person who has none, with a reason; never being complained about."""
    person, senior = case.people.get(event.who), case.people.get(event.by)
    found = conflicts(case, person) if person else {}
    for rule, said in found.items():
        if rule not in CLEARABLE:
            yield f"{said}, so nobody can clear them"
    if not found:
        yield "nothing stands in this person's way"
    if not event.reason.strip():
        yield "say why it is fair to the complainant"
    if not senior or not _does(case, senior) & SENIOR:
        yield "only somebody senior clears a conflict: one who oversees, approves or is of the board"
    elif senior.id == event.who or conflicts(case, senior):
        yield f"{senior.called} has a conflict of their own"


def _does(case: Case, person: Person) -> set[str]:
    roles = case.policy.pack.roles
    return {ability for role in person.roles if role in roles for ability in roles[role].does}


@guard(e.Assigned, e.PanelInvited, e.PanelConvened, e.PanelMet, e.Decided, e.ResponseSent)
def reviewer_not_involved(case: Case, event: Actor) -> Iterator[str]:
    """Stage 2 is for people who had no part in stage 1."""
    if case.state.stage != 2:
        return
    for person in _people(case, event):
        if person.id in case.state.involved:
            yield f"{person.called} was involved before stage 2"


@guard(e.Assigned)
def reviewer_other_team(case: Case, event: e.Assigned) -> Iterator[str]:
    """Where the brand asks for it, stage 2 is reviewed outside the team that answered stage 1."""
    brand = case.policy.branded
    first = case.state.stages.get(1)
    if case.state.stage != 2 or not (brand and brand.other_team_reviews) or not first:
        return
    teams = {case.people[name].team for name in first.handlers if name in case.people} - {None}
    for person in _people(case, event):
        if person.team in teams:
            yield f"{person.called} is in the team that answered stage 1"


@guard(e.Assigned)
def handler_role(case: Case, event: e.Assigned) -> Iterator[Reason]:
    """A stage is handled by the roles the policy names, on the route the complaint takes."""
    handling = case.policy.pack.handling.get("2" if case.state.stage == 2 else "1")
    if case.state.stage == "informal" or not handling:
        return
    for person in _people(case, event):
        for said in RULES[handling.rule](case, event, person, handling):
            yield Reason("handler_role", said, handling.cites)


@guard(e.ReferredBack)
def delegation(case: Case, event: e.ReferredBack) -> Iterator[str | Reason]:
    """An unresolved matter goes back to the role that may delegate it."""
    handling = case.policy.pack.handling["2" if case.state.stage == 2 else "1"]
    backs = handling.roles[1:2] if handling.rule == "by_route" else handling.roles[:1]
    if handling.rule not in ("by_route", "lead_or_delegate"):
        yield not_here("the policy has nobody to hand an unresolved matter back to")
    elif not any(case.required(role) in case.roles_of(event.to) for role in backs):
        yield f"an unresolved matter goes back to the {case.titles(backs)}"
    elif event.to in case.people:
        yield from conflicts(case, case.people[event.to]).values()


@guard(e.ResponseSent)
def response_reported_by(case: Case, event: e.ResponseSent) -> Iterator[Reason]:
    """Where the policy says who reports back, only they do."""
    rule: Handling | None = case.policy.pack.reports_back.get("2" if case.state.stage == 2 else "1")
    if not rule or not event.by:
        return
    wanted = [case.required(role) for role in rule.roles]
    if not case.roles_of(event.by) & set(wanted):
        yield Reason("response_reported_by", f"only the {case.titles(wanted)} reports the result", rule.cites)
