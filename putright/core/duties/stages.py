"""Acknowledging and answering a stage, and the complainant's time to ask for the next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from putright.core.case import Case
from putright.core.duties.base import Derivation, Obligation, alive, deemed, not_begun, ranked, standing
from putright.core.pack import Start
from putright.core.policy import Limit, Policy
from putright.core.state import Stage, State
from putright.core.state.shapes_contact import Extending
from putright.core.workdays import Calendar


def owed(case: Case) -> Iterator[Obligation]:
    """Acknowledging and answering each stage, and the time to ask for stage 2."""
    state, policy = case.state, case.policy
    for number in (1, 2):
        stage = state.stages.get(number)
        if stage:
            acknowledge = acknowledgement(stage, policy)
            yield _acknowledge(state, stage, acknowledge)
            yield _respond(state, policy, stage, acknowledge)
        else:
            yield not_begun(f"stage{number}.acknowledge", state)
            yield not_begun(f"stage{number}.respond", state)
    yield _request(state, policy)


def response_due(stage: Stage, policy: Policy) -> tuple[Derivation, ...]:
    """The limits for answering a stage, the governing one first, before any extension."""
    return _response(stage, policy, acknowledgement(stage, policy))


def acknowledgement(stage: Stage, policy: Policy) -> tuple[Derivation, ...]:
    """The limits for acknowledging a stage, the governing one first."""
    return ranked(_derive(f"stage{stage.number}.acknowledge", stage, policy))


def _response(stage: Stage, policy: Policy, acknowledge: tuple[Derivation, ...]) -> tuple[Derivation, ...]:
    return ranked(_derive(f"stage{stage.number}.respond", stage, policy, acknowledge[0].due if acknowledge else None))


def _acknowledge(state: State, stage: Stage, limits: tuple[Derivation, ...]) -> Obligation:
    done = left_on(stage, "acknowledged", stage.acknowledged) or answered_on(stage)
    owed = not state.anonymous and bool(done or alive(state))
    return Obligation(f"stage{stage.number}.acknowledge", owed, limits[0].due, done, derivations=limits)


def _respond(state: State, policy: Policy, stage: Stage, acknowledge: tuple[Derivation, ...]) -> Obligation:
    limits = _extended(stage, _response(stage, policy, acknowledge))
    later = state.stages.get(2) if stage.number == 1 else None
    done = answered_on(stage) or (answered_on(later) if later else None)
    written = stage.response or (later.response if later else None)
    owed = not state.anonymous and bool(written or alive(state))
    waits = None if stage.acknowledged or not acknowledge else acknowledge[0].due
    return Obligation(f"stage{stage.number}.respond", owed, limits[0].due, done, waits_until=waits, derivations=limits)


def extensions(stage: Stage, policy: Policy) -> Iterator[tuple[Extending, date, bool]]:
    """Each extension of a stage with the date it was to move, and whether it does: its notice left by that date."""
    return _moved(stage, response_due(stage, policy)[0].due)


def _moved(stage: Stage, due: date | None) -> Iterator[tuple[Extending, date, bool]]:
    for one in stage.extensions:
        if due:
            counts = one.counts(due)
            yield one, due, counts
            due = one.event.until if counts else due


def _extended(stage: Stage, limits: tuple[Derivation, ...]) -> tuple[Derivation, ...]:
    counted = [one.event for one, _, counts in _moved(stage, limits[0].due) if counts]
    if not counted:
        return limits
    last, cites = counted[-1], limits[0].cites
    return (Derivation("extension", "extended", last.on, None, last.until, cites, last.reason), *limits)


def left_on(stage: Stage, of: str, happened: date | None) -> date | None:
    """The day from which a letter of a stage counts: it left then; None while it waits to leave."""
    return stage.left.get(of, happened) if happened else None


def answered_on(stage: Stage) -> date | None:
    """The day a stage's response left; None while it waits, or there is none."""
    return left_on(stage, "response_sent", stage.response.on if stage.response else None)


def _request(state: State, policy: Policy) -> Obligation:
    """The complainant's window to ask for stage 2."""
    first = state.stages.get(1)
    owed = not state.anonymous and state.status not in ("refused", "withdrawn", "not_a_complaint")
    if not first or not first.response:
        return Obligation("stage2.request", owed and not state.closed, done=state.requested, waiting=True, window=True)
    limits = ranked(_derive("stage2.request", first, policy))
    due = limits[0].due if limits else None
    owed = owed or bool(state.requested)
    return Obligation("stage2.request", owed, due, state.requested, window=True, derivations=limits)


def _derive(name: str, stage: Stage, policy: Policy, acknowledge: date | None = None) -> Iterator[Derivation]:
    """A date for each document's limit. `acknowledge` is the day the stage's acknowledgement is due, where one is."""
    theirs, response = name == "stage2.request", stage.response
    told = response.on if theirs and response else stage.told
    for limit in policy.limits.get(name, ()):  # type: ignore[call-overload]

        def count(days: Calendar, limit: Limit = limit) -> Derivation:
            clock = limit.clock
            start, projected = _start(clock.from_, stage, days, acknowledge)
            due = days.add(start, limit.period) if start and limit.period else None
            return Derivation(
                limit.origin, clock.from_, start, limit.period, due, clock.cites, clock.reading, projected
            )

        yield standing(policy.calendar, told, count, theirs=theirs)


def _start(start: Start, stage: Stage, calendar: Calendar, acknowledge: date | None) -> tuple[date | None, bool]:
    """The day 0 of a clock of a stage, and whether it is only projected."""
    if start == "next_working_day":
        return calendar.add_working_days(stage.opened, 1), False
    if start == "acknowledgement":
        return _acknowledgement_start(stage, acknowledge)
    if start == "escalated":
        return stage.escalated or stage.opened, stage.escalated is None
    if start == "sent":
        return _sent_on(stage), False
    if start == "response_received":
        return received_on(stage, calendar), stage.received is None
    return stage.opened, False


def _acknowledgement_start(stage: Stage, due: date | None) -> tuple[date | None, bool]:
    """An acknowledgement made late buys no time: the clock runs from the earlier of the day made and the day due."""
    if not stage.acknowledged:
        return due or stage.opened, True
    return min(stage.acknowledged, due) if due else stage.acknowledged, False


def received_on(stage: Stage, calendar: Calendar) -> date | None:
    """The day a stage's response reached the complainant, deemed by its method where nothing else is known."""
    if stage.received or not stage.response:
        return stage.received
    sent = _sent_on(stage) or stage.response.on
    return deemed(sent, stage.response.method, calendar)


def _sent_on(stage: Stage) -> date | None:
    """The day a response left, taken for the day it bears while it waits."""
    return answered_on(stage) or (stage.response.on if stage.response else None)
