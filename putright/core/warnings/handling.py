"""Who has a complaint, what it consists of, and what its complainant needs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from putright.core.case import Case
from putright.core.warnings.base import warning


@warning
def definition_missing(case: Case, as_of: date) -> Iterator[str]:
    stage = case.state.current
    if stage and stage.acknowledged and not stage.defined and case.state.status == "open":
        yield f"Stage {stage.number} was acknowledged without a complaint definition"


@warning
def notice_bounced(case: Case, as_of: date) -> Iterator[str]:
    for of in sorted(case.state.bounced - {"response_sent"}):
        yield f"The notice of '{of}' bounced, so it does not count: reach the complainant another way"


@warning
def response_bounced(case: Case, as_of: date) -> Iterator[str]:
    if "response_sent" in case.state.bounced:
        yield "The response bounced, so the complainant has no answer yet: send it another way"


@warning
def report_back(case: Case, as_of: date) -> Iterator[str]:
    handling = case.policy.pack.handling["1"]
    stage = case.state.stages.get(1)
    if handling.rule != "by_route" or not stage or not stage.response or stage.reported:
        return
    lead = case.required(handling.roles[1])
    above = {lead, handling.roles[2]}
    if stage.handler and not above & case.roles_of(stage.handler):
        yield f"Report the outcome to the {case.policy.pack.roles[lead].title}"


@warning
def anonymous(case: Case, as_of: date) -> Iterator[str]:
    if case.state.anonymous and case.state.status == "open":
        yield "The complainant is anonymous: investigate if there is enough to do so fairly, and record why or why not"


@warning
def petition(case: Case, as_of: date) -> Iterator[str]:
    is_one = case.state.triaged == "petition" or "petition" in case.state.flags
    if is_one and "petition" in case.policy.pack.warnings:
        owed = (("acknowledged", "acknowledge it"), ("reported", "share its details with the Chief Executive"))
        for event, said in owed:
            if event not in case.state.seen:
                yield f"A petition: {said}"
