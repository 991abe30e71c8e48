"""GOV.UK Notify, for landlords that are public bodies: e-mails, letters it prints and posts, and what became of each.

A message is looked up by its reference before it is sent, so that a worker that died after sending does not send twice.
Status names are those of the API's documentation.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from notifications_python_client import prepare_upload
from notifications_python_client.errors import APIError, HTTPError
from notifications_python_client.notifications import NotificationsAPIClient

from putright.apps.casework import outbox
from putright.apps.casework.models import Message
from putright.apps.letters.drawing import paper
from putright.apps.letters.models import Delivery, Proof
from putright.apps.letters.sending import actions, mail, proof
from putright.apps.letters.sending.deliver.parcel import Parcel, Undeliverable
from putright.core.letters import blocks, text

LINK_LASTS = "78 weeks"
"""The longest that Notify keeps a file it links to: a complainant may need the letter for the Ombudsman."""
POSTAGE = "first"
"""Receipt is deemed on the second working day after posting, which only the first class promises."""
FAILED = {
    "permanent-failure": "the address does not exist, or the letter cannot be printed",
    "temporary-failure": "the inbox did not take it for three days",
    "technical-failure": "something went wrong between them and whoever carries it",
    "virus-scan-failed": "they took the PDF for harmful",
    "validation-failed": "the PDF does not fit their paper",
    "cancelled": "sending was cancelled",
    "returned-letter": "the letter came back",
}
ARRIVED = {"email": "delivered", "post": "received"}
"""The last thing that Notify says when all is well; of a letter, that it is printed and dispatched."""
LEASE = timedelta(minutes=10)
PATIENCE = ((timedelta(hours=1), timedelta(minutes=5)), (timedelta(days=1), timedelta(hours=1)),
            (timedelta(days=7), timedelta(hours=6)))  # fmt: skip
"""How old a message is, and how often it is then asked about. Notify forgets a message after seven days."""

logger = logging.getLogger("putright.letters")


def email(parcel: Parcel) -> None:
    """Sends a letter as an e-mail by the template of the settings. Raises `Undeliverable` or `APIError`."""
    _give(parcel, _send_email)
    actions.sent(parcel.message, parcel.now)


def letter(parcel: Parcel) -> None:
    """Has a letter printed and posted. It has left once Notify says so. Raises what `email` raises."""
    _give(parcel, _send_letter)
    outbox.settle(parcel.message, Message.State.SENDING)


def reference(message: Message) -> str:
    """By what Notify knows a message: the same for every try, another for each message. It names nobody."""
    return f"{message.letter}-{message.pk}"


def _client() -> NotificationsAPIClient:
    """A new one each time: it is not safe between threads."""
    return NotificationsAPIClient(settings.NOTIFY_API_KEY, base_url=settings.NOTIFY_BASE_URL, timeout=20)


def _give(parcel: Parcel, send: Callable[[NotificationsAPIClient, Parcel], str]) -> None:
    client = _client()
    try:
        outside = _sent_before(client, parcel.message) or send(client, parcel)
    except HTTPError as error:
        if _refuses_address(error):
            raise Undeliverable(f"GOV.UK Notify refused the address: {_complaint(error)}") from error
        raise
    actions.note(parcel.message, outside=outside, ask_at=parcel.now + PATIENCE[0][1], problem="")
    proof.once(parcel.message, Proof.What.HANDED, parcel.now, f"GOV.UK Notify, under {outside}")


def _sent_before(client: NotificationsAPIClient, message: Message) -> str:
    """The id of a message that Notify has already; empty where it has not."""
    known = client.get_all_notifications(reference=reference(message))["notifications"]
    return str(known[0]["id"]) if known else ""


def _send_email(client: NotificationsAPIClient, parcel: Parcel) -> str:
    tree = blocks.thaw(parcel.letter.blocks or "")
    policy = mail.policy_copy(parcel.letter) if tree.enclosures else None
    answer = client.send_email_notification(
        email_address=parcel.message.to,
        template_id=settings.NOTIFY_EMAIL_TEMPLATE,
        personalisation={
            "subject": parcel.letter.title,
            "body": _plain(text.to_text(tree)),
            "link_to_file": _upload(parcel.pdf, parcel.letter.file_name),
            "link_to_policy": _upload(policy, "complaints-policy-and-procedure.pdf") if policy else "",
        },
        reference=reference(parcel.message),
    )
    return str(answer["id"])


def _send_letter(client: NotificationsAPIClient, parcel: Parcel) -> str:
    sheets = paper.addressed(parcel.pdf, paper.lines(parcel.letter, parcel.message), paper.NOTIFY)
    answer = client.send_precompiled_letter_notification(
        reference=reference(parcel.message), pdf_file=io.BytesIO(sheets), postage=POSTAGE
    )
    return str(answer["id"])


def _plain(said: str) -> str:
    """A text in which Notify's Markdown makes no link look like something else."""
    return said.replace("](", "] (")


def _upload(pdf: bytes, name: str) -> dict[str, Any]:
    """A file behind a link that opens only for whoever knows the e-mail address. Raises `Undeliverable` over 2 MB."""
    try:
        found: dict[str, Any] = prepare_upload(io.BytesIO(pdf), name, True, LINK_LASTS)
    except ValueError as error:
        raise Undeliverable(f"GOV.UK Notify takes no file of more than 2 MB: {name}") from error
    return found


def _refuses_address(error: HTTPError) -> bool:
    """Whether no further try can help; a wrong key, a spent limit or a fault of theirs may be over by then."""
    return error.status_code == 400 and "email_address" in _complaint(error)


def _complaint(error: APIError) -> str:
    said = error.message
    return said if isinstance(said, str) else "; ".join(str(one.get("message", "")) for one in said or ())


# ---- what became of it ----------------------------------------------------------------------


def ask_once(now: datetime) -> bool:
    """Asks Notify about the message that is due to be asked about; False where none is."""
    delivery = _claim(now) if settings.NOTIFY_API_KEY else None
    if delivery is None:
        return False
    try:
        _heard(delivery, _client().get_notification_by_id(delivery.outside), now)
    except APIError as error:
        logger.warning("GOV.UK Notify did not say what became of message %s: %s", delivery.pk, error.status_code)
        _ask_again(delivery, now)
    return True


def _claim(now: datetime) -> Delivery | None:
    while found := Delivery.objects.filter(ask_at__lte=now).order_by("ask_at", "pk").first():
        if Delivery.objects.filter(pk=found.pk, ask_at=found.ask_at).update(ask_at=now + LEASE):
            return Delivery.objects.select_related("message__case", "message__landlord").get(pk=found.pk)
    return None


def _heard(delivery: Delivery, said: dict[str, Any], now: datetime) -> None:
    """Acts on what Notify says. Done twice it does nothing more, so the message is let go of only afterwards."""
    message, status = delivery.message, str(said.get("status") or "")
    _keep(message, status, now)
    if status in FAILED:
        actions.bounced(message, now, f"GOV.UK Notify: {status}: {FAILED[status]}")
    elif status == ARRIVED.get(message.channel):
        if message.channel == "post":
            actions.sent(message, _completed(said, message, now))
    else:
        _ask_again(delivery, now)
        return
    _ask_no_more(delivery)


def _keep(message: Message, status: str, now: datetime) -> None:
    """What Notify says, as proof, each time it says something new."""
    last = message.proofs.filter(what=Proof.What.TOLD).order_by("-id").first()
    told = f"GOV.UK Notify: {status}"
    if last is None or last.said != told:
        proof.keep(message, Proof.What.TOLD, now, told)


def _completed(said: dict[str, Any], message: Message, now: datetime) -> datetime:
    """When a letter was dispatched, as Notify says; now where it does not, or says what cannot be."""
    try:
        found = datetime.fromisoformat(str(said.get("completed_at")))
    except ValueError:
        return now
    return found if found.tzinfo and message.created_at <= found <= now else now


def _ask_again(delivery: Delivery, now: datetime) -> None:
    age = now - delivery.message.created_at
    for older, pause in PATIENCE:
        if age < older:
            Delivery.objects.filter(pk=delivery.pk).update(ask_at=now + pause)
            return
    actions.note(delivery.message, problem="GOV.UK Notify never said what became of it. Look there, or ask them.")
    _ask_no_more(delivery)


def _ask_no_more(delivery: Delivery) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(ask_at=None)
