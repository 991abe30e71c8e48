"""Alerts that are owed at once, and the duty of candour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from putright.core.case import Case
from putright.core.duties.base import Derivation, Obligation
from putright.core.events import Flag
from putright.core.policy import Policy
from putright.core.state import State
from putright.core.state.shapes_safety import Raised, Told
from putright.core.workdays import Period

SAME_DAY = Period(0, "days")


@dataclass(frozen=True, slots=True)
class AlertOwed:
    """One recipient's alert: its duty's name, their role, since when it is owed, for which flags, by what."""

    name: str
    role: str
    since: Raised
    flags: tuple[Flag, ...]
    cites: tuple[str, ...]


def owed(case: Case) -> Iterator[Obligation]:
    """An alert to each recipient the pack names for the case's flags, and the duty of candour."""
    duties = [_alert(case, alert) for alert in alerts(case)]
    yield _all_of(duties)
    yield from duties
    yield candour(case.state, case.policy)


def alerts(case: Case) -> list[AlertOwed]:
    """Every alert owed: one for each recipient, and one more for each flag of theirs that was learnt later."""
    found: dict[str, AlertOwed] = {}
    for flag, since in _flags(case.state):
        rule = case.policy.pack.safety.get(flag)
        for role in rule.to if rule else ():
            name = f"safety.alert:{role}"
            first = found.get(name)
            if first and first.since != since:
                name, first = f"{name}:{flag}", None
            flags, cites = (first.flags, first.cites) if first else ((), ())
            found[name] = AlertOwed(name, role, since, (*flags, flag), (*cites, *(rule.cites if rule else ())))
    return list(found.values())


def _flags(state: State) -> list[tuple[Flag, Raised]]:
    """The flags of a case, each with when it was learnt: those of its receipt first."""
    at_first = Raised(state.received, 0)
    found = [(flag, state.safety.raised.get(flag, at_first)) for flag in sorted(state.flags)]
    return sorted(found, key=lambda one: one[1].n)


def telling(case: Case, alert: AlertOwed) -> Told | None:
    """How the recipient was told: by the first alert after the flag to somebody with the role, about it or about all.

    Telling one recipient never meets another's duty.
    """
    return next(
        (
            told
            for told in case.state.safety.alerts
            if told.n >= alert.since.n and alert.role in case.roles_of(told.alert.to)
            and (not told.alert.flag or told.alert.flag in alert.flags)
        ),
        None,
    )  # fmt: skip


def _alert(case: Case, alert: AlertOwed) -> Obligation:
    told = telling(case, alert)
    start = "flag" if alert.since.n else "receipt"
    return _same_day(alert.name, start, alert.since.on, told.alert.on if told else None, alert.cites)


def _same_day(name: str, start: str, day: date, done: date | None, cites: tuple[str, ...]) -> Obligation:
    derived = Derivation("policy", start, day, SAME_DAY, day, tuple(dict.fromkeys(cites)))
    return Obligation(name, True, day, done, derivations=(derived,))


def _all_of(duties: list[Obligation]) -> Obligation:
    """`safety.alert`: met when all of them are; as late as the one that was told latest after its day."""
    if not duties:
        return Obligation("safety.alert", owed=False)
    worst = max(duties, key=lambda duty: (duty.done is None, (duty.done or date.min) - (duty.due or date.min)))
    cites = tuple(cite for duty in duties for cite in duty.cites)
    waiting = [duty.due for duty in duties if not duty.done and duty.due]
    due = min(waiting, default=worst.due) or date.min
    return _same_day("safety.alert", worst.derivations[0].start, due, worst.done, cites)


def candour(state: State, policy: Policy) -> Obligation:
    """The duty of candour: open until each of its steps was taken."""
    rule = policy.pack.candour
    if not rule or "notifiable_safety_incident" not in state.flags:
        return Obligation("candour.notify", owed=False)
    days = [state.candour[step] for step in rule.steps if step in state.candour]
    done = max(days) if len(days) == len(rule.steps) else None
    raised = state.safety.raised.get("notifiable_safety_incident")
    start, day = ("flag", raised.on) if raised else ("receipt", state.received)
    no_day = Derivation("policy", start, day, None, None, rule.cites, rule.reading)
    return Obligation("candour.notify", True, None, done, derivations=(no_day,))
