"""The writes of casework: permission, the log's door, the engine's decision, append."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from datetime import datetime

from django.core.exceptions import PermissionDenied

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person
from putright.apps.casework import log
from putright.apps.casework.models import Party
from putright.apps.casework.opened import Opened
from putright.core.case import Case
from putright.core.decide import Reason, decide
from putright.core.events import ApprovalDeclined, ApprovalGiven, ConflictCleared, DetrimentConcluded, Event
from putright.core.state import step_on

IN_PERSON = (ApprovalGiven, ApprovalDeclined, ConflictCleared, DetrimentConcluded)


class Refused(Exception):
    """The policy or its Code does not allow the step; nothing was written. `reasons` say why."""

    def __init__(self, reasons: Sequence[Reason]) -> None:
        super().__init__("; ".join(reason.text for reason in reasons))
        self.reasons = tuple(reasons)


def record(
    person: Person,
    reference: str,
    happened: Sequence[Event],
    *,
    at: datetime,
    version: int | None = None,
    token: str = "",
    parties: Sequence[Party] = (),
    messages: Iterable[log.Outgoing] = (),
    needs: str = permissions.WORK_CASE,
) -> Opened:
    """Lets events happen to a case, all of them or none, and gives the case as it is then.

    `at` is now; `version` and `token` come from the form (see `log.open`). Raises `PermissionDenied`,
    `Case.DoesNotExist`, `log.Stale`, `log.Repeated`, or `Refused` with every reason of the first event refused.
    """
    with log.open(person.landlord, reference, version=version, token=token) as opened:
        if not permissions.may(person, needs, opened.case):
            raise PermissionDenied(f"This step needs the permission {needs!r} on this case.")
        _in_person(person, happened)
        judge(opened, happened)
        return log.append(opened, happened, by=person, at=at, parties=parties, messages=messages)


def _in_person(person: Person, happened: Sequence[Event]) -> None:
    """Nobody approves, declines or clears somebody in another's name."""
    for event in happened:
        if isinstance(event, IN_PERSON) and event.by != person.key:
            raise PermissionDenied("This is done by the person themself, signed in as themself.")


def judge(opened: Opened, happened: Sequence[Event]) -> None:
    """Puts events, each after the one before it, to the guards. Raises `Refused`."""
    state = deepcopy(opened.state)
    for event in happened:
        reasons = decide(Case.of(state, opened.policy, opened.people), event)
        if reasons:
            raise Refused(reasons)
        step_on(state, event)
