"""What is owed, by when, and how each date is derived.

An `Obligation` does not depend on today: only its `status` does. How time is counted stands in
docs/explanation/how-time-is-counted.md, with the provisions each rule comes from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from putright.core.case import Case
from putright.core.pack import ClockName, Start
from putright.core.policy import Policy
from putright.core.state import Promise, Stage, State
from putright.core.workdays import Calendar, Period

DutyStatus = Literal["waiting", "open", "overdue", "met", "met_late", "lapsed"]
POSTAL_METHODS = ("post", "letter")
DEEMED_POST = Period(2, "working days")


@dataclass(frozen=True, slots=True)
class Derivation:
    """How one limit gives one date: `start_on` (day 0) plus `period` is `due`.

    `origin` is whose limit it is: policy, code, extension, promise. `projected` says that the
    starting event has not happened and the date assumes it does on its own last day.
    """

    origin: str
    start: str
    start_on: date | None
    period: Period | None
    due: date | None
    cites: tuple[str, ...]
    reading: str = ""
    projected: bool = False


@dataclass(frozen=True, slots=True)
class Obligation:
    """One duty. `waits_until`: its clock has not started, and it is `waiting` through that day."""

    name: str
    owed: bool = True
    due: date | None = None
    done: date | None = None
    waiting: bool = False
    waits_until: date | None = None
    window: bool = False
    derivations: tuple[Derivation, ...] = ()

    def status(self, as_of: date) -> DutyStatus:
        """How the duty stands at the end of a day."""
        if not self.owed:
            return "lapsed"
        if self.done:
            return "met_late" if self.due and self.done > self.due else "met"
        if self.waiting or (self.waits_until and as_of <= self.waits_until):
            return "waiting"
        if self.due and as_of > self.due:
            return "lapsed" if self.window else "overdue"
        return "open"

    def due_on(self, as_of: date) -> date | None:
        """The date to show at the end of a day: none for what is not owed or no longer."""
        return None if self.status(as_of) == "lapsed" else self.due

    @property
    def cites(self) -> tuple[str, ...]:
        """The provisions the date rests on, the governing limit's first."""
        return tuple(dict.fromkeys(c for d in self.derivations for c in d.cites))


def obligations(case: Case) -> list[Obligation]:
    """Every duty of a case, in the order of the procedure, whether or not it is owed now."""
    state, policy = case.state, case.policy
    found = [*_safety(case)]
    for number in (1, 2):
        stage = state.stages.get(number)
        found.append(_acknowledge(state, policy, number, stage))
        found.append(_respond(state, policy, number, stage))
    found.append(_request(state, policy))
    found.append(_update(state, policy))
    found += _promises("remedy", state.remedies, policy)
    found += _promises("evidence", state.evidence, policy)
    found += _promises("order", state.orders, policy)
    found += _after(state, policy)
    return found


def find(case: Case, name: str) -> Obligation | None:
    """The duty of that name, such as `stage1.respond` or `remedy:r1`."""
    return next((duty for duty in obligations(case) if duty.name == name), None)


# ---- stage 1 and stage 2 --------------------------------------------------------------------


def _alive(state: State) -> bool:
    return state.status in ("open", "answered", "triage")


def acknowledgement_due(stage: Stage, policy: Policy) -> Derivation | None:
    """The governing limit for acknowledging a stage."""
    return _governing(_derive(f"stage{stage.number}.acknowledge", stage, policy))


def response_due(stage: Stage, policy: Policy) -> tuple[Derivation, ...]:
    """The limits for answering a stage, the governing one first, before any extension."""
    return _ranked(_derive(f"stage{stage.number}.respond", stage, policy))


def _acknowledge(state: State, policy: Policy, number: int, stage: Stage | None) -> Obligation:
    name = f"stage{number}.acknowledge"
    if not stage:
        return _not_begun(name, state)
    limits = _ranked(_derive(name, stage, policy))
    done = stage.acknowledged or (stage.response.on if stage.response else None)
    owed = not state.anonymous and bool(done or _alive(state))
    return Obligation(name, owed, limits[0].due, done, derivations=limits)


def _respond(state: State, policy: Policy, number: int, stage: Stage | None) -> Obligation:
    name = f"stage{number}.respond"
    if not stage:
        return _not_begun(name, state)
    limits = _extended(stage, response_due(stage, policy))
    later = state.stages.get(2) if number == 1 else None
    response = stage.response or (later.response if later else None)
    owed = not state.anonymous and bool(response or _alive(state))
    acknowledge = acknowledgement_due(stage, policy)
    waits = None if stage.acknowledged or not acknowledge else acknowledge.due
    return Obligation(name, owed, limits[0].due, response.on if response else None, waits_until=waits,
                      derivations=limits)  # fmt: skip


def _not_begun(name: str, state: State) -> Obligation:
    over = state.anonymous or state.status in ("closed", "refused", "withdrawn", "not_a_complaint")
    return Obligation(name, owed=not over, waiting=True)


def _extended(stage: Stage, limits: tuple[Derivation, ...]) -> tuple[Derivation, ...]:
    if not stage.extensions:
        return limits
    last = stage.extensions[-1]
    cites = limits[0].cites
    return (Derivation("extension", "extended", last.on, None, last.until, cites, last.reason), *limits)


def _request(state: State, policy: Policy) -> Obligation:
    """The complainant's window to ask for stage 2."""
    first = state.stages.get(1)
    owed = not state.anonymous and state.status not in ("refused", "withdrawn", "not_a_complaint")
    if not first or not first.response:
        return Obligation("stage2.request", owed and not state.closed, done=state.requested, waiting=True, window=True)
    limits = _ranked(_derive("stage2.request", first, policy))
    due = limits[0].due if limits else None
    owed = owed or bool(state.requested)
    return Obligation("stage2.request", owed, due, state.requested, window=True, derivations=limits)


def _derive(name: str, stage: Stage, policy: Policy) -> Iterator[Derivation]:
    for limit in policy.limits.get(name, ()):  # type: ignore[call-overload]
        clock = limit.clock
        start, projected = _start(clock.from_, stage, policy)
        due = policy.calendar.add(start, limit.period) if start and limit.period else None
        yield Derivation(limit.origin, clock.from_, start, limit.period, due, clock.cites, clock.reading, projected)


def _start(start: Start, stage: Stage, policy: Policy) -> tuple[date | None, bool]:
    """The day 0 of a clock of a stage, and whether it is only projected."""
    calendar = policy.calendar
    if start == "next_working_day":
        return calendar.add_working_days(stage.opened, 1), False
    if start == "acknowledgement":
        return _acknowledgement_start(stage, policy)
    if start == "escalated":
        return stage.escalated or stage.opened, stage.escalated is None
    if start == "sent":
        return (stage.response.on if stage.response else None), False
    if start == "response_received":
        return received_on(stage, calendar), stage.received is None
    return stage.opened, False


def _acknowledgement_start(stage: Stage, policy: Policy) -> tuple[date | None, bool]:
    """An acknowledgement made late buys no time: the clock runs from the earlier of the day made and the day due."""
    limit = acknowledgement_due(stage, policy)
    due = limit.due if limit else None
    if not stage.acknowledged:
        return due or stage.opened, True
    return min(stage.acknowledged, due) if due else stage.acknowledged, False


def received_on(stage: Stage, calendar: Calendar) -> date | None:
    """The day a stage's response reached the complainant, deemed by its method where nothing else is known."""
    if stage.received or not stage.response:
        return stage.received
    sent = stage.response
    return calendar.add(sent.on, DEEMED_POST) if sent.method in POSTAL_METHODS else sent.on


def _ranked(derivations: Iterator[Derivation]) -> tuple[Derivation, ...]:
    return tuple(sorted(derivations, key=lambda d: (d.due or date.max, d.origin != "policy")))


def _governing(derivations: Iterator[Derivation]) -> Derivation | None:
    return next(iter(_ranked(derivations)), None)


# ---- safety, updates, promises, afterwards --------------------------------------------------


def _safety(case: Case) -> Iterator[Obligation]:
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
    yield _candour(state, policy)


def _told(case: Case, role: str) -> date | None:
    """The day somebody with the role was told; telling one recipient never meets another's duty."""
    days = [day for to, day in case.state.alerted.items() if role in case.roles_of(to)]
    return min(days, default=None)


def _alert(name: str, state: State, done: date | None, cites: tuple[str, ...]) -> Obligation:
    same_day = Derivation("policy", "receipt", state.received, Period(0, "days"), state.received, cites)
    return Obligation(name, True, state.received, done, derivations=(same_day,))


def _candour(state: State, policy: Policy) -> Obligation:
    rule = policy.pack.candour
    if not rule or "notifiable_safety_incident" not in state.flags:
        return Obligation("candour.notify", owed=False)
    days = [state.candour[step] for step in rule.steps if step in state.candour]
    done = max(days) if len(days) == len(rule.steps) else None
    no_day = Derivation("policy", "receipt", state.received, None, None, rule.cites, rule.reading)
    return Obligation("candour.notify", True, None, done, derivations=(no_day,))


def _update(state: State, policy: Policy) -> Obligation:
    """Updates at the interval agreed with the complainant; owed only while an answer is."""
    if state.anonymous or state.status not in ("open", "triage"):
        return Obligation("update", owed=False)
    if not state.updates_every or not state.updated:
        return Obligation("update", waiting=True)
    second = state.stages.get(2)
    last = max(day for day in (state.updated, state.reopened, second and second.opened) if day)
    period = Period(state.updates_every, "working days")
    due = policy.calendar.add(last, period)
    cites = policy.cites("update")
    return Obligation("update", due=due, derivations=(Derivation("promise", "update", last, period, due, cites),))


def _promises(name: str, promises: dict[str, Promise], policy: Policy) -> Iterator[Obligation]:
    for key, promise in promises.items():
        derivation = _promised(name, promise, policy)
        yield Obligation(f"{name}:{key}", True, derivation.due, promise.done, derivations=(derivation,))


def _promised(name: str, promise: Promise, policy: Policy) -> Derivation:
    by = promise.revised or promise.by
    limits = policy.limits.get("evidence", ()) if name == "evidence" and not by else ()
    for limit in limits:
        due = policy.calendar.add(promise.on, limit.period) if limit.period else None
        clock = limit.clock
        return Derivation(limit.origin, "request", promise.on, limit.period, due, clock.cites, clock.reading)
    return Derivation("promise", name, promise.on, None, by, policy.cites(name))


def _after(state: State, policy: Policy) -> Iterator[Obligation]:
    if state.restriction:
        due, set_on = state.restriction.review_on, state.restriction.on
        cites = policy.cites("review:restriction")
        yield Obligation("review:restriction", due=due,
                         derivations=(Derivation("promise", "restriction", set_on, None, due, cites),))  # fmt: skip
    yield _from_closing("survey", state, policy, state.survey_sent, state.anonymous)
    yield _from_closing("dispose", state, policy, state.disposed, False)


def _from_closing(name: ClockName, state: State, policy: Policy, done: date | None, lapsed: bool) -> Obligation:
    limits = policy.limits.get(name, ())
    if lapsed or not limits or (name == "survey" and state.status in ("refused", "not_a_complaint")):
        return Obligation(name, owed=False)
    if not state.closed:
        return Obligation(name, done=done, waiting=True)
    derived = _ranked(
        Derivation(m.origin, "closed", state.closed, m.period, policy.calendar.add(state.closed, m.period)
                   if m.period else None, m.clock.cites, m.clock.reading)
        for m in limits
    )  # fmt: skip
    held = name == "dispose" and bool(holds(state))
    return Obligation(name, due=derived[0].due, done=done, waiting=held, derivations=derived)


def holds(state: State) -> list[str]:
    """What keeps a closed case's records from being disposed of: an open remedy, order, request or referral."""
    open_promises = [
        f"{name} {key}"
        for name, promises in (("remedy", state.remedies), ("order", state.orders), ("evidence", state.evidence))
        for key, promise in promises.items()
        if not promise.done
    ]
    return open_promises + (["the Ombudsman's case"] if state.with_ombudsman else [])
