"""Refusing a complaint, weighed: for each ground of the policy what is on record about it, and who must approve."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args

from putright.core.case import Case
from putright.core.events import Ground
from putright.core.guards.approvals import missing
from putright.core.guards.refusing import SAFETY, holds
from putright.core.pack import GroundRule
from putright.core.state.shapes_people import Approval
from putright.core.workdays import Period, add_months


@dataclass(frozen=True, slots=True)
class Weighed:
    """One ground: whether the facts on record bear it, those facts in sentences, what defeats it, and its approvals.

    `needs` are the roles that must approve, `given` who has, by id, and `waits` the roles still waited for.
    """

    holds: bool
    facts: tuple[str, ...]
    defeated_by: tuple[str, ...]
    needs: tuple[str, ...]
    given: tuple[str, ...]
    waits: tuple[str, ...]
    approval: Approval | None

    @property
    def open(self) -> bool:
        """Whether a refusal on it could be issued now."""
        return self.holds and not self.defeated_by and not self.waits


def grounds(case: Case) -> dict[Ground, Weighed]:
    """Each ground that the policy has for this complaint, those that the facts bear first."""
    rules = {ground: case.policy.ground(ground, case.state.source) for ground in get_args(Ground)}
    found = {ground: _weigh(case, ground, rule) for ground, rule in rules.items() if rule}
    return dict(
        sorted(found.items(), key=lambda item: (not item[1].holds, bool(item[1].defeated_by), bool(item[1].waits)))
    )


def _weigh(case: Case, ground: Ground, rule: GroundRule) -> Weighed:
    state = case.state
    against = tuple(f.replace("_", " ") for f in rule.defeated_by if f in state.facts or f in state.flags)
    asked = [
        one for one in state.approvals.values() if one.of == "refusal" and one.ground == ground and not one.replaced
    ]
    approval = asked[-1] if asked and not asked[-1].used else None
    stands = approval if approval and approval.stands else None
    waits = missing(case, stands) if stands else rule.approvals
    given = stands.given if stands else ()
    return Weighed(holds(case, ground, rule), tuple(_facts(case, ground, rule)), against, rule.approvals, given,
                   tuple(role for role in waits if role in rule.approvals), approval)  # fmt: skip


def _facts(case: Case, ground: Ground, rule: GroundRule) -> Iterator[str]:
    """What is on record that bears a ground, or that it does not."""
    told = _TOLD.get(ground)
    if told:
        yield told(case, rule)
    elif ground in case.state.facts:
        yield f"it is on record: {ground.replace('_', ' ')}"
    else:
        yield "nothing on record bears it"
    if ground == "too_old" and case.state.flags & SAFETY:
        yield "somebody’s safety is at stake, and that is never too old"


def _age(case: Case, rule: GroundRule, since: date | None, what: str, missing_text: str) -> str:
    if not since or not rule.over:
        return missing_text
    limit = add_months(since, Period.parse(rule.over).number)
    day = "on or after" if rule.includes_the_day else "after"
    return f"{what} on {since}; it was received on {case.state.received}, and this ground needs {day} {limit}"


_TOLD: Mapping[str, Callable[[Case, GroundRule], str]] = {
    "too_old": lambda case, rule: _age(
        case, rule, case.state.occurred, "it happened, or they learnt of it,",
        "nobody has put on record when it happened",
    ),
    "tenancy_ended": lambda case, rule: _age(
        case, rule, case.state.ended, "the tenancy or service ended", "nobody has put on record when it ended"
    ),
    "legal_proceedings": lambda case, rule: "a claim filed at court is on record"
    if case.state.filed else "no claim filed at court is on record; talk of one is not enough",
    "anonymous": lambda case, rule: "they gave no name" if case.state.anonymous else "they gave their name",
    "recurring": lambda case, rule: "it is marked as having come before"
    if "recurring" in case.state.flags else "nothing says that it has come before",
    "petition": lambda case, rule: "it is a petition"
    if "petition" in case.state.flags or case.state.triaged == "petition" else "nothing says that it is a petition",
    "service_request": lambda case, rule: "it was sorted as a service request"
    if case.state.triaged == "service_request" else "it was not sorted as a service request",
    "unreasonable_persistence": lambda case, rule: "it rests on the approvals",
}  # fmt: skip
