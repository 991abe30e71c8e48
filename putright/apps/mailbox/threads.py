"""Which case a message belongs to: by what only those know to whom we wrote, never by a reference alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from putright.apps.accounts.models import Landlord
from putright.apps.casework import keys
from putright.apps.casework.models import Case, Message
from putright.apps.mailbox.models import Incoming
from putright.apps.mailbox.reading import Mail

OURS = re.compile(r"<([A-Z0-9]{1,8}-\d{4}-\d{6})\.([0-9A-Za-z_-]{1,60})@[^>]*>")
"""The Message-ID of a letter (`letters.sending.mail.message_id`): the case and the letter."""
RECEIPT = re.compile(r"<receipt\.(\d{1,18})\.([0-9a-f]{16})@[^>]*>")
"""The Message-ID of a receipt (`receipts.message_id`): the message it is for, and how that one's digest begins."""
REFERENCE = re.compile(r"\b([A-Za-z][A-Za-z0-9]{0,7}-\d{4}-\d{6})\b")
FAR = 20_000
"""Characters of a message in which a reference is looked for."""
MOST = 200
"""Addresses and Message-IDs of a message that are looked up: each may be a question to the database."""


@dataclass(frozen=True)
class Thread:
    """Where a message belongs. `cases` are certain, each with how it is known; `suggested` is what it says itself."""

    cases: tuple[tuple[Case, str], ...] = ()
    suggested: Case | None = None


def thread(landlord: Landlord, mail: Mail) -> Thread:
    """The cases a message was sent to, or continues; else the one that it names."""
    sure = {case.pk: (case, how) for case, how in _sure(landlord, mail)}
    return Thread(tuple(sure.values()), None if sure else _named(landlord, mail))


def letters(landlord: Landlord, ids: Iterable[str]) -> list[Message]:
    """The messages of ours that some Message-IDs name, the latest first: a letter sent again keeps its own."""
    found: list[Message] = []
    for name in ids:
        if ours := OURS.fullmatch(name.strip()):
            known = Message.objects.select_related("case", "landlord").filter(
                landlord=landlord, case__reference=ours[1], letter=ours[2], channel="email")  # fmt: skip
            found += known.order_by("-pk")
    return found


def answered(mail: Mail) -> tuple[str, ...]:
    """What a message answers, by Message-ID, the nearest first."""
    return tuple(dict.fromkeys((*mail.in_reply_to, *reversed(mail.references))))[:MOST]


def _sure(landlord: Landlord, mail: Mail) -> Iterator[tuple[Case, str]]:
    for to in mail.to[:MOST]:
        if case := keys.addressed(landlord, to):
            yield case, "It was sent to the case’s own address."
    sender = mail.sender.email
    if not sender:
        return
    for letter in letters(landlord, answered(mail)):
        if sender in letter.to.lower().split():
            yield letter.case, "It answers a letter of ours that was sent to this address."
    for earlier in _earlier(landlord, mail):
        if earlier.case and earlier.sender == sender:
            yield earlier.case, "It continues a message from the same address."


def _earlier(landlord: Landlord, mail: Mail) -> list[Incoming]:
    """The messages with a case that it continues, or whose receipt it answers."""
    ids = answered(mail)
    known = Incoming.objects.select_related("case", "case__landlord").filter(landlord=landlord, case__isnull=False)
    ends = {int(one[1]): one[2] for name in ids if (one := RECEIPT.fullmatch(name.strip()))}
    receipted = [one for one in known.filter(pk__in=ends) if one.sha256.startswith(ends[one.pk])] if ends else []
    return [*known.filter(message_id__in=ids).order_by("-pk"), *receipted]


def _named(landlord: Landlord, mail: Mail) -> Case | None:
    """The case of the first reference in a message that is one: in what it answers, its subject or its text."""
    said = [one[1] for name in answered(mail) if (one := OURS.fullmatch(name.strip()))]
    said += REFERENCE.findall(" ".join([*mail.to[:MOST], mail.subject, mail.text[:FAR]]))
    wanted = list(dict.fromkeys(one.upper() for one in said))[:20]
    known = {case.reference: case for case in Case.objects.filter(landlord=landlord, reference__in=wanted)}
    return next((known[one] for one in wanted if one in known), None)
