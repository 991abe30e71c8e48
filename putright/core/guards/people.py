"""Who may act: role, training, conflict of interest, earlier involvement, delegation, panels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from putright.core import events as e
from putright.core.case import Case
from putright.core.guards import Reason, guard, not_here
from putright.core.handling import RULES
from putright.core.pack import Handling, Panel
from putright.core.policy import Person

PanelEvent = e.PanelConvened | e.PanelMet
Actor = e.Assigned | e.PanelConvened | e.PanelMet | e.ResponseSent


def _named(event: Actor) -> tuple[str, ...]:
    """The people an event puts to work, by id."""
    if isinstance(event, e.Assigned):
        return (event.to,)
    if isinstance(event, e.ResponseSent):
        return (event.by,) if event.by else ()
    return event.members


def _people(case: Case, event: Actor) -> Iterator[Person]:
    return (case.people[name] for name in _named(event) if name in case.people)


@guard(e.Assigned, e.PanelConvened, e.PanelMet, e.ResponseSent)
def known_person(case: Case, event: Actor) -> Iterator[str]:
    """Only people known to the landlord act on a case; who sends a letter may be named by role."""
    roles = case.policy.pack.roles if isinstance(event, e.ResponseSent) else {}
    for name in _named(event):
        if name not in case.people and name not in roles:
            yield f"there is no person {name!r}"


@guard(e.Assigned)
def handler_trained(case: Case, event: e.Assigned) -> Iterator[str]:
    """A handler is trained to handle complaints."""
    for person in _people(case, event):
        if not person.trained:
            yield f"{person.called} is not trained to handle complaints"


@guard(e.Assigned, e.PanelConvened, e.PanelMet, e.ResponseSent)
def handler_not_complained_of(case: Case, event: Actor) -> Iterator[str]:
    """Nobody handles a complaint about themselves."""
    for person in _people(case, event):
        if case.complained_of(person):
            yield f"the complaint is about {person.called}"


@guard(e.Assigned, e.PanelConvened, e.PanelMet, e.ResponseSent)
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
        yield f"an unresolved matter goes back to the {_titles(case, backs)}"
    elif event.to in case.people and case.complained_of(case.people[event.to]):
        yield f"the complaint is about {case.called(event.to)}"


@guard(e.ResponseSent)
def response_reported_by(case: Case, event: e.ResponseSent) -> Iterator[Reason]:
    """Where the policy says who reports back, only they do."""
    rule: Handling | None = case.policy.pack.reports_back.get("2" if case.state.stage == 2 else "1")
    if not rule or not event.by:
        return
    wanted = [case.required(role) for role in rule.roles]
    if not case.roles_of(event.by) & set(wanted):
        yield Reason("response_reported_by", f"only the {_titles(case, wanted)} reports the result", rule.cites)


@guard(e.PanelConvened, e.PanelMet)
def panel_composition(case: Case, event: PanelEvent) -> Iterator[str | Reason]:
    """The panel is made up as the policy says, seat by seat, with the complainant's consent where a seat needs it."""
    panel = case.policy.pack.panel
    if not panel:
        yield not_here("the policy has no panel")
        return
    if len(set(event.members)) != len(event.members):
        yield "somebody is named twice"
    wanted = _seatings(panel)
    if not any(_fits(case, panel, seats, event.members) for seats in wanted):
        yield f"a panel is {' or '.join(_listed(panel, seats) for seats in wanted)}"
    yield from _consents(case, panel, event.members)


def _seatings(panel: Panel) -> list[tuple[str, ...]]:
    """The panel as it should be, and with each replaceable seat given to the one that doubles for it."""
    full = tuple(panel.seats)
    instead = [tuple(panel.seats[n].instead or n if n == name else n for n in full) for name in full]
    return list(dict.fromkeys([full, *instead]))


def _fits(case: Case, panel: Panel, seats: Sequence[str], members: Sequence[str]) -> bool:
    return len(members) == len(seats) and any(
        all(case.roles_of(member) & set(panel.seats[seat].roles) for member, seat in zip(order, seats, strict=True))
        for order in permutations(members)
    )


def _listed(panel: Panel, seats: Sequence[str]) -> str:
    return ", ".join(panel.seats[name].title for name in seats)


def _consents(case: Case, panel: Panel, members: Sequence[str]) -> Iterator[str]:
    for name, seat in panel.seats.items():
        taken = any(case.roles_of(member) & set(seat.roles) for member in members)
        if seat.needs_consent and taken and f"{name}_on_panel" not in case.state.consents:
            yield f"the complainant has not agreed to a panel with {seat.title}"


@guard(e.Decided)
def panel_met(case: Case, event: e.Decided) -> Iterator[str]:
    """Where stage 2 is a panel's, the panel meets before anything is decided."""
    stage = case.state.current
    if case.policy.pack.panel and stage and stage.number == 2 and not stage.panel_met:
        yield "the review panel has not met"


@guard(e.PanelMet)
def panel_as_convened(case: Case, event: e.PanelMet) -> Iterator[Reason]:
    """Those who meet were convened, so that each was checked."""
    stage = case.state.current
    for name in event.members:
        if stage and name not in stage.panel:
            yield Reason(
                "panel_composition", f"{case.called(name)} was not convened", case.policy.cites("panel_composition")
            )


def _titles(case: Case, roles: Sequence[str]) -> str:
    known = case.policy.pack.roles
    return " or ".join(known[role].title if role in known else role for role in roles)
