"""What must come first about a hazard in the home, a matter with a route of its own, and the first assessment."""

from __future__ import annotations

from collections.abc import Callable

from putright.core import events as e
from putright.core.guards.order import ENDED, FIRST
from putright.core.state import State
from putright.core.state.shapes_safety import Hazard

OfHazard = (
    e.HazardInvestigated | e.HazardSummarySent | e.HazardMadeSafe | e.HazardWorksBegun | e.HazardWorksCompleted
    | e.Rehoused | e.AccessAttempted
)  # fmt: skip


def _assess(state: State, event: e.Assessed) -> str | None:
    return f"the complaint is {state.status}" if state.status in ENDED else None


def _open_procedure(state: State, event: e.ProcedureOpened) -> str | None:
    if event.id in state.safety.procedures:
        return f"there is a procedure {event.id!r} already"
    if not event.what.strip():
        return "say what it is that goes to the other procedure"
    if event.received and event.received > event.on:
        return "it cannot have come in after today"
    known = {point for stage in state.stages.values() for point in stage.points}
    strange = [point for point in event.points if point not in known]
    return f"there is no point {strange[0]!r} on this complaint" if strange else None


def _take_procedure_on(state: State, event: e.ProcedureStep) -> str | None:
    one = state.safety.procedures.get(event.id)
    if not one:
        return f"there is no procedure {event.id!r} on this case"
    if done := getattr(one, event.step):
        return f"that was done on {done}"
    if event.step == "concluded" and not event.what.strip():
        return "say what came of it, and that they were told"
    return None


Check = Callable[[Hazard, OfHazard], str | None]


def _known(check: Check) -> Callable[[State, OfHazard], str | None]:
    """A check of a hazard that is on the case."""

    def checked(state: State, event: OfHazard) -> str | None:
        hazard = state.safety.hazards.get(event.id)
        return check(hazard, event) if hazard else f"there is no hazard {event.id!r} on this case"

    return checked


def _done(what: str, day: object) -> str | None:
    return f"{what} on {day}" if day else None


def _investigate(hazard: Hazard, event: OfHazard) -> str | None:
    found = hazard.investigated
    return f"it was investigated on {found.on}; report what is newly known as a hazard of its own" if found else None


def _summarise(hazard: Hazard, event: OfHazard) -> str | None:
    if not hazard.investigated and not hazard.safe:
        return "it has not been investigated, so there is nothing to summarise yet"
    return _done("the summary was sent", hazard.summary)


def _make_safe(hazard: Hazard, event: OfHazard) -> str | None:
    if hazard.found == "none":
        return "the investigation found no hazard"
    if not hazard.investigated and not hazard.emergency:
        return "it has not been investigated yet; only an emergency is made safe first"
    return _done("it was made safe", hazard.safe and hazard.safe.on)


def _begin(hazard: Hazard, event: OfHazard) -> str | None:
    if not hazard.investigated:
        return "it has not been investigated, so nobody knows which works are needed"
    if hazard.found == "none":
        return "the investigation found no hazard"
    return _done("the works were begun", hazard.begun)


def _complete(hazard: Hazard, event: OfHazard) -> str | None:
    return _done("the works were completed", hazard.completed) if hazard.begun else "the works have not begun"


def _rehouse(hazard: Hazard, event: OfHazard) -> str | None:
    return _done("they were rehoused", hazard.rehoused and hazard.rehoused.on)


FIRST |= {
    e.Assessed: _assess,
    e.ProcedureOpened: _open_procedure,
    e.ProcedureStep: _take_procedure_on,
    e.HazardInvestigated: _known(_investigate),
    e.HazardSummarySent: _known(_summarise),
    e.HazardMadeSafe: _known(_make_safe),
    e.HazardWorksBegun: _known(_begin),
    e.HazardWorksCompleted: _known(_complete),
    e.Rehoused: _known(_rehouse),
    e.AccessAttempted: _known(lambda hazard, event: None),
}
