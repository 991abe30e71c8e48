"""Looking again at a restriction on contact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from putright.core.case import Case
from putright.core.duties.base import Derivation, Obligation, ranked
from putright.core.workdays import Period


def owed(case: Case) -> Iterator[Obligation]:
    """The review on the date set, or sooner where an appeal asks for it; met by the review that lifts it."""
    restriction, ended = case.state.restriction, case.state.conduct.ended
    if restriction:
        limits = ranked(iter([_review(case, restriction.on, restriction.review_on), *_appeal(case)]))
        yield Obligation("review:restriction", due=limits[0].due, derivations=limits)
    elif ended:
        due, lifted = ended
        yield Obligation("review:restriction", due=due, done=lifted, derivations=(_review(case, None, due),))


def _review(case: Case, set_on: date | None, due: date | None) -> Derivation:
    return Derivation("promise", "restriction", set_on, None, due, case.policy.cites("review:restriction"))


def _appeal(case: Case) -> Iterator[Derivation]:
    appeal, rule = case.state.conduct.appeal, case.policy.pack.behaviour
    if appeal and rule and rule.appeal_within:
        period = Period.parse(rule.appeal_within)
        due = case.policy.calendar.add(appeal.on, period)
        yield Derivation("policy", "appeal", appeal.on, period, due, rule.cites, rule.reading)
