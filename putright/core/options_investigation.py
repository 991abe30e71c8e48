"""The plainest forms of the investigation's events, for `core.options`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from putright.core import events as e
from putright.core.case import Case
from putright.core.events import Event

PLAIN = "…"


def _request_asked(case: Case, on: date) -> Iterator[Event]:
    yield e.InformationRequested(on=on, id="new", what=PLAIN, from_="contractor", by=on)


def _waiting(case: Case) -> list[str]:
    return [key for key, asked in case.state.inquiry.requests.items() if asked.open] or ["1"]


def _alleged(case: Case) -> list[str]:
    return case.state.inquiry.alleged or ["1"]


def _comments_answered(case: Case, on: date) -> Iterator[Event]:
    stage = case.state.current
    for party in stage.unanswered if stage and stage.unanswered else ("complainant",):
        yield e.CommentsAnswered(on=on, from_=party, answer=PLAIN)


def _detriment_assigned(case: Case, on: date) -> Iterator[Event]:
    anyone = case.people if case.state.inquiry.alleged else (PLAIN,)
    for key in _alleged(case):
        yield from (e.DetrimentAssigned(on=on, id=key, to=who) for who in anyone)


def _detriment_concluded(case: Case, on: date) -> Iterator[Event]:
    for key in _alleged(case):
        alleged = case.state.inquiry.detriments.get(key)
        by = (alleged.to if alleged else None) or PLAIN
        yield e.DetrimentConcluded(on=on, id=key, by=by, finding="upheld", reasons=PLAIN)


def _handler_informed(case: Case, on: date) -> Iterator[Event]:
    first = case.state.stages.get(1)
    yield from (e.HandlerInformed(on=on, to=who) for who in (first.handlers if first and first.handlers else (PLAIN,)))


FORMS: Mapping[str, Callable[[Case, date], Iterator[Event]]] = {
    "investigation_planned": lambda case, on: iter([e.InvestigationPlanned(on=on, items={"q1": e.PlanItem(PLAIN)})]),
    "urgent_action_taken": lambda case, on: iter([e.UrgentActionTaken(on=on, what=PLAIN)]),
    "information_requested": _request_asked,
    "information_chased": lambda case, on: (e.InformationChased(on=on, id=key) for key in _waiting(case)),
    "information_dropped": lambda case, on: (
        e.InformationDropped(on=on, id=key, reason=PLAIN) for key in _waiting(case)
    ),
    "evidence_recorded": lambda case, on: iter([e.EvidenceRecorded(on=on, id="new", what=PLAIN, source=PLAIN)]),
    "interview_held": lambda case, on: iter([e.InterviewHeld(on=on, with_=PLAIN, what=PLAIN)]),
    "meeting_held": lambda case, on: iter([e.MeetingHeld(on=on, with_=PLAIN, what=PLAIN, companion_offered=True)]),
    "obligations_recorded": lambda case, on: iter([e.ObligationsRecorded(on=on, landlord=PLAIN, resident=PLAIN)]),
    "shortfall_recorded": lambda case, on: iter([e.ShortfallRecorded(on=on, what=PLAIN, service=PLAIN)]),
    "support_offered": lambda case, on: iter([e.SupportOffered(on=on, to=PLAIN)]),
    "comments_answered": _comments_answered,
    "detriment_assigned": _detriment_assigned,
    "detriment_concluded": _detriment_concluded,
    "handler_informed": _handler_informed,
}  # fmt: skip
