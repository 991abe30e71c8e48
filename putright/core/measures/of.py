"""How the facts of a case follow from its events, up to a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar

from putright.core import events as e
from putright.core import redress, rhythm
from putright.core.case import Case
from putright.core.duties import promises, registers, stages
from putright.core.duties.stages import answered_on, left_on
from putright.core.events import Event
from putright.core.measures.facts import Facts, Learnt, Owed, Spell, Staged, Surveyed, Verdicts
from putright.core.policy import People, Policy
from putright.core.state import Stage, State, fold, step_on
from putright.core.state.learning import DISSATISFIED

AHEAD = timedelta(730)
"""How far beyond the last event updates are taken to fall due if nothing more happens."""
_E = TypeVar("_E", bound=Event)


def facts(case: Case, events: Sequence[Event], reference: str) -> Facts:
    """The facts of a case, whose state is that of these events; `reference` is what it is called by.

    Raises `workdays.OutOfRange` where a date would fall beyond the calendar.
    """
    walk = Walk(case.policy, case.people, reference)
    walk.go(events)
    return walk.facts()


@dataclass
class Walk:
    """Goes through a case's events in order, and gives its facts as they are so far."""

    policy: Policy
    people: People
    reference: str
    events: list[Event] = field(default_factory=list)
    spells: list[Spell] = field(default_factory=list)
    rounds: list[Staged] = field(default_factory=list)
    requested: list[date] = field(default_factory=list)
    withdrawn: list[date] = field(default_factory=list)
    determined: list[tuple[date, str, tuple[str, ...]]] = field(default_factory=list)
    bodies: dict[str, str] = field(default_factory=dict)
    _state: State | None = None

    @property
    def state(self) -> State:
        """What the events so far add up to."""
        if self._state is None:
            raise ValueError("a case begins with the event 'received'")
        return self._state

    def go(self, events: Iterable[Event]) -> None:
        """Goes on. Raises `ValueError` where an event stands before the one before it."""
        for event in events:
            self._step(event)

    def _step(self, event: Event) -> None:
        if self._state is None:
            self._state = fold([event])
        else:
            self._before(event)
            second = self.state.stages.get(2)
            step_on(self.state, event)
            if self.state.stages.get(2) not in (None, second):
                self.requested.append(event.on)
        self.events.append(event)
        self._spell(event.on)

    def _before(self, event: Event) -> None:
        if isinstance(event, e.Reopened):
            self.rounds = self._stages(event.on)
        elif isinstance(event, e.Withdrawn) and not self.state.closed:
            self.withdrawn.append(event.on)
        elif isinstance(event, e.Determined):
            found = tuple(event.findings.values()) or ((event.finding,) if event.finding else ())
            self.determined.append((event.on, self._body(event), tuple(dict.fromkeys(found))))
        elif isinstance(event, e.OrderMade | e.FailureOrderMade | e.EvidenceRequested):
            of = "evidence" if isinstance(event, e.EvidenceRequested) else "order"
            self.bodies[f"{of}:{event.id}"] = self._body(event)

    def _body(self, event: e.RedressFact) -> str:
        """Whose doing it was: the body named, or the first that has the case undecided, or that had it."""
        referrals = self.state.redress.referrals
        waiting = [key for key, one in referrals.items() if not one.determined]
        return event.body or next(iter(waiting or referrals), "")

    def _spell(self, day: date) -> None:
        """Notes where the complaint stands from this day on."""
        now = _standing(self.state)
        last = self.spells[-1] if self.spells and self.spells[-1].until is None else None
        if last and now == (last.stage, last.answered):
            return
        if last:
            self.spells.pop()
            if last.since < day:
                self.spells.append(Spell(since=last.since, until=day, stage=last.stage, answered=last.answered))
        if now:
            self.spells.append(Spell(since=day, until=None, stage=now[0], answered=now[1]))

    # ---- the facts so far -------------------------------------------------------------------

    def facts(self) -> Facts:
        """The facts of the case as the events so far leave it."""
        state, case = self.state, Case.of(self.state, self.policy, self.people)
        staged, next_body = tuple(self._stages(None)), redress.body_of(case)
        return Facts(
            reference=self.reference, received=state.received, last=state.last, status=state.status,
            stage=str(state.stage), kind="complaint" if state.formal else state.triaged or "informal",
            formal=staged[0].opened if state.formal and staged else None, stages=staged, spells=tuple(self.spells),
            brand=state.brand or "", channel=state.channel, source=state.source, subject=redress.subject(case),
            apart=redress.timeliness(case) == "apart", requested=tuple(self.requested),
            refused=tuple((one.on, one.ground) for one in self._all(e.Refused)),
            escalation_refused=tuple((one.on, one.ground) for one in self._all(e.EscalationRefused)),
            withdrawn=tuple(self.withdrawn), closed=self._days(e.Closed), shut=state.closed,
            reopened=self._days(e.Reopened), owed=tuple(self._owed(case)),
            determined=tuple((day, body or next_body, found) for day, body, found in self.determined),
            referred=tuple((x.referred or x.on, x.body or next_body) for x in state.redress.referrals.values()),
            sessions=self._days(e.LearningSessionHeld), asked=self._days(e.SurveySent), updates=self._updates(),
            lessons=tuple(_lessons(state)), surveys=tuple(self._surveys()),
            sought=tuple((one.on, one.reached, one.score or 0) for one in self._all(e.FeedbackSought)),
            represented=bool(state.representative), grouped=bool(state.together.members),
            helped=any(self._all(e.AdjustmentRecorded)), **_about(state, self.events[0]), **_entry(case),
        )  # fmt: skip

    def _all(self, kind: type[_E]) -> Iterator[_E]:
        return (event for event in self.events if isinstance(event, kind))

    def _days(self, kind: type[Event]) -> tuple[date, ...]:
        return tuple(event.on for event in self._all(kind))

    def _stages(self, reopened: date | None) -> list[Staged]:
        """The stages so far; `reopened`: the day on which another round takes the place of this one."""
        state = self.state
        n = 1 + sum(isinstance(event, e.Reopened) for event in self.events)
        policy = self.policy.of(state.brand)
        ended = min((day for day in (_ended(state), reopened) if day), default=None)
        found = sorted(state.stages.items())
        return [*self.rounds, *(_staged(state, stage, policy, n, ended) for _, stage in found)]

    def _owed(self, case: Case) -> Iterator[Owed]:
        yield from _remedies(case.state)
        for duty in promises.owed(case):
            of, _, key = duty.name.partition(":")
            asked = case.state.evidence[key] if of == "evidence" else case.state.orders[key]
            yield Owed(
                of=of, key=key, since=asked.on, due=duty.due, done=duty.done, kind=asked.kind.replace(" ", "_"),
                body=self.bodies.get(duty.name) or redress.body_of(case),
            )  # fmt: skip
        for key, action in case.state.learning.actions.items():
            yield Owed(of="action", key=key, since=action.since, due=action.event.by, done=action.done)

    def _surveys(self) -> Iterator[Surveyed]:
        spoken = self._days(e.SurveyFollowedUp)
        for one in self._all(e.SurveyAnswered):
            unhappy = one.wants_contact or (one.score is not None and one.score <= DISSATISFIED)
            followed = next((day for day in spoken if day >= one.on), None) if unhappy else None
            yield Surveyed(on=one.on, score=one.score or 0, owed=unhappy, followed=followed)

    def _updates(self) -> tuple[tuple[date, bool], ...]:
        if not any(self._all(e.UpdatesAgreed)):
            return ()
        horizon = min(self.state.last + AHEAD, self.policy.calendar.last)
        return tuple((one.due, not one.late) for one in rhythm.updates(self.events, self.policy, horizon))


def _standing(state: State) -> tuple[int, bool] | None:
    """Its stage and whether it is answered there; None unless it is an open complaint."""
    stage = state.current
    if not stage or state.status not in ("open", "answered"):
        return None
    return stage.number, answered_on(stage) is not None


def _ended(state: State) -> date | None:
    """The day from which no answer is owed because the complaint had ended."""
    days = (state.closed, state.withdrawn, state.refused.on if state.refused else None)
    return min((day for day in days if day), default=None)


def _staged(state: State, stage: Stage, policy: Policy, n: int, ended: date | None) -> Staged:
    answered = answered_on(stage)
    if stage.number == 1 and not answered and (later := state.stages.get(2)):
        ended = min((day for day in (ended, answered_on(later)) if day), default=None)
    return Staged(
        number=stage.number, opened=stage.opened, round=n, accepted=stage.escalated, answered=answered,
        acknowledged=left_on(stage, "acknowledged", stage.acknowledged) or answered,
        took=policy.calendar.working_days_between(stage.opened, answered) if answered else 0,
        verdicts=Verdicts(**Counter(str(found.finding) for found in stage.findings.values())),
        ended=None if answered else ended,
        **({} if state.anonymous else _dates(stage, policy)),
    )  # fmt: skip


def _dates(stage: Stage, policy: Policy) -> dict[str, Any]:
    limits = stages.response_due(stage, policy)
    extended = tuple((one.sent or one.event.on, one.event.until, counts)
                     for one, _, counts in stages.extensions(stage, policy))  # fmt: skip
    due = limits[0].due
    return {
        "acknowledge_due": next((one.due for one in stages.acknowledgement(stage, policy)), None),
        "due": due,
        "code_due": next((one.due for one in limits if one.origin == "code"), None),
        "last_due": next((until for _, until, counts in reversed(extended) if counts), due),
        "extended": extended,
    }


def _remedies(state: State) -> Iterator[Owed]:
    """What was promised: a decision that was never sent promises nothing."""
    for key, one in state.remedies.items():
        if not one.offered:
            continue
        instead = state.remedies.get(one.replaced)
        ended = one.withdrawn or (instead.offered if instead else None) or (one.answered if one.declined else None)
        yield Owed(of="remedy", key=key, since=one.offered, due=one.due, done=one.done, kind=one.kind,
                   pence=one.pence, ended=None if one.done else ended)  # fmt: skip


def _lessons(state: State) -> Iterator[Learnt]:
    for key, one in state.learning.lessons.items():
        yield Learnt(key=key, on=one.on, failing=one.failing or "", cause=one.cause or "", service=one.service or "")


def _about(state: State, first: Event) -> dict[str, Any]:
    """What it is about, and which home: as classified last, else as it was received."""
    classified, home = state.learning.classified, state.learning.home
    told = first.categories if isinstance(first, e.Received) else ()
    return {
        "categories": tuple(dict.fromkeys((classified.categories if classified else ()) or told)),
        "services": tuple(dict.fromkeys(classified.services)) if classified else (),
        "flags": tuple(sorted(state.flags)),
        "tenure": home.tenure if home else "",
        "area": home.area if home else "",
    }


def _entry(case: Case) -> dict[str, Any]:
    state, entry = case.state, case.state.entry
    duties = {duty.name: duty for duty in registers.owed(case)}
    duty = duties.get("service_request") or duties.get("answer")
    about_one = "service_request" in state.together.cases.values()
    used = next((one.on for one in entry.used if one.changed), None)
    return {
        "entry": entry.kind or "",
        "from_request": state.formal and (entry.kind == "service_request" or about_one),
        "changed": used,
        "answered": duty.done if duty else None,
        "answer_due": duty.due if duty else None,
    }
