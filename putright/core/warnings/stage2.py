"""Asking for stage 2, and who reviews."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from putright.core.case import Case
from putright.core.handling import lead_is_unfit, route_is_blocked
from putright.core.warnings.base import warning


@warning
def variation_needed(case: Case, as_of: date) -> Iterator[str]:
    pack = case.policy.pack
    if case.state.status in ("closed", "refused", "withdrawn"):
        return
    bodies = " or ".join(pack.bodies.get(b, b) for b in pack.variation)
    if case.state.stage == 1 and pack.variation and (unfit := route_is_blocked(case)):
        yield f"A variation is needed: {unfit}, so the {bodies} must vary who takes stage 1"
    if pack.handling["2"].rule != "lead_or_delegate":
        return
    lead = pack.handling["2"].roles[0]
    if case.required(lead) == lead and (unfit := lead_is_unfit(case, lead)):
        yield f"A variation is needed: {unfit}, so the {bodies} must vary who leads stage 2"


@warning
def handling_not_judged(case: Case, as_of: date) -> Iterator[str]:
    second = case.state.stages.get(2)
    if "handling_not_judged" in case.policy.pack.warnings and second and second.decided and not second.handling:
        yield "Stage 2 decided the matter but not whether stage 1 was handled fairly and properly"
