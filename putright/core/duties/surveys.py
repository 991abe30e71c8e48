"""Speaking with somebody who is unhappy with how their complaint was dealt with, or asks to be spoken to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from putright.core.case import Case
from putright.core.duties.base import Derivation, Obligation, ranked

UNTIMED = "No document sets a time for it. It is owed from the day they answered."


def owed(case: Case) -> Iterator[Obligation]:
    """A conversation after an answer to the survey that says that something is not right (WTP-17)."""
    learning, since = case.state.learning, case.state.learning.unhappy_since
    if since is None:
        return
    done = None if learning.owed_since else learning.followed_up
    limits = ranked(_derive(case, since, done)) or (_dateless(case, since),)
    wanted = bool(done) or not (case.state.disposed or case.state.anonymous)
    yield Obligation("survey.follow_up", wanted, limits[0].due, done, derivations=limits)


def _derive(case: Case, since: date, done: date | None) -> Iterator[Derivation]:
    for limit in case.policy.limits.get("survey.follow_up", ()):
        clock, days = limit.clock, case.policy.calendar.told(done)
        due = days.add(since, limit.period) if limit.period else None
        yield Derivation(limit.origin, "survey_answered", since, limit.period, due, clock.cites, clock.reading,
                         told=done)  # fmt: skip


def _dateless(case: Case, since: date) -> Derivation:
    cites = case.policy.cites("survey.follow_up")
    return Derivation("policy", "survey_answered", since, None, None, cites, UNTIMED)
