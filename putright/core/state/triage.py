"""The first look at a complaint, and what has a route of its own."""

from __future__ import annotations

from putright.core import events as e
from putright.core.state.base import State, on
from putright.core.state.shapes_safety import Procedure


@on(e.Assessed)
def _(state: State, event: e.Assessed) -> None:
    state.safety.assessment = event


@on(e.ProcedureOpened)
def _(state: State, event: e.ProcedureOpened) -> None:
    state.safety.procedures[event.id] = Procedure(
        event.id, event.procedure, event.what, event.points, event.received or state.received, event.on,
        event.to, event.contact,
    )  # fmt: skip


@on(e.ProcedureStep)
def _(state: State, event: e.ProcedureStep) -> None:
    procedure = state.safety.procedures[event.id]
    setattr(procedure, event.step, event.on)
    if event.step == "concluded":
        procedure.outcome = event.what
