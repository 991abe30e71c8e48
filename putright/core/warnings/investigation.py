"""Finding out what happened, and hearing both sides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from putright.core.case import Case
from putright.core.guards.fairness import unheard
from putright.core.warnings.base import warning


@warning
def position_not_heard(case: Case, as_of: date) -> Iterator[str]:
    stage = case.state.current
    if stage and case.state.status in ("open", "answered") and (stage.decided or stage.defined):
        for party in unheard(case):
            yield f"No position heard from {case.called(party)}: both sides get a fair chance to be heard"


@warning
def finding_not_shared(case: Case, as_of: date) -> Iterator[str]:
    stage = case.state.current
    if stage and stage.decided and any(f.adverse for f in stage.findings.values()) and not stage.shared:
        yield "An adverse finding was decided before it was shared for comment"


@warning
def own_account(case: Case, as_of: date) -> Iterator[str]:
    asked = "own_account_requested" in case.state.seen
    if "own_account" in case.policy.pack.warnings and case.state.oral and not asked and case.state.status == "open":
        yield "Ask, where apt, for the complainant's own written account"
