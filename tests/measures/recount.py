"""Every figure counted a second time, from raw events: to be held against what `putright.core.measures` says.

`recount(question, cases)` takes cases as `Told`: their events up to a day, their policy, and what they are called by.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from putright.core.events import Event
from putright.core.measures.question import Answer, Question
from putright.core.policy import Policy
from tests.measures.row import Row
from tests.measures.things import things

OF_THE_CODE = frozenset({
    "complaints", "reopened", "refused", "withdrawn", "closed", "acknowledged_in_time", "answered", "answered_in_time",
    "answered_in_time_extended", "answered_in_code", "answers_due", "extended", "days_to_answer", "upheld",
    "escalations_requested", "escalated", "escalations_refused", "escalation_rate", "resolved_at_stage_1",
    "resolved_at_stage_2", "ch01", "ch02",
})  # fmt: skip
STANDING = frozenset({
    "open", "unanswered", "late", "due_soon", "unacknowledged", "remedies_owed", "remedies_late", "compensation_owed",
    "orders_open", "actions_late",
})  # fmt: skip
ADDED = frozenset({
    "days_to_answer", "compensation_offered", "compensation_paid", "compensation_owed", "satisfied", "feedback_sought",
})  # fmt: skip
SHARES = frozenset({
    "acknowledged_in_time", "answered_in_time", "answered_in_time_extended", "answered_in_code", "answers_due",
    "extended", "upheld", "escalation_rate", "resolved_at_stage_1", "resolved_at_stage_2", "remedies_in_time",
    "orders_in_time", "evidence_in_time", "satisfied", "dissatisfied_followed_up", "feedback_sought", "updates_kept",
    "adjusted", "service_requests_in_time", "ch02",
})  # fmt: skip
CH02 = {
    "ch02": ("received", "counted", "counted"), "ch02_due": ("received", "counted", "left_out"),
    "ch02_first_date": ("received", "not_counted", "counted"),
    "ch02_due_first_date": ("received", "not_counted", "left_out"), "ch02_answered": ("answered", "counted", ""),
    "ch02_answered_first_date": ("answered", "not_counted", ""),
}  # fmt: skip
"""Each way of counting CH02: a share of which, whether extensions count, what is not due yet."""


@dataclass
class Told:
    """A case as its events tell it, up to the day it is counted on."""

    reference: str
    events: list[Event]
    policy: Policy
    """Of the landlord, without a brand."""

    @cached_property
    def rows(self) -> list[Row]:
        return list(things(self.events, self.policy))


def recount(question: Question, cases: Iterable[Told]) -> Answer:
    """The answer to a question, without the rule's name."""
    found = [row for case in cases for row in case.rows if _is_asked(question, row)]
    return Answer(
        counted=sum(row.good for row in found),
        of=len(found) if question.measure in SHARES | {*CH02} else None,
        sum=sum(row.amount for row in found) if question.measure in ADDED else None,
    )


def cases_behind(question: Question, cases: Iterable[Told]) -> list[str]:
    """What the cases are called by of which something was counted."""
    return [case.reference for case in cases if any(row.good and _is_asked(question, row) for row in case.rows)]


def _is_asked(question: Question, row: Row) -> bool:
    measure, way = ("ch02", CH02[question.measure]) if question.measure in CH02 else (question.measure, None)
    if row.measure != measure:
        return False
    if row.measure in STANDING:
        if not row.on <= question.until < row.until:
            return False
    elif not question.since <= row.on <= question.until:
        return False
    where = dict(question.where)
    if row.measure in OF_THE_CODE | {*CH02}:
        where.setdefault("apart", "no")
    if way:
        where |= {"basis": way[0], "extensions": way[1]}
        if way[2] == "left_out" and row.marks["settled"] > question.until:
            return False
    return all(_has(row, name, value) for name, value in where.items())


def _has(row: Row, name: str, value: str) -> bool:
    marked = row.marks.get(name)
    several = list(marked) if isinstance(marked, tuple | list | set) else [marked] if marked else []
    return value in several if several else value == ""
