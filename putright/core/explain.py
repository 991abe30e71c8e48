"""The whole state of a complaint at a date, as plain values: what is owed and why, what may happen and what may not."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from putright.core.case import Case
from putright.core.duties import Derivation, Obligation, obligations
from putright.core.options import options
from putright.core.redress import bodies, body_of, timeliness
from putright.core.warnings import warnings
from putright.core.workdays import Calendar

STARTS = {
    "receipt": "received",
    "next_working_day": "first working day after receipt",
    "acknowledgement": "acknowledged",
    "request": "requested",
    "escalated": "request accepted",
    "sent": "response sent",
    "response_received": "response received",
    "closed": "closed",
    "withdrawn": "withdrawn",
    "refused": "refused",
    "settled": "nothing more to do",
    "hold": "held",
    "extended": "extended",
    "update": "last update",
    "remedy": "promised",
    "promise": "promised",
    "order": "ordered",
    "evidence": "requested",
    "restriction": "set",
    "appeal": "appealed",
    "notice": "told",
    "final_response": "our last word",
    "flag": "learnt",
    "learnt": "known to us",
    "investigated": "investigated",
    "begun": "works begun",
    "unsafe": "not made safe in time",
    "known": "matter known",
    "message": "they wrote",
    "survey_answered": "they answered the survey",
    "service_request": "date given",
    "action": "set",
}
"""What each clock starts from, in words."""

ORIGINS = {
    "policy": "the policy", "code": "its Code", "extension": "the extension", "request": "the request",
    "promise": "the promise made", "body": "its own rules",
    "law": "the law",
}  # fmt: skip
"""Whose limit a derivation is, in words."""


def explain(case: Case, as_of: date) -> dict[str, Any]:
    """Everything that follows at the end of a day. Dates are ISO texts; `due` is None where there is none."""
    state = case.state
    may = options(case, as_of)
    return {
        "as_of": as_of.isoformat(),
        "policy": case.policy.pack.pack,
        "brand": case.policy.brand,
        "edition": case.policy.edition.edition,
        "stage": state.stage,
        "status": state.status,
        "handler": state.handler,
        "redress": body_of(case),
        "redress_by_point": dict(bodies(case)),
        "timeliness": timeliness(case),
        "duties": [_duty(duty, case.policy.calendar, as_of) for duty in obligations(case)],
        "warnings": [{"warning": w.name, "text": w.text, "cites": list(w.cites)} for w in warnings(case, as_of)],
        "may": [kind for kind, reasons in may.items() if not reasons],
        "may_not": {
            kind: [{"rule": r.rule, "text": r.text, "cites": list(r.cites)} for r in reasons]
            for kind, reasons in may.items()
            if reasons
        },
    }


def _duty(duty: Obligation, calendar: Calendar, as_of: date) -> dict[str, Any]:
    due = duty.due_on(as_of)
    return {
        "duty": duty.name,
        "due": due.isoformat() if due else None,
        "status": duty.status(as_of),
        "done": duty.done.isoformat() if duty.done else None,
        "cites": list(duty.cites),
        "derivations": [derivation(d, calendar) for d in duty.derivations] if due or duty.owed else [],
        **({"hour": f"{duty.due_time:%H:%M}"} if due and duty.due_time else {}),
    }


def derivation(derived: Derivation, calendar: Calendar) -> dict[str, Any]:
    """How one limit gives its date, with every day it skipped and that day's name."""
    start, due = derived.start_on, derived.due
    counts = derived.period and derived.period.unit == "working days"
    skipped = calendar.told(derived.told).skipped(start, due) if counts and start and due else []
    return {
        "limit_of": derived.origin,
        "from": derived.start,
        "start": start.isoformat() if start else None,
        "projected": derived.projected,
        "period": str(derived.period) if derived.period else None,
        "due": due.isoformat() if due else None,
        "cites": list(derived.cites),
        "reading": derived.reading,
        "skipped": [{"day": day.isoformat(), "name": name} for day, name in skipped],
    }


def in_words(derived: Derivation, calendar: Calendar) -> str:
    """One limit as a sentence: whose it is, what it counts from, how long, what it skips, and where that ends."""
    whose = ORIGINS[derived.origin]
    if not derived.due:
        return f"No date: {whose} sets none."
    if not derived.period or not derived.start_on:
        return f"{moment(derived.due, derived.due_time)}, by {whose}."
    start = STARTS[derived.start] + (" (expected)" if derived.projected else "")
    if derived.period.unit == "hours":
        began, ends = moment(derived.start_on, derived.start_time), moment(derived.due, derived.due_time)
        return f"{derived.period} from {began} ({start}), by {whose}: {ends}."
    skipped = _holidays(derived, calendar)
    return f"{derived.period} from {_day(derived.start_on)} ({start}), by {whose}{skipped}: {_day(derived.due)}."


def _holidays(derived: Derivation, calendar: Calendar) -> str:
    if not (derived.period and derived.period.unit == "working days" and derived.start_on and derived.due):
        return ""
    known = calendar.told(derived.told)
    named = [f"{name} ({_short(day)})" for day, name in known.skipped(derived.start_on, derived.due)
             if day in known.holidays]  # fmt: skip
    return f", skipping weekends{''.join(', ' + n for n in named)}"


def moment(day: date, hour: time | None) -> str:
    """A day, with its hour where one is known.

    >>> moment(date(2026, 3, 24), time(9, 12))
    '09:12 on Tuesday 24 March 2026'
    """
    return f"{hour:%H:%M} on {_day(day)}" if hour else _day(day)


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"


def _short(day: date) -> str:
    return f"{day.day} {day:%B}"
