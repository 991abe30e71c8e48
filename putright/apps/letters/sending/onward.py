"""What people put on record about a letter on its way: handed over, come back, sent again, tracked, arrived."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import msgspec
from django.core.exceptions import PermissionDenied
from django.db import transaction

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person
from putright.apps.casework import actions as casework
from putright.apps.casework import log
from putright.apps.casework.models import Case, Message
from putright.apps.casework.opened import Opened
from putright.apps.letters.models import Letter, Proof
from putright.apps.letters.sending import actions, proof
from putright.apps.letters.writing import actions as writing_actions
from putright.core import events as e
from putright.core.timeline import CHANNELS

LEFT = {
    "in_person": "Given to them in person",
    "someone": "Given to somebody else who was there",
    "letter_box": "Put through the letter box",
    "refused": "They would not take it",
}
"""How a letter was left, as whoever brought it says."""
REASONS = {
    "gone_away": "They have gone away",
    "wrong_address": "The address is wrong",
    "refused": "They refused it",
    "rejected": "The e-mail was rejected",
    "other": "Something else",
}
"""Why a letter came back."""


def messages_of(letter: Letter) -> list[Message]:
    """Every message that carried a letter, the first one first, each with its delivery and its proof."""
    found = Message.objects.filter(case_id=letter.case_id, letter=letter.key)
    return list(found.select_related("delivery", "event").prefetch_related("proofs__by").order_by("pk"))


def handed_over(person: Person, message: Message, at: datetime, *, on: date, how: str, said: str) -> None:
    """Records how a letter was handed over: it counts from that day. One that was not taken did not arrive.

    `how` is a key of `LEFT`; `said` by whom, when, where and to whom. A second time changes nothing.
    """
    _may(person, message.case)
    if not waits_for_hand(message):
        return
    told = f"{LEFT[how]}. {said}"
    if how == "refused":
        actions.bounced(message, at, told, person, on=on)
    else:
        actions.sent(message, at, person, on=on, said=told)


def waits_for_hand(message: Message | None) -> bool:
    """Whether a letter lies ready to be handed over."""
    if message is None or message.channel != "in_person" or message.state != Message.State.SENDING:
        return False
    delivery = getattr(message, "delivery", None)
    return bool(delivery and delivery.ready_at)


def came_back(person: Person, message: Message, at: datetime, *, on: date, why: str, note: str = "") -> None:
    """Records that a letter which had left came back. `why` is a key of `REASONS`. A second time changes nothing."""
    _may(person, message.case)
    if message.state == Message.State.SENT:
        actions.bounced(message, at, ". ".join(filter(None, (REASONS[why], note))), person, on=on)


def tracked(person: Person, message: Message, at: datetime, number: str) -> None:
    """Keeps the number under which the carrier follows a letter."""
    _may(person, message.case)
    proof.keep(message, Proof.What.TRACKED, at, number, person)


@transaction.atomic
def arrived(
    person: Person, opened: Opened, letter: Letter, at: datetime, *, on: date, said: str, token: str = ""
) -> None:
    """Records that they have it. Where it is the answer of a stage, their time to ask for more runs from that day.

    Raises what `casework.actions.record` raises.
    """
    stage = opened.state.stages.get(letter.stage)
    given = opened.events[letter.event.n - 1]
    facts = []
    if isinstance(given, e.ResponseSent) and stage and stage.response and stage.received is None:
        facts = [e.ResponseReceived(on=max(on, opened.state.last), stage=stage.number)]
    casework.record(person, opened.case.reference, facts, at=at, token=token)
    proof.keep(messages_of(letter)[-1], Proof.What.ARRIVED, at, said, person, on)


@transaction.atomic
def again(
    person: Person, opened: Opened, letter: Letter, channel: str, to: str, *, at: datetime, on: date,
    version: int | None = None, token: str = "",
) -> None:  # fmt: skip
    """Sends an issued letter once more, as it is, in a message of its own; the earlier ones stay as they were.

    Where the one before did not arrive, what it gave notice of is given notice of anew, and counts once this one has
    left. Raises what `casework.actions.record` raises: `Refused` too, where it would be too late for that.
    """
    given = opened.events[letter.event.n - 1]
    anew = list(_anew(opened, letter, given, channel, on))
    last = messages_of(letter)[-1]
    outgoing = log.Outgoing(given.kind, channel, to, letter.key, of=0 if anew else None)
    casework.record(
        person, opened.case.reference, anew, at=at, version=version, token=token, messages=[outgoing]
    )  # fmt: skip
    proof.keep(last, Proof.What.AGAIN, at, f"{CHANNELS[channel]} to {', '.join(to.splitlines())}", person)


def _anew(opened: Opened, letter: Letter, given: e.Event, channel: str, on: date) -> Iterator[e.Event]:
    """The event of a letter once more, where its notice came back and nothing took its place."""
    stage = opened.state.stages.get(letter.stage)
    if stage is None:
        return
    changes: dict[str, object] = {"on": on, "stage": letter.stage, "queued": channel in writing_actions.LEAVING}
    undone = {
        e.Acknowledged: not stage.acknowledged,
        e.ResponseSent: not stage.response,
        e.Extended: bool(stage.extensions and stage.extensions[-1].bounced),
    }
    if undone.get(type(given)):
        method = {} if isinstance(given, e.Extended) else {"method": channel}
        yield msgspec.structs.replace(given, **changes, **method)


def _may(person: Person, case: Case) -> None:
    if not permissions.may(person, permissions.WORK_CASE, case):
        raise PermissionDenied("This needs the permission to work this case.")
