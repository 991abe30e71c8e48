"""Remedies: what is left out of a decision, what is late, what the complainant says is not done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from putright.core.case import Case
from putright.core.duties import find
from putright.core.state import Stage
from putright.core.state.shapes_remedies import PromisedRemedy
from putright.core.warnings.base import warning


def upheld(stage: Stage) -> list[str]:
    """The points upheld at a stage, in whole or in part."""
    return [point for point, found in stage.findings.items() if found.finding != "not_upheld"]


def without_remedy(case: Case, stage: Stage) -> list[str]:
    """The upheld points that no remedy answers and no reason stands for. A remedy that names no point answers all."""
    made = [r for r in case.state.remedies.values() if not r.withdrawn]
    if any(r.stage == stage.number and not r.points for r in made):
        return []
    answered = {point for r in made for point in r.points}
    return [point for point in upheld(stage) if point not in answered and point not in stage.no_remedy]


def _open(case: Case) -> Iterator[tuple[str, PromisedRemedy]]:
    return ((key, r) for key, r in case.state.remedies.items() if not r.settled)


@warning
def remedy_missing(case: Case, as_of: date) -> Iterator[str]:
    stage = case.state.current
    if stage and stage.decided and case.state.status in ("open", "answered"):
        for point in without_remedy(case, stage):
            yield f"Point {point.removeprefix('p')} is upheld without a remedy: offer one, or say why there is none"


@warning
def impact_not_weighed(case: Case, as_of: date) -> Iterator[str]:
    stage = case.state.current
    offers = stage and any(r.stage == stage.number for r in case.state.remedies.values())
    if stage and offers and not stage.impact and case.state.status == "open":
        yield "What the failure did to them is not weighed in writing: how long, how often, how bad, to whom"


@warning
def amount_not_worked_out(case: Case, as_of: date) -> Iterator[str]:
    stage = case.state.current
    for remedy in case.state.remedies.values() if stage and case.state.status == "open" else ():
        if stage and remedy.stage == stage.number and remedy.pence and not remedy.lines:
            yield f"The amount for “{remedy.what[:80]}” is not worked out line by line"


@warning
def remedy_late(case: Case, as_of: date) -> Iterator[str]:
    for key, remedy in _open(case):
        duty = find(case, f"remedy:{key}")
        late = duty and duty.status(as_of) == "overdue"
        if late and remedy.last and remedy.last < as_of:
            yield f"“{remedy.what[:80]}” was promised for {remedy.last}: do it, or give them a new date and say why"


@warning
def remedy_disputed(case: Case, as_of: date) -> Iterator[str]:
    for _, remedy in _open(case):
        if said := remedy.disputed:
            yield f"They said on {said.on} that “{remedy.what[:80]}” is not done"


@warning
def offer_accepted_late(case: Case, as_of: date) -> Iterator[str]:
    for remedy in case.state.remedies.values():
        if remedy.withdrawn and remedy.answer != "declined" and remedy.answered and not remedy.done:
            yield f"They accept “{remedy.what[:80]}”, which was withdrawn: consider offering it again"
