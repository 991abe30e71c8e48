"""How a complaint comes in, what it is taken for, and whether it is taken on."""

from __future__ import annotations

from datetime import date

from putright.core import events as e
from putright.core.state.base import Stage, State, on


@on(e.FactRecorded)
def _(state: State, event: e.FactRecorded) -> None:
    state.facts.add(event.fact)


@on(e.IdentityChecked)
def _(state: State, event: e.IdentityChecked) -> None:
    if state.identity != "given":
        state.identity = event.what


@on(e.LegalProceedingsRecorded)
def _(state: State, event: e.LegalProceedingsRecorded) -> None:
    state.filed = state.filed or event.filed
    state.learning.at_court |= event.filed


@on(e.Triaged)
def _(state: State, event: e.Triaged) -> None:
    state.entry.offered |= bool(event.choice_offered)
    state.entry.kind = None if event.as_ == "complaint" else event.as_
    if event.as_ == "complaint":
        _formal(state, state.received if not state.formal else None, event.as_)
    else:
        _informal(state, event.as_)


@on(e.InformalAttempted)
def _(state: State, event: e.InformalAttempted) -> None:
    first = state.stages.get(1)
    if state.formal and state.triaged is None and first and not first.acknowledged and not state.reopened:
        _informal(state, None)


@on(e.MadeFormal)
def _(state: State, event: e.MadeFormal) -> None:
    state.satisfied = False
    _formal(state, event.on if not state.formal else None, "complaint")


def _informal(state: State, triaged: str | None) -> None:
    state.formal, state.triaged, state.stage = False, triaged, "informal"
    state.stages.clear()


def _formal(state: State, receipt: date | None, triaged: str) -> None:
    if receipt:
        state.stages[1] = Stage(1, receipt)
    state.formal, state.triaged = True, triaged
    state.stage = 2 if 2 in state.stages else 1


@on(e.Refused)
def _(state: State, event: e.Refused) -> None:
    state.refused = event
    state.involved.update(event.approved_by)
    state.use_approval("refusal", event.ground)


@on(e.Redirected)
def _(state: State, event: e.Redirected) -> None:
    state.brand = event.brand
    if state.current:
        state.current.handlers.clear()
