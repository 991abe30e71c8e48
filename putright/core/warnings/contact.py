"""Keeping in touch: contacts, updates, promised dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from putright.core.case import Case
from putright.core.duties import find
from putright.core.warnings.base import warning


@warning
def contact_not_tried(case: Case, as_of: date) -> Iterator[str]:
    stage = case.state.current
    wanted = "contact_not_tried" in case.policy.pack.warnings and case.state.status == "open"
    if stage and wanted and not stage.contacted:
        yield f"No visit or phone call to discuss the complaint is recorded at stage {stage.number}"


@warning
def updates_not_agreed(case: Case, as_of: date) -> Iterator[str]:
    duty = find(case, f"stage{case.state.stage}.respond")
    late = bool(duty and duty.status(as_of) == "overdue")
    extended = bool(case.state.current and case.state.current.extensions)
    if case.state.status == "open" and not case.state.updates_every and not case.state.anonymous and (late or extended):
        yield "The answer is late or extended: agree with the complainant how often they get an update"


@warning
def extended_update(case: Case, as_of: date) -> Iterator[str]:
    duty = find(case, "update")
    if duty and duty.status(as_of) == "overdue":
        yield f"The update agreed with the complainant was due on {duty.due}"
