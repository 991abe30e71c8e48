"""The write of a letter: it is issued with its event, or neither is."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Sequence
from datetime import datetime

import msgspec
from django.db import transaction

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person
from putright.apps.casework import actions, log
from putright.apps.casework.opened import Opened
from putright.apps.letters.models import Letter
from putright.apps.letters.writing import drafting, gating, page
from putright.apps.letters.writing.drafting import Draft
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
    letter. Raises what `casework.actions.record` raises: `Refused` too where the gate finds what blocks it
    (such as a part that it lacks), and, where `heeded` says what advice was set aside, where other advice is left.
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
        approved = next(iter(drafts.values()))
        letters = [
            _freeze(opened, _compose(opened, happened[-1], one, person, heeded, approved), one, key, person, at)
            for key, one in drafts.items()
        ]
        return letters[0]


def _queued(event: e.Event, channel: str) -> e.Event:
    """An event that counts from the day its letter leaves, marked so where that waits in the outbox."""
    waits = isinstance(event, e.Acknowledged | e.Extended | e.ResponseSent) and channel in LEAVING
    return msgspec.structs.replace(event, queued=True) if waits else event


def _compose(
    opened: Opened, event: e.Event, draft: Draft, by: Person, heeded: Collection[str] | None, approved: Draft
) -> blocks.Letter:
    """`approved` is what a second person saw: the same words to others of a group need no look of their own."""
    case: Judged = opened.judged
    letter = drafting.compose_letter(opened, case, event, draft, by)
    found = gating.findings(opened, case, event, letter, draft, by)
    own = draft is approved or draft.typed != approved.typed
    if own and (differs := lettering.changed(case, letter.kind, fingerprint(letter))):
        raise actions.Refused([differs])
    if stops := gating.reasons(found) or ([] if heeded is None else page.unheeded(found, heeded)):
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
