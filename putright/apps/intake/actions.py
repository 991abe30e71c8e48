"""The writes of intake: a new complaint, written down by somebody who works here or sent from outside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from putright.apps.accounts import packs, permissions
from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework import actions, attachments, log
from putright.apps.casework.attachments import Attachment
from putright.apps.casework.models import Party
from putright.apps.casework.opened import Opened, people_of
from putright.core.case import Case
from putright.core.decide import decide
from putright.core.events import Event
from putright.core.state import fold, step_on


def log_complaint(
    person: Person,
    happened: Sequence[Event],
    *,
    at: datetime,
    parties: Sequence[Party] = (),
    files: Sequence[Attachment] = (),
    token: str = "",
) -> Opened:
    """Opens a case: `happened` begins with `received`. All of it is written, or nothing.

    Raises `PermissionDenied`, `actions.Refused`, and `log.Repeated` where the form was acted on before.
    """
    if not permissions.may(person, permissions.LOG_COMPLAINT):
        raise PermissionDenied("Writing a complaint down needs the permission 'log_complaint'.")
    _judge(person, happened)
    with transaction.atomic():
        opened = log.start(person.landlord, happened, by=person, at=at, parties=parties, token=token)
        attachments.claim(opened.case, files)
    return opened


def receive(
    landlord: Landlord,
    happened: Sequence[Event],
    *,
    at: datetime,
    parties: Sequence[Party] = (),
    files: Sequence[Attachment] = (),
    sender: str = "",
    token: str = "",
) -> Opened:
    """Opens a case that came from outside, written down by nobody here; `sender` is the party that brought the files.

    What follows `received` and is refused by the policy is left out: whoever complains is not sent away for it. Raises
    `log.Repeated` where the form was acted on before.
    """
    state, policy, people = fold(happened[:1]), packs.current(landlord), people_of(landlord)
    taken = list(happened[:1])
    for event in happened[1:]:
        if not decide(Case.of(state, policy, people), event):
            step_on(state, event)
            taken.append(event)
    with transaction.atomic():
        opened = log.start(landlord, taken, by=None, at=at, parties=parties, token=token)
        attachments.claim(opened.case, files, party=sender)
    return opened


def _judge(person: Person, happened: Sequence[Event]) -> None:
    """Puts what follows the complaint itself to the guards."""
    state, policy, people = fold(happened[:1]), packs.current(person.landlord), people_of(person.landlord)
    for event in happened[1:]:
        if reasons := decide(Case.of(state, policy, people), event):
            raise actions.Refused(reasons)
        step_on(state, event)
