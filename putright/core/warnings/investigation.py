"""Finding out what happened, and hearing both sides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from putright.core import events as e
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


@warning
def detriment(case: Case, as_of: date) -> Iterator[str]:
    for key in case.state.inquiry.alleged:
        to = case.state.inquiry.detriments[key].to
        who = f"{case.called(to)} has to conclude on it" if to else "give it to somebody uninvolved"
        yield f"The complainant says they are treated worse for complaining: {who}"


@warning
def comments_unanswered(case: Case, as_of: date) -> Iterator[str]:
    stage = case.state.current
    if stage and case.state.status == "open":
        for party in stage.unanswered:
            yield f"The comments of {case.called(party)} on the findings stand unanswered"


@warning
def support_not_offered(case: Case, as_of: date) -> Iterator[str]:
    if case.state.status == "open" and case.policy.cites("support_not_offered"):
        for name in case.state.about:
            if not any(case.same(name, to) for to in case.state.inquiry.supported):
                yield f"Offer support to {case.called(name)}, who is complained about"


@warning
def urgent_action(case: Case, as_of: date) -> Iterator[str]:
    stage = case.state.current
    if stage and stage.plan and stage.plan.urgent and not stage.urgent_done and case.state.status == "open":
        yield f"Urgent action is planned and not recorded as taken: {stage.plan.urgent}"


@warning
def obligations_unclear(case: Case, as_of: date) -> Iterator[str]:
    set_out = case.state.inquiry.obligations
    if set_out and set_out.unclear and case.state.status == "open":
        yield f"What the law or the agreement asks is not clear yet; clear it up before deciding: {set_out.unclear}"


@warning
def companion_not_offered(case: Case, as_of: date) -> Iterator[str]:
    held = [m for m in case.state.inquiry.meetings if isinstance(m, e.MeetingHeld)]
    if held and not held[-1].companion_offered and case.state.status == "open":
        yield "The complainant was not told that somebody may come with them: say so before the next meeting"


@warning
def handler_uninformed(case: Case, as_of: date) -> Iterator[str]:
    first, second = case.state.stages.get(1), case.state.stages.get(2)
    if not case.policy.cites("handler_uninformed") or not first or not first.handlers or not second:
        return
    told = case.state.inquiry.informed.get(first.handlers[-1])
    who = case.called(first.handlers[-1])
    if second.response and (not told or told < second.response.on):
        yield f"Keep the stage 1 handler informed: tell {who} how stage 2 ended"
    elif second.escalated and not second.response and (not told or told < second.escalated):
        yield f"Keep the stage 1 handler informed: tell {who} that the review has begun"
