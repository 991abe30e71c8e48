"""What past complaints would have been under another policy: the same events, judged by the rules of both.

What happened stays as it happened: nobody is taken to have acted otherwise. A step that the other policy refuses is
named, and the replay goes on as if it had been taken, because it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from putright.core import events as e
from putright.core.case import Case
from putright.core.decide import Reason, decide
from putright.core.duties import PARTS, Obligation, stages
from putright.core.events import Event
from putright.core.guards import GUARDS, Guard
from putright.core.policy import People, Policy
from putright.core.reads import differ, reads
from putright.core.state import State, fold, step_on

NO_DEADLINE = frozenset({"dispose"})
"""Duties that may be done from their date on, and are never late."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A duty that the policies judge differently: first as it was, then as it would be.

    `round`: 1, and one more for each time the complaint was opened again.
    """

    name: str
    round: int
    due: tuple[date | None, date | None]
    done: date | None
    late: tuple[bool, bool]

    @property
    def becomes_late(self) -> bool:
        """In time as it was, and late under the other policy."""
        return self.late == (False, True)

    @property
    def becomes_kept(self) -> bool:
        """Late as it was, and not under the other policy."""
        return self.late == (True, False)


@dataclass(frozen=True, slots=True)
class Barred:
    """A step that was taken and that the other policy refuses. `n` is its place among the events, from 1."""

    n: int
    event: Event
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that was owed: in whose hands, since when, and by when under each policy (None: it was not owed)."""

    stage: int
    opened: date
    handler: str
    due: tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Replayed:
    """One case, replayed. All three are empty where the policies do not differ for it, except `answers`."""

    shifts: tuple[Shift, ...]
    barred: tuple[Barred, ...]
    answers: tuple[Answer, ...]


class Replay:
    """Replays cases that ran under `old` as if they had run under `new`.

    Only the rules that read something in which the two differ are asked; the answer is that of asking every rule.
    """

    def __init__(self, old: Policy, new: Policy, people: People) -> None:
        self.policies, self.people = (old, new), people
        self.differ = differ(old, new)
        self._parts = tuple(part for part in PARTS if part is not stages and reads(part.owed) & self.differ)
        self._stages_differ = bool(reads(stages.owed) & self.differ)
        self._guards: dict[type[Event], tuple[Guard, ...]] = {}

    def run(self, events: Sequence[Event], as_of: date) -> Replayed:
        """What differs for a case of these events; lateness is judged at the end of `as_of`.

        Raises `ValueError` where the events are not a case's, and `workdays.OutOfRange` where a date would fall
        beyond the calendar.
        """
        state, barred = fold(events[:1]), []
        shifts, answers, rounds = list[Shift](), list[Answer](), 1
        cases = self._cases(state)
        for n, event in enumerate(events[1:], 2):
            if cases[0].policy.brand != state.brand and state.brand:
                cases = self._cases(state)
            if self._may_differ(cases[1], event) and (reasons := self._barred(cases, event)):
                barred.append(Barred(n, event, reasons))
            if isinstance(event, e.Reopened):
                self._round(cases, rounds, event.on, shifts, answers)
                rounds += 1
            step_on(state, event)
        cases = self._cases(state)
        self._round(cases, rounds, as_of, shifts, answers)
        was, would = (_owed(self._parts, case) for case in cases)
        shifts += _shifts(was, would, 1, as_of)
        return Replayed(tuple(shifts), tuple(barred), tuple(answers))

    def _cases(self, state: State) -> tuple[Case, Case]:
        old, new = self.policies
        return Case.of(state, old, self.people), Case.of(state, new, self.people)

    # ---- steps ------------------------------------------------------------------------------

    def _may_differ(self, case: Case, event: Event) -> bool:
        """Whether the other policy may refuse what this one does not."""
        kind = type(event)
        if kind not in self._guards:
            guards = () if kind.is_fact else (*GUARDS.get(Event, ()), *GUARDS.get(kind, ()))
            self._guards[kind] = tuple(one for one in guards if reads(one) & self.differ)
        guards = self._guards[kind]
        if not guards:
            return False
        # An event of stage 1 may be judged at a stage that is not the current one: `decide` knows.
        return (event.stage == 1 and case.state.stage == 2) or any(_objects(one, case, event) for one in guards)

    def _barred(self, cases: tuple[Case, Case], event: Event) -> tuple[Reason, ...]:
        """Why the other policy alone refuses a step; none where both do, or neither."""
        old, new = cases
        reasons = decide(new, event)
        return reasons if reasons and not decide(old, event) else ()

    # ---- duties -----------------------------------------------------------------------------

    def _round(
        self, cases: tuple[Case, Case], n: int, as_of: date, shifts: list[Shift], answers: list[Answer]
    ) -> None:  # fmt: skip
        """What becomes of the stages as they stand at the end of a round."""
        was = {duty.name: duty for duty in stages.owed(cases[0])}
        would = {duty.name: duty for duty in stages.owed(cases[1])} if self._stages_differ else was
        if would is not was:
            shifts += _shifts(was, would, n, as_of)
        for number, stage in cases[0].state.stages.items():
            due = tuple(duty.due if duty.owed else None for duty in (d[f"stage{number}.respond"] for d in (was, would)))
            if any(due):
                answers.append(Answer(number, stage.opened, stage.handler or "", (due[0], due[1])))


def _objects(guard: Guard, case: Case, event: Event) -> bool:
    """Whether a guard stands in the way; one that cannot tell does, so that `decide` is asked."""
    try:
        return next(iter(guard(case, event)), None) is not None
    except Exception:  # noqa: BLE001 (what a policy of other roles lacks; `decide` says whether it matters)
        return True


def _owed(parts: Sequence[Any], case: Case) -> dict[str, Obligation]:
    return {duty.name: duty for part in parts for duty in part.owed(case)}


def _shifts(was: dict[str, Obligation], would: dict[str, Obligation], n: int, as_of: date) -> Iterator[Shift]:
    for name in dict.fromkeys((*was, *would)):
        pair = was.get(name), would.get(name)
        due = tuple(duty.due_on(as_of) if duty else None for duty in pair)
        late = tuple(_is_late(duty, as_of) for duty in pair)
        if due[0] != due[1] or late[0] != late[1]:
            done = next((duty.done for duty in pair if duty and duty.done), None)
            yield Shift(name, n, (due[0], due[1]), done, (late[0], late[1]))


def _is_late(duty: Obligation | None, as_of: date) -> bool:
    if not duty or duty.window or duty.name in NO_DEADLINE:
        return False
    return duty.status(as_of) in ("overdue", "met_late")
