"""Unreasonable behaviour and restrictions on contact."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from putright.core import events as e
from putright.core.state.base import State, on


@on(e.BehaviourRecorded)
def _(state: State, event: e.BehaviourRecorded) -> None:
    incidents = state.conduct.incidents
    incidents[event.id or f"b{len(incidents) + 1}"] = event


@on(e.WarningGiven)
def _(state: State, event: e.WarningGiven) -> None:
    state.conduct.warnings.append(event)
    state.use_approval("warning")


@on(e.RestrictionSet)
def _(state: State, event: e.RestrictionSet) -> None:
    state.restriction = event
    state.conduct.restrictions.append(event)
    state.use_approval("restriction")
    state.conduct = replace(state.conduct, decided_by=event.decided_by, told=None, appeal=None, ended=None)


@on(e.RestrictionTold)
def _(state: State, event: e.RestrictionTold) -> None:
    state.conduct.told = event.on


@on(e.RestrictionReviewed)
def _(state: State, event: e.RestrictionReviewed) -> None:
    """Kept or changed, the restriction runs to its next review; lifted, it is over. Its own letter tells them."""
    before, conduct = state.restriction, state.conduct
    conduct.reviews.append(event)
    told = event.on if event.method else None
    state.conduct = replace(conduct, decided_by=event.decided_by, told=told, appeal=None, decided=conduct.appeal)
    if before and event.outcome == "lifted":
        state.restriction, state.conduct.ended = None, (before.review_on, event.on)
    elif before:
        what, contact = event.what or before.what, event.contact or before.contact
        state.restriction = msgspec.structs.replace(before, review_on=event.review_on, what=what, contact=contact)


@on(e.RestrictionAppealed)
def _(state: State, event: e.RestrictionAppealed) -> None:
    if state.restriction:
        state.conduct.appeal = event
