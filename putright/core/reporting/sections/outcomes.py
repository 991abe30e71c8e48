"""How complaints ended: outcomes, where they were resolved, what went to stage 2, what was not taken up."""

from __future__ import annotations

from putright.core.reporting.asking import Asker
from putright.core.reporting.sections.base import Blocks, Line, Section, across, bars, compared, said

ANSWERED = (Line("answered", "Answers"),)


def outcomes(r: Asker) -> Blocks:
    """Upheld, partly, not."""
    lines = (Line("answered", "Stage 1", "count", (("stage", "1"),)),
             Line("answered", "Stage 2", "count", (("stage", "2"),)))  # fmt: skip
    yield bars("outcomes", "What was found", 1, 2)
    yield from across(r, "outcomes", "What was found", "outcome", "Outcome", lines)
    shares = (Line("upheld", "Upheld, wholly or partly", "percent"),
              Line("resolved_at_stage_1", "Resolved at stage 1", "percent"),
              Line("resolved_at_stage_2", "Resolved at stage 2", "percent"))  # fmt: skip
    yield compared(r, "resolved", "Outcomes as shares", shares)


def escalation(r: Asker) -> Blocks:
    """What went on to stage 2, and why some did not."""
    lines = (Line("escalations_requested", "Requests for stage 2"), Line("escalated", "Taken up at stage 2"),
             Line("escalations_refused", "Not taken up"),
             Line("escalation_rate", "Share of stage 1 answers that went on to stage 2", "percent"))  # fmt: skip
    yield compared(r, "escalation", "From stage 1 to stage 2", lines)


def refusals(r: Asker) -> Blocks:
    """What was not taken up, by ground."""
    yield said("Everybody whose complaint is not taken up is told why, and that they may go to the Ombudsman.")
    lines = (Line("refused", "Complaints not taken up"),
             Line("escalations_refused", "Requests for stage 2 not taken up"))  # fmt: skip
    yield from across(r, "refusals", "What was not taken up, and why", "ground", "Ground", lines)
    yield compared(r, "refused", "Not taken up", lines)


SECTIONS = (
    Section("outcomes", "What was found", outcomes),
    Section("escalation", "From stage 1 to stage 2", escalation),
    Section("refusals", "What was not taken up, and why", refusals),
)
