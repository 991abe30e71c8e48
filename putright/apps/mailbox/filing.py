"""Where a message goes as it comes: to its case, aside, or, with all that is not certain, before a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from putright.apps.accounts import packs
from putright.apps.casework import log
from putright.apps.casework.attachments import Attachment
from putright.apps.casework.models import Case
from putright.apps.mailbox import bounces, receipts, recording, threads
from putright.apps.mailbox.models import Handling, Incoming
from putright.apps.mailbox.reading import Mail
from putright.apps.mailbox.recording import Disposed, note, settle
from putright.core.workdays import OutOfRange

READ_WITHIN = 2
"""Working days within which somebody reads what waits. No policy sets it: it leaves three of the five that the Codes
give for acknowledging a complaint, which run from the day the message came whoever has read it."""
BY_ITSELF = {
    "auto_reply": "A program answered by itself.",
    "own": "It is our own, come back.",
    "list": "It came by a mailing list.",
    "loop": "It goes round in a circle.",
    "receipt": "It says only that mail arrived or was opened.",
}
"""What is set aside: none of it is written by a person to us."""


def file(incoming: Incoming, mail: Mail, files: Sequence[Attachment], at: datetime) -> None:
    """Does with a message what its kind and its thread ask for. In the transaction that keeps it."""
    found = threads.thread(incoming.landlord, mail)
    copy = _copy(incoming)
    if copy and (copy.case or not found.cases):
        _aside(incoming, copy.case, at, "The same message came before, another way.")
    elif mail.kind == "bounce":
        _bounce(incoming, mail, at)
    elif mail.kind in BY_ITSELF and not (mail.kind == "list" and found.cases):
        case = found.cases[0][0] if found.cases else None
        _aside(incoming, case, at, f"{BY_ITSELF[mail.kind]} {mail.why}".strip())
    else:
        _put(incoming, mail, files, found, at)


def wait(incoming: Incoming, at: datetime, *, suggested: Case | None = None, why: str = "") -> None:
    """Lays a message before a person."""
    incoming.suggested, incoming.read_by = suggested, read_by(incoming)
    incoming.save(update_fields=["suggested", "read_by"])
    settle(incoming, Incoming.State.WAITING)
    if why:
        note(incoming, Handling.What.TAKEN, at, case=suggested, said=why)


def read_by(incoming: Incoming) -> date | None:
    """By when somebody reads it; None beyond the days that the calendar knows."""
    calendar = packs.current(incoming.landlord).calendar
    try:
        return calendar.add_working_days(incoming.taken_at.astimezone(log.LONDON).date(), READ_WITHIN)
    except OutOfRange:
        return None


def _copy(incoming: Incoming) -> Incoming | None:
    """The same message, come before by another way or to another mailbox of the landlord."""
    if not incoming.message_id:
        return None
    same = Incoming.objects.filter(landlord=incoming.landlord_id, content=incoming.content, pk__lt=incoming.pk)
    return same.select_related("case").order_by("pk").first()


def _put(incoming: Incoming, mail: Mail, files: Sequence[Attachment], found: threads.Thread, at: datetime) -> None:
    """Puts it on its case, with its files; a further case it was sent to as well gets its words."""
    done: list[Case] = []
    for case, how in found.cases:
        try:
            recording.put(case, incoming, mail, () if done else files, at, by=None, how=how)
        except Disposed:
            continue
        done.append(case)
    if done:
        settle(incoming, Incoming.State.FILED, done[0])
        return
    gone = found.cases[0][0] if found.cases else None
    wait(incoming, at, suggested=found.suggested or gone, why="The case was disposed of." if gone else "")
    receipts.make(incoming, mail, at)


def _bounce(incoming: Incoming, mail: Mail, at: datetime) -> None:
    told = bounces.heard(incoming, mail, mail.bounce, at) if mail.bounce else bounces.Told(None, None, "")
    if told.letter is None:
        wait(incoming, at, suggested=told.case, why=told.said)
        return
    settle(incoming, Incoming.State.FILED, told.case)
    note(incoming, Handling.What.BOUNCE, at, case=told.case, said=told.said)


def _aside(incoming: Incoming, case: Case | None, at: datetime, why: str) -> None:
    settle(incoming, Incoming.State.ASIDE, case)
    note(incoming, Handling.What.ASIDE, at, case=case, said=why)
