"""What a case page warns of: things the policy or Code wants that do not stop the work.

One function for each warning, registered under its name; packs and editions cite them by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from putright.core.case import Case
from putright.core.duties import find, obligations
from putright.core.guards.fairness import unheard
from putright.core.handling import RESIDENT_SIDE, lead_is_unfit

DIRECT_ACCESS_FROM = date(2022, 10, 1)
"""The Building Safety Act 2022 ended the designated-person route and its eight weeks (C20-B3.9)."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One warning: its name, what to tell the user, and the provisions it rests on."""

    name: str
    text: str
    cites: tuple[str, ...]


Check = Callable[[Case, date], Iterator[str]]
WARNINGS: dict[str, Check] = {}


def _warning(check: Check) -> Check:
    WARNINGS[check.__name__] = check
    return check


def warnings(case: Case, as_of: date) -> list[Notice]:
    """Everything the case page should warn of at the end of a day."""
    if case.state.disposed:
        return []
    return [
        Notice(name, text, case.policy.cites(name)) for name, check in WARNINGS.items() for text in check(case, as_of)
    ]


@_warning
def definition_missing(case: Case, as_of: date) -> Iterator[str]:
    stage = case.state.current
    if stage and stage.acknowledged and not stage.defined and case.state.status == "open":
        yield f"Stage {stage.number} was acknowledged without a complaint definition"


@_warning
def position_not_heard(case: Case, as_of: date) -> Iterator[str]:
    stage = case.state.current
    if stage and case.state.status in ("open", "answered") and (stage.decided or stage.defined):
        for party in unheard(case):
            yield f"No position heard from {case.called(party)}: both sides get a fair chance to be heard"


@_warning
def finding_not_shared(case: Case, as_of: date) -> Iterator[str]:
    stage = case.state.current
    if stage and stage.decided and any(f.adverse for f in stage.findings.values()) and not stage.shared:
        yield "An adverse finding was decided before it was shared for comment"


@_warning
def contact_not_tried(case: Case, as_of: date) -> Iterator[str]:
    stage = case.state.current
    wanted = "contact_not_tried" in case.policy.pack.warnings and case.state.status == "open"
    if stage and wanted and not stage.contacted:
        yield f"No visit or phone call to discuss the complaint is recorded at stage {stage.number}"


@_warning
def candour(case: Case, as_of: date) -> Iterator[str]:
    duty = find(case, "candour.notify")
    if duty and duty.owed and not duty.done and case.policy.pack.candour:
        left = [step for step in case.policy.pack.candour.steps if step not in case.state.candour]
        yield f"Duty of candour: still to do: {', '.join(step.replace('_', ' ') for step in left)}"


@_warning
def safety(case: Case, as_of: date) -> Iterator[str]:
    roles = case.policy.pack.roles
    for duty in obligations(case):
        _, _, role = duty.name.partition("safety.alert:")
        if role and not duty.done:
            flags = ", ".join(sorted(case.state.flags & set(case.policy.pack.safety))).replace("_", " ")
            yield f"A safety alert is owed ({flags}): tell the {roles[role].title} the same day"


@_warning
def variation_needed(case: Case, as_of: date) -> Iterator[str]:
    handling = case.policy.pack.handling["2"]
    if handling.rule != "lead_or_delegate" or case.state.status in ("closed", "refused", "withdrawn"):
        return
    lead = handling.roles[0]
    if case.required(lead) == lead and (unfit := lead_is_unfit(case, lead)):
        bodies = " or ".join(case.policy.pack.bodies.get(b, b) for b in case.policy.pack.variation)
        yield f"A variation is needed: {unfit}, so the {bodies} must vary who leads stage 2"


@_warning
def unrelated_point_joined(case: Case, as_of: date) -> Iterator[str]:
    stage = case.state.current
    for point in case.state.unrelated:
        if stage and point in stage.points:
            yield f"Point {point} is unrelated: the policy takes it in, where the Code would make it a new complaint"


@_warning
def identity_unchecked(case: Case, as_of: date) -> Iterator[str]:
    if case.state.channel == "social_media" and "identity_checked" not in case.state.seen:
        yield "It came by social media: check the person's identity, and keep personal matters to private messages"


@_warning
def updates_not_agreed(case: Case, as_of: date) -> Iterator[str]:
    duty = find(case, f"stage{case.state.stage}.respond")
    late = bool(duty and duty.status(as_of) == "overdue")
    extended = bool(case.state.current and case.state.current.extensions)
    if case.state.status == "open" and not case.state.updates_every and not case.state.anonymous and (late or extended):
        yield "The answer is late or extended: agree with the complainant how often they get an update"


@_warning
def handling_not_judged(case: Case, as_of: date) -> Iterator[str]:
    second = case.state.stages.get(2)
    if "handling_not_judged" in case.policy.pack.warnings and second and second.decided and not second.handling:
        yield "Stage 2 decided the matter but not whether stage 1 was handled fairly and properly"


@_warning
def review_date_missing(case: Case, as_of: date) -> Iterator[str]:
    if case.state.restriction and not case.state.restriction.review_on:
        yield "The restriction on contact has no review date"


@_warning
def notice_bounced(case: Case, as_of: date) -> Iterator[str]:
    for of in sorted(case.state.bounced - {"response_sent"}):
        yield f"The notice of '{of}' bounced, so it does not count: reach the complainant another way"


@_warning
def response_bounced(case: Case, as_of: date) -> Iterator[str]:
    if "response_sent" in case.state.bounced:
        yield "The response bounced, so the complainant has no answer yet: send it another way"


@_warning
def anonymous(case: Case, as_of: date) -> Iterator[str]:
    if case.state.anonymous and case.state.status == "open":
        yield "The complainant is anonymous: investigate if there is enough to do so fairly, and record why or why not"


@_warning
def report_back(case: Case, as_of: date) -> Iterator[str]:
    handling = case.policy.pack.handling["1"]
    stage = case.state.stages.get(1)
    if handling.rule != "by_route" or not stage or not stage.response or stage.reported:
        return
    lead = case.required(handling.roles[1])
    above = {lead, handling.roles[2]}
    if stage.handler and not above & case.roles_of(stage.handler):
        yield f"Report the outcome to the {case.policy.pack.roles[lead].title}"


@_warning
def designated_person(case: Case, as_of: date) -> Iterator[str]:
    second = case.state.stages.get(2)
    told = "designated_person" in case.policy.edition.warnings
    if told and second and second.response and second.response.on < DIRECT_ACCESS_FROM:
        yield "Final decision before 1 October 2022: for eight weeks the way to the Ombudsman is a designated person"


@_warning
def own_account(case: Case, as_of: date) -> Iterator[str]:
    asked = "own_account_requested" in case.state.seen
    if "own_account" in case.policy.pack.warnings and case.state.oral and not asked and case.state.status == "open":
        yield "Ask, where apt, for the complainant's own written account"


@_warning
def policy_offer(case: Case, as_of: date) -> Iterator[str]:
    offered = "policy_copy" in case.state.seen
    if "policy_offer" in case.policy.pack.warnings and not offered and case.state.status == "open":
        yield "Offer the complainant a copy of the policy and procedure"


@_warning
def petition(case: Case, as_of: date) -> Iterator[str]:
    is_one = case.state.triaged == "petition" or "petition" in case.state.flags
    if is_one and "petition" in case.policy.pack.warnings:
        owed = (("acknowledged", "acknowledge it"), ("reported", "share its details with the Chief Executive"))
        for event, said in owed:
            if event not in case.state.seen:
                yield f"A petition: {said}"


@_warning
def extended_update(case: Case, as_of: date) -> Iterator[str]:
    duty = find(case, "update")
    if duty and duty.status(as_of) == "overdue":
        yield f"The update agreed with the complainant was due on {duty.due}"


@_warning
def code_does_not_bind(case: Case, as_of: date) -> Iterator[str]:
    others = case.policy.pack.others
    if others and case.state.source in others.sources and case.state.source not in RESIDENT_SIDE:
        yield "The Code does not bind this complaint: the policy keeps to its times by choice, and it is counted apart"
