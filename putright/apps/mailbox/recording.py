"""A message on its case: the event, its words and its files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from putright.apps.accounts.models import Person
from putright.apps.casework import actions, attachments, log
from putright.apps.casework.attachments import Attachment
from putright.apps.casework.models import Case, Party
from putright.apps.mailbox.models import Handling, Incoming
from putright.apps.mailbox.reading import Mail
from putright.core.events import MessageReceived
from putright.core.events.base import LONGEST

CUT = "\n\n[It goes on: the rest is in the e-mail as it came.]"


class Disposed(Exception):
    """The case was disposed of: nothing more is put on it."""


def put(
    case: Case, incoming: Incoming, mail: Mail, files: Sequence[Attachment], at: datetime, *,
    by: Person | None, how: str,
) -> None:  # fmt: skip
    """Records a message on a case as received on the day it came, whoever of its side wrote it. In a transaction.

    A fact is never refused; an event stands no earlier than the last of its case. Raises `Disposed`.
    """
    with log.open(incoming.landlord, case.reference) as opened:
        if opened.state.disposed:
            raise Disposed
        party = whose(case, incoming.sender)
        event = MessageReceived(
            on=max(incoming.came_on, opened.state.last), id=f"e{incoming.pk}", method="email", files=len(files),
            what=words(incoming, mail, party), party=party.key if party else None,
        )  # fmt: skip
        actions.judge(opened, [event])
        log.append(opened, [event], by=by, at=at)
        attachments.claim(case, files, party=party.key if party else "", came_with=event.id)
    note(incoming, Handling.What.FILED, at, by=by, case=case, said=how)


def whose(case: Case, sender: str) -> Party | None:
    """Who of the complainant's side has this e-mail address."""
    return Party.objects.filter(case=case, email__iexact=sender).order_by("key").first() if sender else None


def words(incoming: Incoming, mail: Mail, party: Party | None) -> str:
    """What somebody wrote, with its subject; said first, where nobody on the case has the address it came from."""
    said = [] if party else [_stranger(incoming)]
    if mail.subject and not mail.subject.lower().startswith("re:"):
        said.append(mail.subject)
    said.append(mail.new_text or "[It has no words.]")
    text = "\n\n".join(said)
    return text if len(text) <= LONGEST else text[: LONGEST - len(CUT)] + CUT


def _stranger(incoming: Incoming) -> str:
    if not incoming.sender:
        return "[It does not say who sent it. Check who they are before you answer.]"
    here = Person.objects.filter(landlord=incoming.landlord_id, email=incoming.sender).first()
    if here:
        return f"[Sent by {here.name}, who works here.]"
    return (
        f"[From {incoming.sender}, an address that we do not have for anybody on this complaint. "
        "Check who they are before you answer.]"
    )


def note(
    incoming: Incoming, what: str, at: datetime, *, by: Person | None = None, case: Case | None = None, said: str = ""
) -> None:
    """Keeps what was done with a message."""
    Handling.objects.create(incoming=incoming, what=what, case=case, by=by, at=at, said=said)


def settle(incoming: Incoming, state: str, case: Case | None = None) -> None:
    """Says where a message stands from now on."""
    incoming.state, incoming.case = state, case
    incoming.save(update_fields=["state", "case"])
