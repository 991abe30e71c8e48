"""The writes of a letter on its way: it has left, it came back, it is in the post."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from putright.apps.accounts.models import Person
from putright.apps.casework import log, outbox
from putright.apps.casework.models import Message
from putright.apps.letters.models import Delivery, Letter, Proof
from putright.apps.letters.sending import proof
from putright.core import events as e


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


def posted(person: Person, message: Message, at: datetime) -> bool:
    """Marks a printed letter as posted; False where it does not wait for that, as after a second click."""
    ready = Message.objects.filter(pk=message.pk, state=Message.State.SENDING, delivery__ready_at__isnull=False)
    if not ready.exists():
        return False
    sent(message, at, person, said="Put in the post.")
    return True
