"""Extensions: explained, agreed where the policy asks it, notified in time, and within bounds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from putright.core import events as e
from putright.core.case import Case
from putright.core.duties import find, response_due
from putright.core.guards import Reason, guard
from putright.core.guards.approvals import lacking
from putright.core.pack import Extension
from putright.core.workdays import Period


def _rules(case: Case) -> tuple[Extension, ...]:
    return case.policy.extension(2 if case.state.stage == 2 else 1)


def _cites(rules: tuple[Extension, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c for rule in rules for c in rule.cites))


@guard(e.Extended)
def extension_reasoned(case: Case, event: e.Extended) -> Iterator[Reason]:
    """An extension comes with its reasons."""
    if not event.reason.strip():
        yield Reason("extension_reasoned", "an extension needs its reason", _cites(_rules(case)))


@guard(e.Extended)
def extension_agreed(case: Case, event: e.Extended) -> Iterator[Reason]:
    """Where the policy says so, the complainant agrees in advance."""
    asking = tuple(rule for rule in _rules(case) if rule.agreed)
    if asking and not event.agreed:
        yield Reason("extension_agreed", "the complainant must agree to the extension in advance", _cites(asking))


@guard(e.Extended)
def extension_ombudsman_details(case: Case, event: e.Extended) -> Iterator[Reason]:
    """The notice carries the redress body's details where the policy or Code asks for them."""
    asking = tuple(rule for rule in _rules(case) if rule.ombudsman_details)
    if asking and not event.ombudsman_details:
        said = "the notice of an extension must give the Ombudsman's details"
        yield Reason("extension_ombudsman_details", said, _cites(asking))


@guard(e.Extended)
def extension_in_time(case: Case, event: e.Extended) -> Iterator[Reason]:
    """An extension is notified before the date it moves has passed, and moves it later."""
    cites = _cites(_rules(case))
    due = current_due(case)
    if due is None:
        yield Reason("extension_in_time", "no answer is due, so there is nothing to extend", cites)
    elif event.on > due:
        said = f"the answer was due on {due}: it is too late to move it. Tell them how things stand, and answer"
        yield Reason("extension_in_time", said, cites)
    elif event.until <= due:
        yield Reason("extension_in_time", f"the new date must be after {due}", cites)


@guard(e.Extended)
def extension_bounded(case: Case, event: e.Extended) -> Iterator[Reason]:
    """Without good reason an extension stays within the Code's maximum, counted from the first due date.

    Beyond it, the complainant's agreement and the approvals that a policy or Code asks for are given too.
    """
    for rule in _rules(case):
        last = _bound(case, rule)
        if last and event.until > last:
            for said in _lacking(case, event, rule, last):
                yield Reason("extension_bounded", said, rule.cites)


def _lacking(case: Case, event: e.Extended, rule: Extension, last: date) -> Iterator[str]:
    if not event.good_reason:
        yield f"without good reason an extension goes no further than {last} ({rule.within})"
    if rule.agreed_beyond and not event.agreed:
        yield f"the complainant must agree to an extension that goes further than {last}"
    given = (*event.approved_by, *case.state.approved("extension"))
    for role in lacking(case, rule.approvals, given):
        title = case.policy.pack.roles[role].title
        yield f"an extension that goes further than {last} needs the approval of the {title}"


def current_due(case: Case) -> date | None:
    """The date the current stage's response is due, extensions counted."""
    duty = find(case, f"stage{case.state.stage}.respond")
    return duty.due if duty and duty.owed else None


def latest_extension(case: Case) -> date | None:
    """The last day an extension may reach without good reason."""
    bounds = [bound for rule in _rules(case) if (bound := _bound(case, rule))]
    return min(bounds, default=None)


def _bound(case: Case, rule: Extension) -> date | None:
    stage = case.state.current
    limits = response_due(stage, case.policy) if stage else ()
    if not limits or not limits[0].due or not rule.within:
        return None
    return case.policy.calendar.add(limits[0].due, Period.parse(rule.within))
