"""Who must not touch a complaint, and who must agree before something is done."""

from __future__ import annotations

from putright.core import events as e
from putright.core.state.base import State, on
from putright.core.state.shapes_people import Approval


@on(e.ApprovalAsked)
def _(state: State, event: e.ApprovalAsked) -> None:
    for earlier in state.approvals.values():
        if earlier.stands and earlier.of == event.of and earlier.ground == event.ground:
            earlier.replaced = True
    state.approvals[event.id] = Approval(
        event.id, event.of, event.ground, event.what, event.roles, event.by, event.on, event.words
    )


@on(e.ApprovalGiven)
def _(state: State, event: e.ApprovalGiven) -> None:
    state.approvals[event.id].given += (event.by,)
    _had_a_part(state, event.by)


@on(e.ApprovalDeclined)
def _(state: State, event: e.ApprovalDeclined) -> None:
    state.approvals[event.id].declined = event
    _had_a_part(state, event.by)


def _had_a_part(state: State, who: str) -> None:
    """Whoever answered for a step before stage 2 does not review the complaint there."""
    if state.stage != 2:
        state.involved.add(who)


@on(e.InterestDeclared)
def _(state: State, event: e.InterestDeclared) -> None:
    state.standing.interests[event.who] = event
    _step_aside(state, event.who)


@on(e.Recused)
def _(state: State, event: e.Recused) -> None:
    state.standing.recused[event.who] = event
    _step_aside(state, event.who)


def _step_aside(state: State, who: str) -> None:
    """Whoever has the complaint and may not keep it hands it back: somebody else must be found."""
    state.standing.cleared.pop(who, None)
    if state.handler == who:
        if state.current:
            state.current.vacant = True
        else:
            state.vacant = True


@on(e.ConflictCleared)
def _(state: State, event: e.ConflictCleared) -> None:
    state.standing.interests.pop(event.who, None)
    state.standing.recused.pop(event.who, None)
    state.standing.cleared[event.who] = event
