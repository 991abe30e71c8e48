"""Unreasonable behaviour and restrictions on contact."""

from __future__ import annotations

from putright.core import events as e
from putright.core.state.base import State, on


@on(e.RestrictionSet)
def _(state: State, event: e.RestrictionSet) -> None:
    state.restriction = event
