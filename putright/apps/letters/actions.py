"""The writes of letters: issue one with its event, erase those of a case, note that one came back."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import msgspec
from django.core.files.storage import default_storage
from django.db import transaction

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person
from putright.apps.casework import actions, log, outbox
from putright.apps.casework.models import Case, Message
from putright.apps.casework.opened import Opened
from putright.apps.letters import drafting, drafts, formats, gating, proof, writing
from putright.apps.letters.drafting import Draft
from putright.apps.letters.models import Batch, Delivery, Letter, Proof
from putright.core import events as e
from putright.core.case import Case as Judged
from putright.core.guards import lettering
from putright.core.letters import blocks
from putright.core.letters.fingerprint import fingerprint

LEAVING = ("email", "post", "in_person")
"""The channels by which a letter leaves later than it is issued."""


def issue(
    person: Person,
    reference: str,
    happened: Sequence[e.Event],
    draft: Draft | Sequence[Draft],
    *,
    at: datetime,
    version: int | None = None,
    token: str = "",
    needs: str = permissions.WORK_CASE,
    heeded: Collection[str] | None = None,
) -> Letter:
    """Lets events happen and issues the letter of the last of them, to each of those drafted for, all or nothing.

    Each is composed from the case as it then stands, and frozen; its message waits in the outbox. Gives the first
    letter. Raises what `casework.actions.record` raises: `Refused` too where a letter lacks a part that it must have,
    where the gate finds what blocks it, and, where `heeded` says what advice was set aside, where other advice is left.
    """
    drafts = {secrets.token_hex(16): one for one in ([draft] if isinstance(draft, Draft) else draft)}
    happened = [*happened[:-1], _queued(happened[-1], next(iter(drafts.values())).channel)]
    kind, of = happened[-1].kind, len(happened) - 1
    outgoing = [log.Outgoing(kind, one.channel, _where(one), key, of=of) for key, one in drafts.items()]
    with transaction.atomic():
        opened = actions.record(
            person, reference, happened, at=at, version=version, token=token, messages=outgoing, needs=needs
        )
        for one in drafts.values():
            if unmet := drafting.unmet(opened, happened, one):
                raise actions.Refused(unmet)
        letters = [
            _freeze(opened, _compose(opened, happened[-1], one, person, heeded), one, key, person, at)
            for key, one in drafts.items()
        ]
        return letters[0]


def _queued(event: e.Event, channel: str) -> e.Event:
    """An event that counts from the day its letter leaves, marked so where that waits in the outbox."""
    waits = isinstance(event, e.Acknowledged | e.Extended | e.ResponseSent) and channel in LEAVING
    return msgspec.structs.replace(event, queued=True) if waits else event


def _compose(opened: Opened, event: e.Event, draft: Draft, by: Person, heeded: Collection[str] | None) -> blocks.Letter:
    case: Judged = opened.judged
    letter = drafting.compose_letter(opened, case, event, draft, by)
    if missing := drafting.lacks(case, event, letter):
        raise actions.Refused(drafting.reasons(missing))
    found = gating.findings(opened, case, event, letter, draft, by)
    if differs := lettering.changed(case, letter.kind, fingerprint(letter)):
        raise actions.Refused([differs])
    if stops := gating.reasons(found) or ([] if heeded is None else writing.unheeded(found, heeded)):
        raise actions.Refused(stops)
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


def sent(message: Message, at: datetime, by: Person | None = None, *, on: date | None = None, said: str = "") -> None:
    """Records that a message has left, once; what its letter gives notice of counts from that day.

    `on` is the day where that is not the day of `at`; `said` what shows it.
    """
    how = Settled(Message.State.SENT, e.NoticeSent, Proof.What.LEFT, said, on)
    _settle(message, how, at, by, sent_at=at, posted_by=by, problem="")


def bounced(message: Message, at: datetime, problem: str, by: Person | None = None, *, on: date | None = None) -> None:
    """Records that a message did not arrive. The duty it had met is owed again; the case page shows it."""
    how = Settled(Message.State.BOUNCED, e.NoticeBounced, Proof.What.BOUNCED, problem, on)
    _settle(message, how, at, by, problem=problem)


@dataclass(frozen=True)
class Settled:
    """What became of a message in the end: what that is to its case, and as proof, in whose words, on which day."""

    state: Message.State
    fact: type[e.NoticeSent | e.NoticeBounced]
    proof: Proof.What
    said: str
    on: date | None


def _settle(message: Message, how: Settled, at: datetime, by: Person | None, **what: object) -> None:
    """Settles a message that nothing more is to be tried with, and says on its case what that means.

    Events of a case stand by date: what became known late counts from the day of the last of them.
    """
    with log.open(message.landlord, message.case.reference) as opened:
        fresh = Message.objects.select_related("event").get(pk=message.pk)
        if fresh.state in (how.state, Message.State.BOUNCED):
            return
        outbox.settle(fresh, how.state)
        note(fresh, **what)
        proof.keep(fresh, how.proof, at, how.said, by, how.on)
        given = opened.events[fresh.event.n - 1] if fresh.event else None
        if given and (how.fact is e.NoticeBounced or getattr(given, "queued", False)):
            on = max(how.on or at.astimezone(log.LONDON).date(), opened.state.last)
            stage = Letter.objects.filter(key=fresh.letter).values_list("stage", flat=True).first()
            known = stage if stage in opened.state.stages else None
            log.append(opened, [how.fact(on=on, of=given.kind, issued=given.on, stage=known)], by=by, at=at)  # type: ignore[arg-type]


def note(message: Message, **what: object) -> None:
    """Keeps what became of a message."""
    if "problem" in what:
        what["problem"] = str(what["problem"])[:400]
    Delivery.objects.update_or_create(message=message, defaults=what)


def posted(person: Person, message: Message, at: datetime) -> None:
    """Marks a printed letter as posted; a second click changes nothing."""
    if Message.objects.filter(pk=message.pk, state=Message.State.SENDING, delivery__ready_at__isnull=False).exists():
        sent(message, at, person, said="Put in the post.")


def erase(case: Case, at: datetime) -> None:
    """Erases the words and addresses of every letter of a case, and their PDFs. That they were issued stays known."""
    for letter in Letter.objects.filter(case=case, erased_at=None):
        Letter.objects.filter(pk=letter.pk).update(blocks=None, to_name=None, to_address=None, erased_at=at)
        for place in formats.places(letter):
            default_storage.delete(place)
    _erase_ways(case)
    drafts.erase(case)


def _erase_ways(case: Case) -> None:
    """Erases whose words and which addresses stand in the proof of sending, and what was put together for printing."""
    Proof.objects.filter(message__case=case).exclude(said=None).update(said=None)
    ways = Delivery.objects.filter(message__case=case)
    for batch in Batch.objects.filter(pk__in=ways.values("batch")).exclude(sha256=""):
        default_storage.delete(batch.stored)
    ways.update(problem="")
