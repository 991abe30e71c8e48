"""Whether a step may be taken now, and if not, why not."""

from __future__ import annotations

from putright.core.case import Case
from putright.core.events import Event
from putright.core.guards import GUARDS, PLAIN, Reason
from putright.core.guards import closing as _closing
from putright.core.guards import fairness as _fairness
from putright.core.guards import letters as _letters
from putright.core.guards import order as _order
from putright.core.guards import people as _people
from putright.core.guards import refusing as _refusing
from putright.core.guards import times as _times

__all__ = ["Reason", "decide"]
_REGISTERED = (_closing, _fairness, _letters, _order, _people, _refusing, _times)


def decide(case: Case, event: Event) -> tuple[Reason, ...]:
    """The reasons why an event may not happen now; none if it may.

    Facts that others cause are never refused. Where the order of things already stands in the way,
    only that is said.
    """
    if event.is_fact:
        return ()
    plain = _reasons(case, event, plain=True)
    return plain or _reasons(case, event, plain=False)


def _reasons(case: Case, event: Event, plain: bool) -> tuple[Reason, ...]:
    guards = (*GUARDS.get(Event, ()), *GUARDS.get(type(event), ()))
    return tuple(
        said if isinstance(said, Reason) else Reason(name, said, case.policy.cites(name))
        for name, check in ((g.__name__, g) for g in guards)
        if (name in PLAIN) == plain
        for said in check(case, event)
    )
