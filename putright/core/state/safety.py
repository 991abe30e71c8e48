"""People at risk: flags learnt later, alerts and the duty of candour."""

from __future__ import annotations

from putright.core import events as e
from putright.core.state.base import State, on
from putright.core.state.shapes_safety import Raised, Told


@on(e.FlagRaised)
def _(state: State, event: e.FlagRaised) -> None:
    if event.flag not in state.flags:
        state.flags |= {event.flag}
        state.safety.raised[event.flag] = Raised(event.on, state.version)


@on(e.SafetyAlerted)
def _(state: State, event: e.SafetyAlerted) -> None:
    state.safety.alerts.append(Told(event, state.version))


@on(e.CandourStep)
def _(state: State, event: e.CandourStep) -> None:
    state.candour.setdefault(event.step, event.on)
    state.safety.candour.append(event)
