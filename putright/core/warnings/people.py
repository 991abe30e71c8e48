"""Who must not touch a complaint, who must agree, and whether its review panel can still sit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from putright.core.case import Case
from putright.core.conflicts import manages_one_complained_of, routed_to_managers
from putright.core.guards.approvals import missing, waiting
from putright.core.panel import last_day_for_papers, troubles
from putright.core.state import Stage
from putright.core.warnings.base import warning

SOON = timedelta(7)
"""How long before the last day for papers a warning of them begins."""


@warning
def line_manager_handles(case: Case, as_of: date) -> Iterator[str]:
    handler = case.people.get(case.state.handler or "")
    managed = manages_one_complained_of(case, handler) if handler else None
    if handler and managed and routed_to_managers(case):
        yield (
            f"{handler.called} manages {managed}, whom the complaint is about: the policy gives it to them all the"
            " same, so they weigh it with an open mind, or step aside"
        )


@warning
def handed_back(case: Case, as_of: date) -> Iterator[str]:
    holder = case.state.current or case.state
    if holder.vacant and case.state.status in ("open", "triage", "not_a_complaint", "answered"):
        yield "Whoever had it has stepped aside: give it to somebody else"


@warning
def approval_waiting(case: Case, as_of: date) -> Iterator[str]:
    roles = case.policy.pack.roles
    for asked in waiting(case):
        titles = " and the ".join(roles[role].title for role in missing(case, asked) if role in roles)
        yield f"The approval of the {titles} is waited for since {asked.on}"


# ---- the panel ------------------------------------------------------------------------------


def _to_meet(case: Case) -> Stage | None:
    """The stage of a panel that was convened and has not met."""
    stage = case.state.current
    return stage if stage and stage.panel and not stage.panel_met and case.state.status == "open" else None


@warning
def panel_changed(case: Case, as_of: date) -> Iterator[str]:
    stage = _to_meet(case)
    if stage:
        for said in troubles(case, stage.panel):
            yield f"The panel cannot meet as it was convened, {said}: convene it again"


@warning
def panel_papers(case: Case, as_of: date) -> Iterator[str]:
    stage, panel = _to_meet(case), case.policy.pack.panel
    if not stage or not panel or not stage.sitting.meets_on:
        return
    last = last_day_for_papers(case, stage.sitting.meets_on)
    wanted = {name: case.called(name) for name in stage.panel} | {"complainant": "the complainant"}
    without = [called for name, called in wanted.items() if name not in stage.sitting.papers]
    if without and last and as_of >= last - SOON:
        yield f"The panel meets on {stage.sitting.meets_on}: by {last} its papers go to {', '.join(without)}"


@warning
def papers_format(case: Case, as_of: date) -> Iterator[str]:
    stage = _to_meet(case)
    sent = stage.sitting.papers.get("complainant") if stage else None
    if sent and sent.format == "standard" and case.state.adjustments:
        needs = "; ".join(case.state.adjustments)
        yield f"The panel's papers went to the complainant as ordinary papers, and they need: {needs}"
