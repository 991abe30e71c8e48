"""Whether a step may be taken now, and if not, why not."""

from __future__ import annotations

from dataclasses import replace

from putright.core.case import Case
from putright.core.events import Event
from putright.core.guards import GUARDS, PLAIN, Reason
from putright.core.guards import approvals as _approvals
from putright.core.guards import behaviour as _behaviour
from putright.core.guards import closing as _closing
from putright.core.guards import fairness as _fairness
from putright.core.guards import investigation as _investigation
from putright.core.guards import learning as _learning
from putright.core.guards import lettering as _lettering
from putright.core.guards import letters as _letters
from putright.core.guards import links as _links
from putright.core.guards import messages as _messages
from putright.core.guards import needs as _needs
from putright.core.guards import order as _order
from putright.core.guards import panel as _panel
from putright.core.guards import people as _people
from putright.core.guards import promises as _promises
from putright.core.guards import refusing as _refusing
from putright.core.guards import registers as _registers
from putright.core.guards import remedies as _remedies
from putright.core.guards import safety as _safety
from putright.core.guards import surveys as _surveys
from putright.core.guards import times as _times

__all__ = ["Reason", "decide"]
_REGISTERED = (
    _approvals,
    _behaviour,
    _closing,
    _fairness,
    _investigation,
    _learning,
    _lettering,
    _letters,
    _links,
    _messages,
    _needs,
    _order,
    _panel,
    _people,
    _promises,
    _refusing,
    _registers,
    _remedies,
    _safety,
    _surveys,
    _times,
)


def decide(case: Case, event: Event) -> tuple[Reason, ...]:
    """The reasons why an event may not happen now; none if it may.

    Facts that others cause are never refused. Where the order of things already stands in the way,
    only that is said.
    """
    if event.is_fact:
        return ()
    case = _at_its_stage(case, event)
    plain = _reasons(case, event, plain=True)
    return plain or _reasons(case, event, plain=False)


def _at_its_stage(case: Case, event: Event) -> Case:
    """Stage 1 goes on while a request made before its answer is being considered: its events name it."""
    first, second = case.state.stages.get(1), case.state.stages.get(2)
    if event.stage == 1 and first and not first.response and second and not second.escalated:
        return Case(replace(case.state, stage=1), case.policy, case.people)
    return case


def _reasons(case: Case, event: Event, plain: bool) -> tuple[Reason, ...]:
    guards = (*GUARDS.get(Event, ()), *GUARDS.get(type(event), ()))
    return tuple(
        said if isinstance(said, Reason) else Reason(name, said, case.policy.cites(name))
        for name, check in ((g.__name__, g) for g in guards)
        if (name in PLAIN) == plain
        for said in check(case, event)
    )
