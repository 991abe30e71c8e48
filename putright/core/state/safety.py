"""People at risk: alerts and the duty of candour."""

from __future__ import annotations

from putright.core import events as e
from putright.core.state.base import State, on


@on(e.SafetyAlerted)
def _(state: State, event: e.SafetyAlerted) -> None:
    state.alerted.setdefault(event.to, event.on)


@on(e.CandourStep)
def _(state: State, event: e.CandourStep) -> None:
    state.candour.setdefault(event.step, event.on)
