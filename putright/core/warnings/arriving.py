"""How a complaint comes in, what it is taken for, and whether it is taken on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from putright.core.case import Case
from putright.core.handling import RESIDENT_SIDE
from putright.core.warnings.base import warning


@warning
def identity_unchecked(case: Case, as_of: date) -> Iterator[str]:
    if case.state.channel != "social_media" or case.state.identity == "given":
        return
    asked = bool(case.state.identity)
    what = "they were asked who they are and have not shown it" if asked else "check the person's identity"
    yield f"It came by social media: {what}, and keep personal matters to private messages"


@warning
def unrelated_point_joined(case: Case, as_of: date) -> Iterator[str]:
    stage = case.state.current
    for point in case.state.unrelated:
        if stage and point in stage.points:
            yield f"Point {point} is unrelated: the policy takes it in, where the Code would make it a new complaint"


@warning
def policy_offer(case: Case, as_of: date) -> Iterator[str]:
    offered = "policy_copy" in case.state.seen
    if "policy_offer" in case.policy.pack.warnings and not offered and case.state.status == "open":
        yield "Offer the complainant a copy of the policy and procedure"


@warning
def code_does_not_bind(case: Case, as_of: date) -> Iterator[str]:
    others = case.policy.pack.others
    if others and case.state.source in others.sources and case.state.source not in RESIDENT_SIDE:
        yield "The Code does not bind this complaint: the policy keeps to its times by choice, and it is counted apart"


@warning
def not_assessed(case: Case, as_of: date) -> Iterator[str]:
    first, asked = case.state.stages.get(1), case.policy.cites("not_assessed")
    if asked and first and first.acknowledged and not case.state.safety.assessment and case.state.status == "open":
        yield "It was acknowledged without being assessed: early answer or investigation, and who is at risk"


ELSEWHERE: Mapping[str, tuple[str, ...]] = {
    "insurance_claim": ("insurance",), "tribunal": ("tribunal",), "legal_proceedings": ("legal",),
    "employment": ("grievance",), "whistleblowing": ("whistleblowing",),
    "information_request": ("information_request", "data_protection", "subject_access"),
}  # fmt: skip
"""The procedures to which somebody refused on a ground is pointed."""


@warning
def route_unopened(case: Case, as_of: date) -> Iterator[str]:
    refused, opened = case.state.refused, {one.procedure for one in case.state.safety.procedures.values()}
    wanted = ELSEWHERE.get(refused.ground, ()) if refused else ()
    if refused and wanted and not opened.intersection(wanted):
        said = refused.ground.replace("_", " ")
        yield f"Refused on the ground of {said}: put on record where that goes, and that they were told"
