"""Rehearsals: what happened, when, and what must follow from the policy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from putright.core import events as e
from putright.core.case import Case
from putright.core.decide import Reason, decide
from putright.core.duties import Obligation, find
from putright.core.events import VOCABULARY, Event
from putright.core.options import refusal
from putright.core.policy import Person, Policy
from putright.core.redress import body_of, timeliness
from putright.core.shape import Shape
from putright.core.state import State, fold, step_on
from putright.core.warnings import warnings
from putright.core.workdays import OutOfRange

LONDON = ZoneInfo("Europe/London")
NONE = "none"


class Player(Shape, frozen=True, kw_only=True):
    """Somebody a rehearsal names: their role, and those they hold besides."""

    role: str
    also: tuple[str, ...] = ()
    trained: bool = True
    team: str | None = None
    manager: str | None = None


class ExtraDay(Shape, frozen=True, kw_only=True):
    """A day that became a bank holiday, and the day `known` on which the landlord took it up."""

    day: date
    name: str
    known: date


class Script(Shape, frozen=True, kw_only=True):
    """A rehearsal as it stands in its file; events and expectations are read one by one."""

    rehearsal: str
    policy: str
    brand: str | None = None
    people: dict[str, Player] = {}
    bank_holidays: tuple[ExtraDay, ...] = ()
    events: list[dict[str, Any]]
    expect: list[dict[str, Any]] = []
    proves: tuple[str, ...] = ()


class Faulty(ValueError):
    """A rehearsal that cannot be run: says what is wrong, at which key."""

    def __init__(self, text: str, path: tuple[str, ...]) -> None:
        super().__init__(text)
        self.path = path


@dataclass(frozen=True, slots=True)
class Result:
    """One expectation: where it stands, what it says, whether it holds, and what was found instead."""

    path: tuple[str, ...]
    text: str
    holds: bool
    found: str = ""


@dataclass(frozen=True)
class Run:
    """A rehearsal that was run: the events that were accepted, and every expectation's result."""

    script: Script
    policy: Policy
    people: dict[str, Person]
    accepted: tuple[Event, ...]
    results: tuple[Result, ...]

    def case(self, as_of: date) -> Case:
        """The case at the end of a day."""
        happened = [event for event in self.accepted if event.on <= as_of]
        if not happened:
            raise Faulty(f"nothing has happened by {as_of}", ("expect",))
        return Case.of(fold(happened), known(self.policy, as_of), self.people)


def known(policy: Policy, on: date) -> Policy:
    """The policy with the bank holidays as they were known at the end of a day."""
    days = policy.calendar.at(on)
    return policy if days is policy.calendar else replace(policy, calendar=days)


def _with(policy: Policy, extra: tuple[ExtraDay, ...]) -> Policy:
    """The policy with further bank holidays, each from the day it was known."""
    days = policy.calendar
    for one in sorted(extra, key=lambda one: one.known):
        days = days.followed_by(days.with_holidays([(one.day, one.name)]), one.known)
    return replace(policy, calendar=days) if extra else policy


def run(script: Script, policy: Policy) -> Run:
    """Play the events and hold every expectation against what follows.

    Raises `Faulty` for an event that is malformed or out of order, an unknown role, or an expectation that
    asks for nothing known.
    """
    people = {
        id_: Person(id_, frozenset([p.role, *p.also]), p.trained, p.team, manager=p.manager)
        for id_, p in script.people.items()
    }
    for id_, player in script.people.items():
        for at, role in (("role", player.role), *(("also", role) for role in player.also)):
            if role not in policy.pack.roles:
                known = ", ".join(policy.pack.roles)
                raise Faulty(f"there is no role {role!r}; the roles are {known}", ("people", id_, at))
        if player.manager and player.manager not in people:
            raise Faulty(f"there is no person {player.manager!r}", ("people", id_, "manager"))
    policy = _with(policy, script.bank_holidays)
    accepted, told = _play(script, policy, people)
    played = Run(script, policy, people, accepted, ())
    for n, expect in enumerate(script.expect):
        path = ("expect", str(n))
        with _at(path):
            told += _hold(played, expect, path)
    return Run(script, policy, people, accepted, tuple(told))


@contextmanager
def _at(path: tuple[str, ...]) -> Iterator[None]:
    """Say where in the file a date lies that the calendar does not cover."""
    try:
        yield
    except OutOfRange as error:
        raise Faulty(str(error), path) from None


def _play(script: Script, policy: Policy, people: dict[str, Person]) -> tuple[tuple[Event, ...], list[Result]]:
    state: State | None = None
    accepted: list[Event] = []
    told: list[Result] = []
    last: date | None = None
    for n, raw in enumerate(script.events):
        path = ("events", str(n))
        event, wanted = _read(raw, script.brand, path)
        if last and event.on < last:
            raise Faulty(f"{event.kind} on {event.on} stands before the event of {last}", (*path, "at"))
        last = event.on
        with _at(path):
            reasons = _judge(state, event, known(policy, event.on), people, path)
        told += _told(event, reasons, wanted, path)
        if not reasons and wanted != "refused":
            accepted.append(event)
            state = _next(state, event)
    return tuple(accepted), told


def _next(state: State | None, event: Event) -> State:
    if state is None:
        return fold([event])
    step_on(state, event)
    return state


def _judge(
    state: State | None, event: Event, policy: Policy, people: dict[str, Person], path: tuple[str, ...]
) -> tuple[Reason, ...]:
    if state is None:
        if not isinstance(event, e.Received):
            raise Faulty("a case begins with the event 'received'", (*path, "event"))
        return ()
    return decide(Case.of(state, policy, people), event)


def _told(event: Event, reasons: tuple[Reason, ...], wanted: str, path: tuple[str, ...]) -> Iterator[Result]:
    text = f"{event.on} {event.kind} is {wanted}"
    because = "; ".join(f"{r.text} ({', '.join(r.cites)})" if r.cites else r.text for r in reasons)
    if wanted == "refused":
        yield Result(path, f"{text}: {because}" if reasons else text, bool(reasons), "it was accepted")
    elif reasons:
        yield Result(path, text, False, f"it was refused: {because}")


def _read(raw: dict[str, Any], brand: str | None, path: tuple[str, ...]) -> tuple[Event, str]:
    obj = {key: value for key, value in raw.items() if key not in ("at", "expect")}
    wanted = raw.get("expect", "accepted")
    if wanted not in ("accepted", "refused"):
        raise Faulty(f"an event is expected to be 'accepted' or 'refused', not {wanted!r}", (*path, "expect"))
    if "at" not in raw:
        raise Faulty("the key 'at' is missing", path)
    obj["on"] = local_date(str(raw["at"]), (*path, "at")).isoformat()
    if obj.get("event") == "received" and brand and "brand" not in obj:
        obj["brand"] = brand
    try:
        return e.decode(obj), wanted
    except e.Malformed as error:
        where = error.where.partition(".")[0].partition("[")[0]
        raise Faulty(f"{obj.get('event')}: {error}", (*path, where) if where else path) from None


def local_date(text: str, path: tuple[str, ...] = ()) -> date:
    """The date in Europe/London of a date, a local date and time, or an instant with its offset."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise Faulty(f"{text!r} is not a date such as 2026-03-30 or 2026-03-30 09:12", path) from None
    return (instant.astimezone(LONDON) if instant.tzinfo else instant).date()


# ---- expectations ---------------------------------------------------------------------------

DUTIES = (
    "stage1.acknowledge", "stage1.respond", "stage2.acknowledge", "stage2.respond", "stage2.request", "update",
    "safety.alert", "candour.notify", "hazard", "procedure", "remedy", "evidence", "order", "review", "survey",
    "survey.follow_up",
    "dispose", "request", "detriment", "notice", "redress", "promise", "message",
    "service_request", "answer", "share", "action", "hold",
)  # fmt: skip
KEYS = ("as_of", "duty", "due", "hour", "status", "stage", "redress", "may", "may_not", "warns", "timeliness")


def _hold(run: Run, expect: dict[str, Any], path: tuple[str, ...]) -> Iterator[Result]:
    for key in expect:
        if key not in KEYS:
            raise Faulty(f"unknown key {key!r}; known are {', '.join(KEYS)}", (*path, key))
    if "as_of" not in expect:
        raise Faulty("the key 'as_of' is missing", path)
    as_of = local_date(str(expect["as_of"]), (*path, "as_of"))
    case = run.case(as_of)
    if "duty" in expect:
        yield _duty_holds(case, expect, as_of, path)
    elif "status" in expect:
        yield _same(as_of, "status", expect["status"], case.state.status, path)
    if "stage" in expect:
        yield _same(as_of, "stage", str(expect["stage"]), str(case.state.stage), path)
    if "redress" in expect:
        yield _same(as_of, "redress", expect["redress"], body_of(case), path)
    if "timeliness" in expect:
        yield _same(as_of, "timeliness", expect["timeliness"], timeliness(case), path)
    yield from _may_hold(case, expect, as_of, path)
    yield from _warnings_hold(case, expect, as_of, path)


def _same(as_of: date, what: str, wanted: Any, found: str, path: tuple[str, ...]) -> Result:
    return Result(path, f"{as_of} {what} {wanted}", str(wanted) == found, f"it is {found}")


def _duty_holds(case: Case, expect: dict[str, Any], as_of: date, path: tuple[str, ...]) -> Result:
    name = str(expect["duty"])
    if name.partition(":")[0] not in DUTIES:
        raise Faulty(f"there is no duty {name!r}; the duties are {', '.join(DUTIES)}", (*path, "duty"))
    duty = find(case, name) or Obligation(name, owed=False)
    due, status = duty.due_on(as_of), duty.status(as_of)
    hour = f"{duty.due_time:%H:%M}" if due and duty.due_time else NONE
    found = {"due": due.isoformat() if due else NONE, "hour": hour, "status": status}
    wanted = {key: NONE if expect[key] is None else str(expect[key]) for key in found if key in expect}
    right = all(found[key] == value for key, value in wanted.items())
    text = f"{as_of} {name}" + "".join(f" {key} {value}" for key, value in wanted.items())
    return Result(path, text, right, f"it is due {due or NONE}{f' {hour}' if hour != NONE else ''}, {status}")


def _listed(value: Any) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list) else [str(value)]


def _may_hold(case: Case, expect: dict[str, Any], as_of: date, path: tuple[str, ...]) -> Iterator[Result]:
    for key, wanted in (("may", True), ("may_not", False)):
        for kind in _listed(expect[key]) if key in expect else []:
            if kind not in VOCABULARY:
                raise Faulty(f"there is no event {kind!r}", (*path, key))
            reasons = () if VOCABULARY[kind].is_fact else refusal(case, kind, as_of, plainest=not wanted)
            because = "; ".join(r.text for r in reasons)
            yield Result(path, f"{as_of} {key} {kind}", (not reasons) == wanted, because or "it may")


def _warnings_hold(case: Case, expect: dict[str, Any], as_of: date, path: tuple[str, ...]) -> Iterator[Result]:
    texts = [f"{w.name.replace('_', ' ')}: {w.text}" for w in warnings(case, as_of)]
    for word in _listed(expect["warns"]) if "warns" in expect else []:
        found = any(word.lower() in text.lower() for text in texts)
        yield Result(path, f"{as_of} warns {word}", found, "; ".join(texts) or "it warns of nothing")


def schema() -> dict[str, Any]:
    """The JSON Schema of a rehearsal's file."""
    return msgspec.json.schema(Script)
