"""What a mail server says became of a letter: it did not arrive, or not yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from putright.apps.casework import keys
from putright.apps.casework.models import Case, Message
from putright.apps.letters.models import Proof
from putright.apps.letters.sending import actions, proof
from putright.apps.mailbox import threads
from putright.apps.mailbox.models import Incoming
from putright.apps.mailbox.reading import Bounce, Mail

RECENT = timedelta(days=10)
"""How long after a letter left a mail server that does not name it may still be speaking of it."""
MOST = 50
"""Addresses of a report that are looked for: a letter of ours goes to one."""


@dataclass(frozen=True)
class Told:
    """Which letter it is about (None: not known), of which case, and what was done, in words."""

    letter: Message | None
    case: Case | None
    said: str


def heard(incoming: Incoming, mail: Mail, bounce: Bounce, at: datetime) -> Told:
    """Acts on what a mail server says. A letter that did not arrive is owed again; of a delay only a note is kept."""
    case = next((found for to in mail.to[: threads.MOST] if (found := keys.addressed(incoming.landlord, to))), None)
    letter = _letter(incoming, mail, bounce, case)
    if letter is None:
        return Told(None, case, "It does not say of which letter. Find out who did not get what they were sent.")
    if not bounce.permanent:
        said = f"Not delivered yet, and being tried: {in_words(bounce)}"
        proof.keep(letter, Proof.What.TOLD, at, said)
        return Told(letter, letter.case, said)
    actions.bounced(letter, at, f"Came back: {in_words(bounce)}")
    return Told(letter, letter.case, "The letter did not arrive. What it was about is owed again: ring them.")


def in_words(bounce: Bounce) -> str:
    """What the mail server said."""
    said = " ".join(dict.fromkeys(filter(None, (bounce.status, " ".join(bounce.diagnostic.split())))))
    return " for ".join(filter(None, (said or "no reason given", ", ".join(bounce.failed))))[:1000]


def _letter(incoming: Incoming, mail: Mail, bounce: Bounce, case: Case | None) -> Message | None:
    """The letter that it names; else the only one that went to the address lately."""
    named = threads.letters(incoming.landlord, filter(None, (bounce.original, *threads.answered(mail))))
    if named:
        to = [one for one in named if set(bounce.failed) & set(one.to.lower().split())]
        return (to or named)[0]
    lately = Message.objects.filter(
        landlord=incoming.landlord, channel="email", state=Message.State.SENT, letter__gt="",
        created_at__gte=incoming.came_at - RECENT,
    ).select_related("case", "landlord")  # fmt: skip
    if case:
        lately = lately.filter(case=case)
    addressed = Q(pk__in=[])
    for address in bounce.failed[:MOST]:
        addressed |= Q(to__iexact=address)
    found = list(lately.filter(addressed)[:2])
    return found[0] if len(found) == 1 else None
