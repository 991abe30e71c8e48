"""What no accepted event may break, said without the guards that keep it."""

from __future__ import annotations

from putright.core import events as e
from putright.core.case import Case
from putright.core.duties import find
from putright.core.events import Event
from putright.core.policy import People, Policy
from putright.core.state import State
from putright.core.workdays import Period


def uninvolved_reviewers(event: Event, before: State, known: set[str]) -> None:
    """Nobody who handled or answered stage 1, or the attempt before it, takes part in stage 2."""
    people: tuple[str | None, ...] = ()
    if isinstance(event, e.Assigned):
        people = (event.to,)
    elif isinstance(event, e.ResponseSent):
        people = (event.by,)
    elif isinstance(event, e.PanelConvened | e.PanelMet):
        people = event.members
    if before.stage == 2:
        assert not known & set(people)
    else:
        known.update(filter(None, people))


def complete_answers(event: Event, before: State) -> None:
    if isinstance(event, e.ResponseSent):
        stage = before.current
        assert stage
        assert set(stage.points) <= set(stage.findings)
        assert all(found.reasons.strip() for found in stage.findings.values())


def nothing_after_disposal(event: Event, before: State) -> None:
    assert not before.disposed or event.is_fact


def closed_when_it_may(event: Event, before: State, policy: Policy, people: People) -> None:
    """Closed only once answered and the window has passed, or the complainant is satisfied or has withdrawn."""
    if not isinstance(event, e.Closed) or event.ground:
        return
    window = find(Case.of(before, policy, people), "stage2.request")
    passed = not (window and window.owed and window.due) or event.on > window.due
    answered = bool(before.current and before.current.response) and (
        before.stage == 2 or passed or before.satisfied or before.requested is not None
    )
    decided = before.anonymous and before.current and before.current.decided
    over = before.status in ("withdrawn", "refused", "not_a_complaint")
    assert answered or decided or over or (before.satisfied and before.status == "triage")


def extended_within_bounds(event: Event, before: State, policy: Policy, people: People) -> None:
    """Without good reason never beyond the Code's maximum, counted from the date before any extension."""
    if not isinstance(event, e.Extended) or event.good_reason:
        return
    case = Case.of(before, policy, people)
    duty = find(case, f"stage{before.stage}.respond")
    limits = [d.due for d in duty.derivations if d.origin != "extension" and d.due] if duty else []
    bound = case.policy.edition.extensions[str(before.stage)].within  # type: ignore[index]
    assert event.until <= case.policy.calendar.add(min(limits), Period.parse(str(bound)))


def nobody_unfit_acts(event: Event, before: State, policy: Policy, people: People) -> None:
    """Nobody complained of, by name or by role, is put to work on it; nor who stepped back or declared an interest."""
    acting: tuple[str, ...] = ()
    if isinstance(event, e.Assigned):
        acting = (event.to,)
    elif isinstance(event, e.PanelConvened | e.PanelMet):
        acting = event.members
    for name in acting:
        about = {name, *(people[name].roles if name in people else ())}
        assert not about & set(before.about)
