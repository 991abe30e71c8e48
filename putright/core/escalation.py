"""A request for stage 2, weighed: what bears each ground for refusing it, and whether it came in time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import get_args

from putright.core.case import Case
from putright.core.duties import find
from putright.core.events import EscalationGround
from putright.core.guards.refusing import escalation_holds


@dataclass(frozen=True, slots=True)
class Weighed:
    """Whether the facts on record bear a ground, and the facts in a sentence."""

    holds: bool
    text: str


def grounds(case: Case) -> dict[EscalationGround, Weighed]:
    """Each ground for refusing stage 2 that the policy has, with what is on record about it."""
    window = find(case, "stage2.request")
    known = [g for g in get_args(EscalationGround) if g != "out_of_time" or (window and window.derivations)]
    return {ground: Weighed(escalation_holds(case, ground), _FACTS[ground](case)) for ground in known}


def in_time(case: Case) -> str:
    """Whether the request came within the policy's time for asking, in a sentence."""
    window = find(case, "stage2.request")
    if not window or not window.done:
        return "no request is on record"
    if not window.due:
        return f"they asked on {window.done}; the policy sets no last day"
    if window.done <= window.due:
        return f"they asked on {window.done}, in time: the last day was {window.due}"
    late = (window.done - window.due) // timedelta(1)
    return f"they asked on {window.done}, {late} day{'s' * (late != 1)} after the last day, {window.due}"


def _answered(case: Case) -> str:
    first = case.state.stages.get(1)
    return f"stage 1 was answered on {first.response.on}" if first and first.response else "stage 1 is not answered yet"


def _final(case: Case) -> str:
    second = case.state.stages.get(2)
    if second and second.response:
        return f"stage 2, our last word, was answered on {second.response.on}"
    return "stage 2 has not been answered"


def _filed(case: Case) -> str:
    return "a claim filed at court is on record" if case.state.filed else "no claim filed at court is on record"


_FACTS: Mapping[EscalationGround, Callable[[Case], str]] = {
    "out_of_time": in_time,
    "not_answered_yet": _answered,
    "already_at_final_stage": _final,
    "legal_proceedings": _filed,
}
