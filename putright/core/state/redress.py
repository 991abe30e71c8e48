"""The redress body: its requests, determinations and orders."""

from __future__ import annotations

from putright.core import events as e
from putright.core.state.base import Promise, State, on


@on(e.OmbudsmanReferred)
def _(state: State, event: e.OmbudsmanReferred) -> None:
    state.with_ombudsman, state.referral_route = True, event.route


@on(e.EvidenceRequested)
def _(state: State, event: e.EvidenceRequested) -> None:
    state.with_ombudsman = True
    state.evidence[event.id] = Promise(event.on, event.what, event.by)


@on(e.EvidenceDateRevised)
def _(state: State, event: e.EvidenceDateRevised) -> None:
    state.evidence[event.id].revised = event.until


@on(e.EvidenceProvided)
def _(state: State, event: e.EvidenceProvided) -> None:
    state.evidence[event.id].done = event.on


@on(e.Determined)
def _(state: State, event: e.Determined) -> None:
    state.with_ombudsman = False


@on(e.OrderMade)
def _(state: State, event: e.OrderMade) -> None:
    state.orders[event.id] = Promise(event.on, event.what, event.by, kind=event.kind_ or "order")


@on(e.FailureOrderMade)
def _(state: State, event: e.FailureOrderMade) -> None:
    state.orders[event.id] = Promise(event.on, event.what, event.by, kind=event.kind_ or "failure order")


@on(e.OrderCompleted)
def _(state: State, event: e.OrderCompleted) -> None:
    state.orders[event.id].done = event.on
