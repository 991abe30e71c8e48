"""The writes of letters: issue one with its event, erase those of a case, note that one came back."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime

import msgspec
from django.core.files.storage import default_storage
from django.db import transaction

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person
from putright.apps.casework import actions, log, outbox
from putright.apps.casework.models import Case, Message
from putright.apps.casework.opened import Opened
from putright.apps.letters import drafting
from putright.apps.letters.drafting import Draft
from putright.apps.letters.models import Delivery, Letter
from putright.core import events as e
from putright.core.case import Case as Judged
from putright.core.letters import blocks

LEAVING = ("email", "post")
"""The channels by which a letter leaves later than it is issued."""


def issue(
    person: Person,
    reference: str,
    happened: Sequence[e.Event],
    draft: Draft,
    *,
    at: datetime,
    version: int | None = None,
    token: str = "",
    needs: str = permissions.WORK_CASE,
) -> Letter:
    """Lets events happen and issues the letter of the last of them, all or nothing.

    The letter is composed from the case as it then stands, and frozen; its message waits in the outbox. Raises what
    `casework.actions.record` raises: `Refused` too where the letter lacks a part that it must have.
    """
    key = secrets.token_hex(16)
    happened = [*happened[:-1], _queued(happened[-1], draft.channel)]
    outgoing = log.Outgoing(happened[-1].kind, draft.channel, _where(draft), key, of=len(happened) - 1)
    with transaction.atomic():
        opened = actions.record(
            person, reference, happened, at=at, version=version, token=token, messages=[outgoing], needs=needs
        )
        letter = _compose(opened, happened[-1], draft, person)
        return _freeze(opened, letter, draft, key, person, at)


def _queued(event: e.Event, channel: str) -> e.Event:
    """An event that counts from the day its letter leaves, marked so where that waits in the outbox."""
    waits = isinstance(event, e.Acknowledged | e.Extended | e.ResponseSent) and channel in LEAVING
    return msgspec.structs.replace(event, queued=True) if waits else event


def _compose(opened: Opened, event: e.Event, draft: Draft, by: Person) -> blocks.Letter:
    case: Judged = opened.judged
    letter = drafting.compose_letter(opened, case, event, draft, by)
    if missing := drafting.lacks(case, event, letter):
        raise actions.Refused(drafting.reasons(missing))
    return letter


def _freeze(opened: Opened, letter: blocks.Letter, draft: Draft, key: str, by: Person, at: datetime) -> Letter:
    frozen = blocks.freeze(letter)
    return Letter.objects.create(
        key=key, landlord_id=opened.case.landlord_id, case=opened.case, event=opened.rows[-1], kind=letter.kind,
        stage=letter.stage, on=letter.on, title=letter.title, blocks=frozen,
        sha256=hashlib.sha256(frozen.encode()).hexdigest(), channel=draft.channel, to_name=draft.to.name,
        to_address=_where(draft) or "", by=by, issued_at=at,
    )  # fmt: skip


def _where(draft: Draft) -> str:
    return draft.to.email if draft.channel == "email" else "\n".join(drafting.address_lines(draft.to))[:400]


def sent(message: Message, at: datetime, by: Person | None = None) -> None:
    """Records that a message has left, once; what its letter gives notice of counts from that day."""
    _settle(message, Message.State.SENT, e.NoticeSent, at, by, sent_at=at, posted_by=by, problem="")


def bounced(message: Message, at: datetime, problem: str) -> None:
    """Records that a message did not arrive. The duty it had met is owed again; the case page shows it."""
    _settle(message, Message.State.BOUNCED, e.NoticeBounced, at, None, problem=problem)


def _settle(
    message: Message, state: str, fact: type[e.NoticeSent | e.NoticeBounced], at: datetime, by: Person | None,
    **what: object,
) -> None:  # fmt: skip
    """Settles a message that nothing more is to be tried with, and says on its case what that means."""
    with log.open(message.landlord, message.case.reference) as opened:
        fresh = Message.objects.select_related("event").get(pk=message.pk)
        if fresh.state in (state, Message.State.BOUNCED):
            return
        outbox.settle(fresh, state)
        note(fresh, **what)
        given = opened.events[fresh.event.n - 1] if fresh.event else None
        if given and (fact is e.NoticeBounced or getattr(given, "queued", False)):
            on = max(at.astimezone(log.LONDON).date(), opened.state.last)
            stage = Letter.objects.filter(key=fresh.letter).values_list("stage", flat=True).first()
            known = stage if stage in opened.state.stages else None
            log.append(opened, [fact(on=on, of=given.kind, issued=given.on, stage=known)], by=by, at=at)  # type: ignore[arg-type]


def note(message: Message, **what: object) -> None:
    """Keeps what became of a message."""
    if "problem" in what:
        what["problem"] = str(what["problem"])[:400]
    Delivery.objects.update_or_create(message=message, defaults=what)


def posted(person: Person, message: Message, at: datetime) -> None:
    """Marks a printed letter as posted; a second click changes nothing."""
    if Message.objects.filter(pk=message.pk, state=Message.State.SENDING).exists():
        sent(message, at, person)


def erase(case: Case, at: datetime) -> None:
    """Erases the words and addresses of every letter of a case, and their PDFs. That they were issued stays known."""
    for letter in Letter.objects.filter(case=case, erased_at=None):
        Letter.objects.filter(pk=letter.pk).update(blocks=None, to_name=None, to_address=None, erased_at=at)
        default_storage.delete(letter.stored)
