"""The writes of letters: issue one with its event, erase those of a case, note that one came back."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime

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
    outgoing = log.Outgoing(happened[-1].kind, draft.channel, _where(draft), key, of=len(happened) - 1)
    with transaction.atomic():
        opened = actions.record(
            person, reference, happened, at=at, version=version, token=token, messages=[outgoing], needs=needs
        )
        letter = _compose(opened, happened[-1], draft, person)
        return _freeze(opened, letter, draft, key, person, at)


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


def bounced(message: Message, at: datetime, problem: str) -> None:
    """Records that a message did not arrive. The duty it had met is owed again; the case page shows it."""
    with log.open(message.landlord, message.case.reference) as opened:
        fresh = Message.objects.select_related("event").get(pk=message.pk)
        if fresh.state == Message.State.BOUNCED:
            return
        outbox.settle(fresh, Message.State.BOUNCED)
        note(fresh, problem=problem)
        if fresh.event:
            on = max(at.astimezone(log.LONDON).date(), opened.state.last)
            stage = Letter.objects.filter(key=fresh.letter).values_list("stage", flat=True).first()
            known = stage if stage in opened.state.stages else None
            came_back = e.NoticeBounced(on=on, of=fresh.event.kind, stage=known)  # type: ignore[arg-type]
            log.append(opened, [came_back], by=None, at=at)


def note(message: Message, **what: object) -> None:
    """Keeps what became of a message."""
    if "problem" in what:
        what["problem"] = str(what["problem"])[:400]
    Delivery.objects.update_or_create(message=message, defaults=what)


def posted(person: Person, message: Message, at: datetime) -> None:
    """Marks a printed letter as posted; a second click changes nothing."""
    with transaction.atomic():
        waiting = Message.objects.select_for_update().get(pk=message.pk)
        if waiting.state == Message.State.SENDING:
            outbox.settle(waiting, Message.State.SENT)
            note(waiting, sent_at=at, posted_by=person, problem="")


def erase(case: Case, at: datetime) -> None:
    """Erases the words and addresses of every letter of a case, and their PDFs. That they were issued stays known."""
    for letter in Letter.objects.filter(case=case, erased_at=None):
        Letter.objects.filter(pk=letter.pk).update(blocks=None, to_name=None, to_address=None, erased_at=at)
        default_storage.delete(letter.stored)
