"""The writes that concern two cases or more: each gets its own event, all in one transaction, or none does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import date, datetime

import msgspec
from django.core.exceptions import PermissionDenied
from django.db import transaction

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person
from putright.apps.casework import log
from putright.apps.casework.actions import judge
from putright.apps.casework.models import Case
from putright.apps.casework.opened import Opened
from putright.core import events as e
from putright.core.events import Event, LinkedAs

BACK: Mapping[LinkedAs, LinkedAs] = {
    "service_request": "complaint", "complaint": "service_request", "duplicate": "duplicate",
    "same_matter": "same_matter",
}  # fmt: skip
"""What this case is to the other, by what the other is to this one; an earlier complaint has nothing to say of it."""


def record(
    person: Person, first: str, happened: Mapping[str, Sequence[Event]], *, at: datetime, version: int | None = None,
    token: str = "",
) -> None:  # fmt: skip
    """Lets events happen to several cases, by reference; `version` and `token` are of the `first`, the page's own.

    Locked in the order of their references. Raises what `casework.actions.record` raises, of any of them.
    """
    with transaction.atomic(), ExitStack() as held:
        opened = {}
        for reference in sorted(happened):
            own = {"version": version, "token": token} if reference == first else {}
            opened[reference] = held.enter_context(log.open(person.landlord, reference, **own))
            _permit(person, opened[reference].case)
        for reference, one in opened.items():
            wanted = happened[reference] if reference == first else _lacking(one, happened[reference])
            if wanted:
                judge(one, _dated(one, wanted))
                log.append(one, _dated(one, wanted), by=person, at=at)


def link(reference: str, other: str, how: LinkedAs, on: date, reason: str = "") -> dict[str, list[Event]]:
    """Both sides of a link."""
    back = BACK.get(how)
    found: dict[str, list[Event]] = {reference: [e.CaseLinked(on=on, case=other, how=how, reason=reason)]}
    return found | ({other: [e.CaseLinked(on=on, case=reference, how=back, reason=reason)]} if back else {})


def both(reference: str, other: str, of: type[Event], on: date, reason: str) -> dict[str, list[Event]]:
    """The same event on either case, each naming the other."""
    return {
        one: [of(on=on, case=two, reason=reason)]  # type: ignore[call-arg]
        for one, two in ((reference, other), (other, reference))
    }


def together(opened: Opened, lead: str, others: Sequence[Opened], on: date, reason: str) -> dict[str, list[Event]]:
    """One investigation, led on one of several cases: each that is not part of it yet becomes part of it."""
    found: dict[str, list[Event]] = {}
    for one in (opened, *others):
        name, ties = one.case.reference, one.state.together
        led = "" if name == lead else lead
        if ties.led_by == led and (led or ties.leads):
            continue
        if led and ties.cases.get(led) not in ("same_matter", "duplicate"):
            found.setdefault(name, []).append(e.CaseLinked(on=on, case=led, how="same_matter", reason=reason))
            found.setdefault(led, []).insert(0, e.CaseLinked(on=on, case=name, how="same_matter", reason=reason))
        found.setdefault(name, []).append(e.InvestigatedTogether(on=on, case=led, reason=reason))
    return found


def _permit(person: Person, case: Case) -> None:
    if not permissions.may(person, permissions.WORK_CASE, case):
        raise PermissionDenied(f"This step needs the permission {permissions.WORK_CASE!r} on both cases.")


def _lacking(opened: Opened, happened: Sequence[Event]) -> list[Event]:
    """What the other case has not been told already."""
    known = opened.state.together.cases
    told = [isinstance(one, e.CaseLinked) and known.get(one.case) == one.how for one in happened]
    gone = [isinstance(one, e.CaseUnlinked) and one.case not in known for one in happened]
    return [one for one, had, none in zip(happened, told, gone, strict=True) if not had and not none]


def _dated(opened: Opened, happened: Sequence[Event]) -> list[Event]:
    """Recorded no earlier than the last thing on each case."""
    return [msgspec.structs.replace(one, on=max(one.on, opened.state.last)) for one in happened]
