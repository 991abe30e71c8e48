"""Alerts that are owed at once, and the duty of candour."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from putright.core.case import Case
from putright.core.duties.base import Derivation, Obligation
from putright.core.policy import Policy
from putright.core.state import State
from putright.core.workdays import Period


def owed(case: Case) -> Iterator[Obligation]:
    """An alert to each recipient the pack names for the case's flags, and the duty of candour."""
    state, policy = case.state, case.policy
    recipients: dict[str, tuple[str, ...]] = {}
    for flag in sorted(state.flags):
        if alert := policy.pack.safety.get(flag):
            for role in alert.to:
                recipients[role] = recipients.get(role, ()) + alert.cites
    duties = [_alert(f"safety.alert:{role}", state, _told(case, role), cites) for role, cites in recipients.items()]
    told = [duty.done for duty in duties if duty.done]
    every = tuple(dict.fromkeys(c for cites in recipients.values() for c in cites))
    done = max(told) if duties and len(told) == len(duties) else None
    yield _alert("safety.alert", state, done, every) if duties else Obligation("safety.alert", owed=False)
    yield from duties
    yield candour(state, policy)


def _told(case: Case, role: str) -> date | None:
    """The day somebody with the role was told; telling one recipient never meets another's duty."""
    days = [day for to, day in case.state.alerted.items() if role in case.roles_of(to)]
    return min(days, default=None)


def _alert(name: str, state: State, done: date | None, cites: tuple[str, ...]) -> Obligation:
    same_day = Derivation("policy", "receipt", state.received, Period(0, "days"), state.received, cites)
    return Obligation(name, True, state.received, done, derivations=(same_day,))


def candour(state: State, policy: Policy) -> Obligation:
    rule = policy.pack.candour
    if not rule or "notifiable_safety_incident" not in state.flags:
        return Obligation("candour.notify", owed=False)
    days = [state.candour[step] for step in rule.steps if step in state.candour]
    done = max(days) if len(days) == len(rule.steps) else None
    no_day = Derivation("policy", "receipt", state.received, None, None, rule.cites, rule.reading)
    return Obligation("candour.notify", True, None, done, derivations=(no_day,))
