"""The write of the registers: a complaint about a request that goes on."""

from __future__ import annotations

from datetime import date, datetime

import msgspec
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person
from putright.apps.casework import actions, log
from putright.apps.casework.models import Party
from putright.apps.casework.opened import Opened
from putright.apps.intake.actions import log_complaint
from putright.core.events import CaseLinked, Event, Received, RepresentativeAuthorised


def complain_about(
    person: Person,
    reference: str,
    complaint: Received,
    *,
    at: datetime,
    version: int | None = None,
    token: str = "",
) -> Opened:
    """Opens a complaint about a service request, which goes on with its own dates; each names the other.

    Who asked, who speaks for them and what helps them come along. Both are written, or neither. Raises what
    `log_complaint` raises, and `log.Stale`.
    """
    today = timezone.localdate(at)
    with log.open(person.landlord, reference, version=version, token=token) as request:
        if not permissions.may(person, permissions.LOG_COMPLAINT, request.case):
            raise PermissionDenied("Complaining about a request needs the permission 'log_complaint' on it.")
        about = CaseLinked(on=today, case=reference, how="service_request")
        happened = [complaint, *_carried(request, today), about]
        made = log_complaint(person, happened, at=at, parties=_copied(request))
        linked = [CaseLinked(on=max(today, request.state.last), case=made.case.reference, how="complaint")]
        actions.judge(request, linked)
        log.append(request, linked, by=person, at=at)
    return made


def _carried(request: Opened, today: date) -> list[Event]:
    """What helps them, and who speaks for them, as it stands on the request."""
    helps: list[Event] = [msgspec.structs.replace(one, on=today) for one in request.state.helps.recorded]
    spoken = [one for one in request.events if isinstance(one, RepresentativeAuthorised)]
    return helps + [msgspec.structs.replace(one, on=today) for one in spoken[-1:] if request.state.representative]


def _copied(request: Opened) -> list[Party]:
    parties = list(Party.objects.filter(case=request.case).order_by("key"))
    for party in parties:
        party.pk = None
    return parties
