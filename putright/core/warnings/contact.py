"""Keeping in touch: contacts, updates, promised dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from putright.core.case import Case
from putright.core.duties import find
from putright.core.duties.stages import extensions
from putright.core.state.shapes_contact import Extending
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
    extended = bool(case.state.current and any(not one.bounced for one in case.state.current.extensions))
    if case.state.status == "open" and not case.state.updates_every and not case.state.anonymous and (late or extended):
        yield "The answer is late or extended: agree with the complainant how often they get an update"


@warning
def extended_update(case: Case, as_of: date) -> Iterator[str]:
    duty = find(case, "update")
    if duty and duty.status(as_of) == "overdue":
        yield f"The update agreed with the complainant was due on {duty.due}"


@warning
def promise_broken(case: Case, as_of: date) -> Iterator[str]:
    for promise in case.state.promises.values():
        if not promise.done and as_of > promise.due:
            tried = f"; tried {_times(len(promise.tries))}" if promise.tries else ""
            yield f"A promise to them is broken: “{promise.what}”, promised for {promise.due}{tried}"


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


@warning
def extension_uncounted(case: Case, as_of: date) -> Iterator[str]:
    """Each extension of the current stage that does not move its date, and why."""
    stage, duty = case.state.current, find(case, f"stage{case.state.stage}.respond")
    if not stage or not duty or not duty.due or case.state.status != "open":
        return
    was = f"The answer was due on {duty.due} and is late" if as_of > duty.due else f"The answer is due on {duty.due}"
    for one, old, counts in extensions(stage, case.policy):
        if not counts and one.event.until > duty.due:
            yield f"The extension to {one.event.until} {_why(one, old, as_of)}. {was}"


def _why(one: Extending, old: date, as_of: date) -> str:
    if one.bounced:
        return "does not count, because its notice bounced and did not reach them"
    if one.sent:
        return f"does not count, because its notice left only on {one.sent}"
    if as_of > old:
        return f"does not count, because its notice had not left by {old}"
    return f"counts once its notice has left, by {old} at the latest"


@warning
def reason_not_sought(case: Case, as_of: date) -> Iterator[str]:
    """A request without a reason is taken as it is; we make a reasonable effort to understand it."""
    second = case.state.stages.get(2)
    wanted = case.policy.cites("reason_not_sought") and case.state.status == "open" and not case.state.anonymous
    if second and wanted and not second.contacted and not any(x.reason.strip() for x in second.requests):
        yield "They gave no reason for asking for stage 2 and need none: try to understand what is still unresolved"
