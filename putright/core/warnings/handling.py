"""Who has a complaint, what it consists of, and what its complainant needs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from putright.core.case import Case
from putright.core.registers import shared_on
from putright.core.timeline.base import NOTICES
from putright.core.warnings.base import warning
from putright.core.warnings.contact import extension_uncounted


@warning
def definition_missing(case: Case, as_of: date) -> Iterator[str]:
    stage = case.state.current
    if stage and stage.acknowledged and not stage.defined and case.state.status == "open":
        yield f"Stage {stage.number} was acknowledged without a complaint definition"


@warning
def notice_bounced(case: Case, as_of: date) -> Iterator[str]:
    told = {"response_sent"} | ({"extended"} if any(extension_uncounted(case, as_of)) else set())
    for of in sorted(case.state.bounced - told):
        name = NOTICES.get(of, of.replace("_", " "))
        yield f"{name[:1].upper()}{name[1:]} did not arrive, so it does not count: ring them, and send it another way"


@warning
def notice_waiting(case: Case, as_of: date) -> Iterator[str]:
    """An acknowledgement or response that was written and has not left: it counts from the day it does."""
    for stage in case.state.stages.values():
        for of, left in stage.left.items():
            if left is None:
                name = NOTICES.get(of, of)
                yield f"{name[:1].upper()}{name[1:]} of stage {stage.number} is written and has not left yet"


@warning
def response_bounced(case: Case, as_of: date) -> Iterator[str]:
    if "response_sent" in case.state.bounced:
        yield "The response bounced, so the complainant has no answer yet: ring them, and send it another way"


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
            if event not in case.state.seen and not (event == "reported" and shared_on(case)):
                yield f"A petition: {said}"
