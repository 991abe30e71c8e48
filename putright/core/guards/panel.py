"""Review panels: who is asked, how a panel is made up, and that it meets before anything is decided."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core import events as e
from putright.core.case import Case
from putright.core.conflicts import conflicts
from putright.core.guards import Reason, guard, not_here
from putright.core.panel import composition

NO_PANEL = "the policy has no panel"


@guard(e.PanelInvited)
def panel_invitation(case: Case, event: e.PanelInvited) -> Iterator[str | Reason]:
    """Those who are asked could sit, and are offered days that are still to come."""
    panel = case.policy.pack.panel
    if not panel:
        yield not_here(NO_PANEL)
        return
    roles = {role for seat in panel.seats.values() for role in seat.roles}
    for name in event.members:
        if not case.roles_of(name) & roles:
            yield f"{case.called(name)} has no seat on a panel"
    if not event.members:
        yield "say who is asked"
    if not event.dates or min(event.dates) < event.on:
        yield "propose at least one day that is still to come"


@guard(e.PanelConvened, e.PanelMet)
def panel_composition(case: Case, event: e.PanelConvened | e.PanelMet) -> Iterator[str | Reason]:
    """The panel is made up as the policy says, seat by seat, with the complainant's consent where a seat needs it."""
    panel = case.policy.pack.panel
    if panel:
        yield from composition(case, panel, event.members)
    else:
        yield not_here(NO_PANEL)


@guard(e.Decided, e.ResponseSent)
def panel_met(case: Case, event: e.Decided | e.ResponseSent) -> Iterator[str]:
    """Where stage 2 is a panel's, it meets before anything is decided or sent, and nobody on it had a conflict."""
    stage = case.state.current
    if not case.policy.pack.panel or not stage or stage.number != 2:
        return
    if not stage.panel_met:
        yield "the review panel has not met"
    for person in (case.people[name] for name in stage.panel_met if name in case.people):
        for said in conflicts(case, person).values():
            yield f"{said}: another panel must be convened and meet"


@guard(e.PanelMet)
def panel_as_convened(case: Case, event: e.PanelMet) -> Iterator[Reason]:
    """Those who meet were convened, so that each was checked; and only they dissent."""
    stage = case.state.current
    cites = case.policy.cites("panel_composition")
    for name in event.members:
        if stage and name not in stage.panel:
            yield Reason("panel_composition", f"{case.called(name)} was not convened", cites)
    for name in event.dissent:
        if name not in event.members:
            said = f"{case.called(name)} did not sit, so a dissent is not theirs to record"
            yield Reason("panel_composition", said, cites)
