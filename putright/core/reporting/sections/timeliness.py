"""Whether acknowledgements, answers and updates came in time; with extensions and without."""

from __future__ import annotations

from putright.core.reporting.asking import Asker
from putright.core.reporting.sections.base import Blocks, Line, Section, compared, said, text
from putright.core.reporting.shapes import Table

LINES = (
    Line("acknowledged_in_time", "Acknowledged in time", "percent"),
    Line("answered", "Answered"),
    Line("answered_in_time", "Answered by the first date", "percent"),
    Line("answered_in_time_extended", "Answered by the first date, or by one moved as the Code allows", "percent"),
    Line("answered_in_code", "Answered within the Code’s own time", "percent"),
    Line("answers_due", "Dates that fell due, as extended, and were kept", "percent"),
    Line("extended", "Extensions that were told in time and so moved the date", "percent"),
)
STAGES = {"1": "Stage 1", "2": "Stage 2"}


def timeliness(r: Asker) -> Blocks:
    """Acknowledgements and answers, each stage by itself."""
    yield said("The first date is the one that the policy or the Code sets, whichever is sooner. Shares are of the "
               "answers that left; whether dates were kept is of those that fell due, so an answer that never left "
               "counts against it. An anonymous complaint has no date, as there is nobody to write to, and is in none "
               "of these shares.")  # fmt: skip
    for stage, name in STAGES.items():
        lines = [line._replace(where=(("stage", stage),)) for line in LINES]
        yield compared(r, f"timeliness_{stage}", f"{name}: in time", lines)


def days(r: Asker) -> Blocks:
    """How long answers took."""
    rows = tuple((text(name), r.figure("days_to_answer", "days", where={"stage": stage}),
                  r.figure("answered", where={"stage": stage})) for stage, name in STAGES.items())  # fmt: skip
    head = ("Stage", "Working days to the answer, on average", "Answers")
    yield Table(id="days", caption="How long answers took", head=head, rows=rows)


def updates(r: Asker) -> Blocks:
    """Whether updates that were agreed came."""
    lines = (Line("updates_kept", "Updates that came when agreed", "percent"),)
    yield compared(r, "updates", "Keeping people informed", lines)


def still_open(r: Asker) -> Blocks:
    """What is open and late at the end of the period."""
    lines = (Line("open", "Open at the end"), Line("unanswered", "Of these, not answered yet"),
             Line("late", "Past the date of their answer"),
             Line("due_soon", "Due within a week"))  # fmt: skip
    yield compared(r, "open", "Open complaints", lines)


SECTIONS = (
    Section("timeliness", "In time, with extensions and without", timeliness),
    Section("days", "How long answers took", days),
    Section("updates", "Keeping people informed", updates),
    Section("open", "Open and late", still_open),
)
