"""What the law asks about a hazard in the home, beside the complaint and after it is closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from typing import Literal

from putright.core.case import Case
from putright.core.duties.base import Derivation, Obligation, first_of, ranked, standing
from putright.core.law import HazardClock, Hazards, Limit
from putright.core.state.shapes_safety import Hazard, Moment
from putright.core.workdays import Calendar, Period, after_hours

Regime = Literal["emergency", "significant"]


def owed(case: Case) -> Iterator[Obligation]:
    """For each hazard that the law binds: investigate, write, make safe, rehouse, begin the works, complete them."""
    law = case.policy.law.hazards
    for hazard in case.state.safety.hazards.values() if law else ():
        if law:
            yield from _Course(case, law, hazard).owed()


# ---- what binds -----------------------------------------------------------------------------


def at_first(case: Case, hazard: Hazard) -> Regime | None:
    """What the law asked when the hazard was told of: as an emergency, as significant, or nothing."""
    if hazard.emergency and _in_force(case, hazard, "emergency", hazard.emergency[0]):
        return "emergency"
    return "significant" if _in_force(case, hazard, "significant", hazard.known[0]) else None


def now(case: Case, hazard: Hazard) -> Regime | None:
    """What the law asks by what the investigation found; before it, as at first."""
    if not hazard.investigated:
        return at_first(case, hazard)
    if hazard.found == "emergency":
        return "emergency" if _in_force(case, hazard, "emergency", emergency_since(hazard)[0]) else None
    if hazard.found == "significant":
        return "significant" if _in_force(case, hazard, "significant", hazard.known[0]) else None
    return None


def emergency_since(hazard: Hazard) -> Moment:
    """When it was known to be an emergency: as it was told of, or as it was found."""
    found = hazard.investigated
    return hazard.emergency or ((found.on, found.time) if found else hazard.known)


def _in_force(case: Case, hazard: Hazard, regime: Regime, on: date) -> bool:
    return not outside(case, hazard, regime, on)


def outside(case: Case, hazard: Hazard, regime: Regime, on: date) -> str:
    """Why the law sets no times for a hazard known on a day, in words; empty where it does."""
    law = case.policy.law.hazards
    if not law:
        return "no law on hazards is known for this place"
    if reason := _unprotected(case, law, hazard):
        return reason
    kind = law.kinds[hazard.kind]
    phase = law.phases[kind.phase] if kind.phase else None
    if regime == "emergency":
        phase = law.emergencies if kind.emergencies else None
    if not phase:
        return f"the law leaves {kind.title.lower()} out"
    if not phase.in_force or on < phase.in_force:
        return f"the law on {kind.title.lower()} was not in force on {on}"
    return ""


def protected(case: Case) -> bool:
    """Whether the law protects whoever brought the complaint from hazards in the home, as far as is known."""
    law = case.policy.law.hazards
    began = law.emergencies.in_force if law else None
    if not law or not began or case.state.received < began:
        return False
    return case.state.source not in law.not_from and not case.state.flags & set(law.not_flagged)


def _unprotected(case: Case, law: Hazards, hazard: Hazard) -> str:
    """Whose home it is decides; where nobody said, who told of it."""
    if hazard.tenure:
        return "" if hazard.tenure in law.tenures else "the law protects homes under a social tenancy only"
    if case.state.source in law.not_from or case.state.flags & set(law.not_flagged):
        return "the law protects homes under a social tenancy, and they do not hold one"
    return ""


# ---- its course -----------------------------------------------------------------------------


class _Course:
    """The duties of one hazard."""

    def __init__(self, case: Case, law: Hazards, hazard: Hazard) -> None:
        self.law, self.hazard, self.calendar = law, hazard, case.policy.calendar
        self.first, self.now = at_first(case, hazard), now(case, hazard)

    def owed(self) -> Iterator[Obligation]:
        if self.first:
            yield self._investigate()
        if self.now:
            safe = self._safe()
            yield safe
            yield self._rehouse(safe)
        if self.first or self.now:
            yield self._summary()
        if self.now:
            yield from self._works()

    def _named(self, clock: HazardClock) -> str:
        return f"hazard:{self.hazard.id}.{clock}"

    def _investigate(self) -> Obligation:
        hazard, found = self.hazard, self.hazard.investigated
        limits = [] if self.first == "emergency" else [self._counted("investigate", hazard.known)]
        if self.first == "emergency" and hazard.emergency:
            limits.append(self._counted("emergency", hazard.emergency))
        return self._duty("investigate", limits, (found.on, found.time) if found else None)

    def _ended(self) -> tuple[Moment, bool]:
        """The end of the investigation, and whether it is only projected; what was made safe had been looked into."""
        hazard = self.hazard
        if hazard.investigated:
            return (hazard.investigated.on, None), False
        if hazard.safe:
            return (hazard.safe.on, None), False
        return (self._investigate().due or hazard.known[0], None), True

    def _summary(self) -> Obligation:
        return self._after_investigation("summary", self.hazard.summary)

    def _safe(self) -> Obligation:
        hazard = self.hazard
        done = (hazard.safe.on, hazard.safe.time) if hazard.safe else None
        if self.now == "emergency":
            return self._duty("safe", [self._counted("emergency", emergency_since(hazard))], done)
        return self._after_investigation("safe", done[0] if done else None)

    def _rehouse(self, safe: Obligation) -> Obligation:
        """Owed once the time for making it safe has passed, until it is safe."""
        hazard, limit = self.hazard, self.law.clocks["rehouse"]
        done = (hazard.rehoused.on, hazard.rehoused.time) if hazard.rehoused else None
        if not done and hazard.safe:
            return Obligation(self._named("rehouse"), owed=False)
        if safe.waiting or not safe.due:
            return Obligation(self._named("rehouse"), done=done[0] if done else None, waiting=True)
        derived = Derivation("law", "unsafe", safe.due, None, safe.due, limit.cites, limit.reading,
                             due_time=safe.due_time)  # fmt: skip
        return self._duty("rehouse", [derived], done, waits_until=safe.due)

    def _works(self) -> Iterator[Obligation]:
        hazard = self.hazard
        if not hazard.further and not hazard.begun:
            return
        yield self._after_investigation("works", hazard.begun)
        if hazard.begun:
            limit = self.law.clocks["complete"]
            derived = Derivation("law", "begun", hazard.begun, None, None, limit.cites, limit.reading)
            yield self._duty("complete", [derived], (hazard.completed, None) if hazard.completed else None)

    def _after_investigation(self, clock: HazardClock, done: date | None) -> Obligation:
        start, projected = self._ended()
        waiting = projected and not done
        return self._duty(clock, [self._counted(clock, start, projected)], (done, None) if done else None, waiting)

    def _counted(self, clock: HazardClock, start: Moment, projected: bool = False) -> Derivation:
        return counted(self.law.clocks[clock], start, self.calendar, projected, self._told(clock))

    def _told(self, clock: HazardClock) -> date | None:
        """The day on which they were told when it will be done, in the summary, or on which it was done."""
        hazard = self.hazard
        found = hazard.safe if clock == "safe" else hazard.investigated if clock == "investigate" else None
        begun = hazard.begun if clock == "works" else None
        return first_of(hazard.summary, found.on if found else begun)

    def _duty(
        self, clock: HazardClock, limits: list[Derivation], done: Moment | None, waiting: bool = False,
        waits_until: date | None = None,
    ) -> Obligation:  # fmt: skip
        found = ranked(iter(limits))
        return Obligation(
            self._named(clock), True, found[0].due, done[0] if done else None, waiting, waits_until, derivations=found,
            due_time=found[0].due_time, done_time=hour_of(done[1]) if done else None,
        )  # fmt: skip


def counted(
    limit: Limit, start: Moment, calendar: Calendar, projected: bool = False, told: date | None = None
) -> Derivation:
    """How a limit of the law gives its date, and its hour where it counts in hours from a known one.

    `told`: the day on which the date was told to them, or it was done.
    """
    return standing(calendar, told, lambda days: _by(limit, start, days, projected))


def _by(limit: Limit, start: Moment, calendar: Calendar, projected: bool) -> Derivation:
    day, hour = start[0], hour_of(start[1])
    period, due, due_time = None, None, None
    if limit.hours is not None:
        period = Period(limit.hours, "hours")
        due, due_time = after_hours(day, hour, limit.hours)
    elif limit.within:
        period = Period.parse(limit.within)
        due = calendar.add(day, period)
        due = calendar.add(due, Period(-1, "days")) if limit.includes_the_day else due
    return Derivation(
        "law", limit.from_, day, period, due, limit.cites, limit.reading, projected,
        hour if limit.hours is not None else None, due_time,
    )  # fmt: skip


def hour_of(text: str | None) -> time | None:
    """The hour of an event, where it gives one."""
    return time.fromisoformat(text) if text else None
