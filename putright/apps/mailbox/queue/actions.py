"""The writes of the queue: what somebody does with a message that waits. Each is recorded, and each acts once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person
from putright.apps.casework.attachments import Attachment
from putright.apps.casework.log import LONDON
from putright.apps.casework.models import Case, Party
from putright.apps.casework.opened import Opened
from putright.apps.intake import actions as intake
from putright.apps.intake.complaint import COMPLAINANT
from putright.apps.mailbox import filing, parts, recording
from putright.apps.mailbox.models import Handling, Incoming
from putright.apps.mailbox.queue.seeing import visible
from putright.apps.mailbox.reading import Mail
from putright.core import events as e
from putright.core.events.base import LONGEST

What = Handling.What


class Dealt(Exception):
    """Somebody has dealt with the message meanwhile."""


def hold(person: Person, incoming: Incoming, state: str = Incoming.State.WAITING) -> Incoming:
    """The message, held until the transaction ends. Raises `PermissionDenied` and `Dealt`."""
    if not visible(person).filter(pk=incoming.pk).exists():
        raise PermissionDenied("Messages are read by those with the permission 'read_mail'.")
    held = Incoming.objects.select_for_update(of=("self",)).select_related("landlord", "mailbox").get(pk=incoming.pk)
    if held.state != state:
        raise Dealt
    return held


@transaction.atomic
def add(person: Person, incoming: Incoming, case: Case, mail: Mail, files: Sequence[Attachment], at: datetime) -> None:
    """Puts a message on a case that this person may see. Raises `Dealt` and `recording.Disposed`."""
    held = hold(person, incoming)
    if not permissions.may(person, permissions.READ_MAIL, case):
        raise PermissionDenied("Only somebody who may see the case can put a message on it.")
    recording.put(case, held, mail, files, at, by=person, how="Somebody read it and put it on this case.")
    recording.settle(held, Incoming.State.FILED, case)


@transaction.atomic
def enter(
    person: Person, incoming: Incoming, mail: Mail, files: Sequence[Attachment], at: datetime, *,
    kind: str, from_: str, name: str, brand: str,
) -> Opened:  # fmt: skip
    """Opens a case that is no complaint, such as a compliment. Raises `Dealt` and `casework.actions.Refused`."""
    held = hold(person, incoming)
    received = e.Received(
        on=held.came_on, channel="email", from_=from_, text=said(mail), brand=brand or None, party=COMPLAINANT,
    )  # fmt: skip
    sorted_as = e.Triaged(on=max(received.on, at.astimezone(LONDON).date()), as_=kind)  # type: ignore[arg-type]
    party = Party(key=COMPLAINANT, role=Party.As.COMPLAINANT, name=name, email=held.sender[:254])
    opened = intake.log_complaint(person, [received, sorted_as], at=at, parties=[party], files=files)
    became(person, held, opened, at)
    return opened


def became(person: Person, incoming: Incoming, opened: Opened, at: datetime) -> None:
    """Says that a message became a new case, whose complainant brought its files. In the case's transaction."""
    name = parts.key(incoming.mailbox, incoming.sha256)
    Attachment.objects.filter(case=opened.case, held=name).update(party=COMPLAINANT)
    recording.settle(incoming, Incoming.State.FILED, opened.case)
    recording.note(incoming, What.OPENED, at, by=person, case=opened.case)


@transaction.atomic
def aside(person: Person, incoming: Incoming, what: str, reason: str, at: datetime) -> None:
    """Sets a message aside, as not for us or as spam, and says why. Raises `Dealt`."""
    held = hold(person, incoming)
    recording.settle(held, Incoming.State.ASIDE)
    recording.note(held, what, at, by=person, said=reason)


@transaction.atomic
def back(person: Person, incoming: Incoming, at: datetime) -> None:
    """Lays a message that was set aside before people again. Raises `Dealt`."""
    held = hold(person, incoming, Incoming.State.ASIDE)
    recording.settle(held, Incoming.State.WAITING)
    held.read_by = held.read_by or filing.read_by(held)
    held.save(update_fields=["read_by"])
    recording.note(held, What.BACK, at, by=person)


def said(mail: Mail) -> str:
    """What somebody wrote, with its subject."""
    return "\n\n".join(filter(None, (mail.subject, mail.text)))[:LONGEST]
