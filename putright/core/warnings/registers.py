"""What is no complaint: requests without a date or an end, and people who were not told that they may complain."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from putright.core.case import Case
from putright.core.warnings.base import warning


@warning
def request_undated(case: Case, as_of: date) -> Iterator[str]:
    entry = case.state.entry
    asked = entry.kind == "service_request" and not entry.dated and not entry.completed
    if asked and not case.state.closed and not case.state.withdrawn:
        yield "They have no date for what they asked for: tell them when it will be done"


@warning
def request_not_done(case: Case, as_of: date) -> Iterator[str]:
    entry = case.state.entry
    told = entry.completed and any(one.on >= entry.completed.on for one in entry.answered)
    if entry.completed and not entry.completed.done and not told and case.state.status == "not_a_complaint":
        yield "Their request ended without being done: tell them why, and that they may complain"


@warning
def choice_not_offered(case: Case, as_of: date) -> Iterator[str]:
    entry = case.state.entry
    if entry.kind == "survey_feedback" and not entry.offered and case.state.status == "not_a_complaint":
        yield "They have not been told how to make it a complaint: offer them the choice and record what they say"
