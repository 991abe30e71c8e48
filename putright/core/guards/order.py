"""The plain order of things: what cannot happen before or after something else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from putright.core import events as e
from putright.core.case import Case
from putright.core.events import Event
from putright.core.guards import guard
from putright.core.state import Promise, Stage, State

ENDED = ("closed", "refused", "withdrawn")


@guard(Event)
def in_order(case: Case, event: Event) -> Iterator[str]:
    """Events stand in date order."""
    if event.on < case.state.last:
        yield f"the day before the last event on this case ({case.state.last}): record it with the day it became known"


@guard(Event)
def not_disposed(case: Case, event: Event) -> Iterator[str]:
    """Nothing happens to a case whose records were disposed of."""
    if case.state.disposed:
        yield "the records of this case were disposed of"


@guard(Event)
def possible_now(case: Case, event: Event) -> Iterator[str]:
    """What must have happened first, for each event that has such a thing."""
    check = FIRST.get(type(event))
    if check and (problem := check(case.state, event)):
        yield problem


def _live(state: State, event: Event) -> str | None:
    return f"the complaint is {_words(state.status)}" if state.status in ENDED else None


def _words(status: str) -> str:
    return status.replace("_", " ")


def _at_open_stage(state: State, event: Event) -> str | None:
    if problem := _live(state, event):
        return problem
    if event.stage not in (None, state.stage):
        return f"the complaint is not at stage {event.stage}"
    if not state.current:
        return "this is not a formal complaint; make it formal first"
    if state.status == "answered":
        return f"stage {state.stage} has been answered"
    return None


def _acknowledge(state: State, event: Event) -> str | None:
    if state.triaged == "petition" or "petition" in state.flags:
        return None  # HSP-14: a petition is acknowledged though not handled as a complaint
    problem = _at_open_stage(state, event)
    if problem or not (state.current and state.current.acknowledged):
        return problem
    return f"stage {state.stage} was acknowledged on {state.current.acknowledged}"


def _define(state: State, event: e.Defined) -> str | None:
    if not event.points or not all(text.strip() for text in event.points.values()):
        return "a definition needs at least one point, each in words"
    return _at_open_stage(state, event)


def _assign(state: State, event: Event) -> str | None:
    if event.stage is not None and event.stage != state.stage:
        return f"the complaint is not at stage {event.stage}"
    return _live(state, event)


def _decide(state: State, event: Event) -> str | None:
    problem = _at_open_stage(state, event)
    if not problem and state.current and state.current.number == 2 and not state.current.escalated:
        return "the request to escalate has not been accepted yet"
    return problem


def _respond(state: State, event: Event) -> str | None:
    problem = _decide(state, event)
    if not problem and state.current and not state.current.decided:
        return f"nothing has been decided at stage {state.stage}"
    return problem


def _refuse(state: State, event: Event) -> str | None:
    if state.stage == 2 or state.status == "answered":
        return "the complaint was accepted and answered; a request to escalate has its own refusal"
    return _live(state, event)


def _triage(state: State, event: e.Triaged) -> str | None:
    first: Stage | None = state.stages.get(1)
    if event.as_ != "complaint" and first and (first.acknowledged or first.response or state.stage == 2):
        return "it has been acknowledged as a complaint and stays one"
    return _live(state, event)


def _pending(state: State) -> bool:
    second = state.stages.get(2)
    return bool(second and not second.escalated and not second.response)


def _escalate(state: State, event: Event) -> str | None:
    if state.status in ENDED:
        return _live(state, event)
    return None if _pending(state) else "there is no request to escalate waiting for an answer"


def _refuse_escalation(state: State, event: Event) -> str | None:
    return None if state.asked_again or _pending(state) else _escalate(state, event)


def _convene(state: State, event: Event) -> str | None:
    return _at_open_stage(state, event) if state.stage == 2 else "a panel sits only at stage 2"


def _meet(state: State, event: Event) -> str | None:
    if problem := _convene(state, event):
        return problem
    return None if state.current and state.current.panel else "no panel has been convened"


def _end(state: State, event: Event) -> str | None:
    return "the complaint is closed" if state.status == "closed" else None


def _reopen(state: State, event: Event) -> str | None:
    return None if state.status in ENDED else f"the complaint is {_words(state.status)}, so there is nothing to reopen"


def _dispose(state: State, event: Event) -> str | None:
    over = state.status in (*ENDED, "not_a_complaint")
    return None if over else "records are kept at least until the complaint is closed"


def _hold(state: State, event: e.HoldPlaced) -> str | None:
    return f"there is a hold {event.id!r} already" if event.id in state.learning.held else None


def _lift(state: State, event: e.HoldLifted) -> str | None:
    return None if event.id in state.learning.holds else f"there is no hold {event.id!r} that stands"


def _assisted(state: State, event: Event) -> str | None:
    return None if state.assistance_sought else "no outside help has been sought"


def _mediation(state: State, event: Event) -> str | None:
    return None if "mediation_offered" in state.seen else "mediation has not been offered"


FIRST: dict[type[Event], Callable[[State, Any], str | None]] = {
    e.Triaged: _triage,
    e.InformalAttempted: _live,
    e.MadeFormal: _live,
    e.Refused: _refuse,
    e.Redirected: _live,
    e.Acknowledged: _acknowledge,
    e.Defined: _define,
    e.Assigned: _assign,
    e.ReferredBack: _at_open_stage,
    e.Extended: _at_open_stage,
    e.PositionHeard: _at_open_stage,
    e.FindingsShared: _at_open_stage,
    e.Decided: _decide,
    e.ResponseSent: _respond,
    e.Escalated: _escalate,
    e.EscalationRefused: _refuse_escalation,
    e.PanelInvited: _convene,
    e.PanelConvened: _convene,
    e.PapersSent: _meet,
    e.PanelMet: _meet,
    e.Closed: _end,
    e.Reopened: _reopen,
    e.Disposed: _dispose,
    e.HoldPlaced: _hold,
    e.HoldLifted: _lift,
    e.MediationAnswered: _mediation,
    e.ExternalAssistanceEnded: _assisted,
}
"""What must have happened first, by event; other parts of the guards add their own."""


REMEDY = (e.RemedyCompleted, e.RemedyRevised, e.RemedyChased, e.RemedyWithdrawn)


@guard(*REMEDY, e.EvidenceProvided, e.EvidenceDateRevised, e.OrderCompleted, e.RecommendationAnswered,
       e.NoticeAnswered)  # fmt: skip
def known_id(case: Case, event: Any) -> Iterator[str]:
    """Only something promised or asked for, and not done yet, can be done."""
    what, promises = _promised(case.state, event)
    promise = promises.get(event.id)
    if not promise:
        yield f"there is no {what} {event.id!r} on this case"
    elif promise.done:
        yield f"the {what} {event.id!r} was done on {promise.done}"


def _promised(state: State, event: Event) -> tuple[str, dict[str, Promise]]:
    if isinstance(event, REMEDY):
        return "remedy", {**state.remedies}
    if isinstance(event, e.OrderCompleted):
        return "order", state.orders
    if isinstance(event, e.RecommendationAnswered):
        return "recommendation", {key: o for key, o in state.orders.items() if o.kind == "recommendation"}
    if isinstance(event, e.NoticeAnswered):
        return "notice", state.notices
    return "request for evidence", state.evidence
