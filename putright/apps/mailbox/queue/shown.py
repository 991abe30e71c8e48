"""A message as its page shows it: what it says, as plain text only, and what is known of whom it may be from."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from putright.apps.accounts.models import Person
from putright.apps.casework.attachments import Attachment
from putright.apps.casework.models import Case
from putright.apps.intake.similar import Similar, Who, similar
from putright.apps.mailbox import parts, store
from putright.apps.mailbox.models import Incoming
from putright.apps.mailbox.queue.actions import said
from putright.apps.mailbox.reading import Mail, read
from putright.apps.mailbox.taking import ours

KINDS = {
    "person": "Somebody’s message", "auto_reply": "Automatic reply", "bounce": "From a mail server",
    "own": "Our own mail", "list": "Mailing list", "loop": "Loop", "calendar": "Invitation", "receipt": "Mail receipt",
}  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """One message, read. `files` are those without a case yet; `named` who works here and stands in it by name."""

    mail: Mail
    raw: bytes
    files: Sequence[Attachment]
    known: Similar
    suggested: Case | None
    named: Sequence[str]


def shown(person: Person, incoming: Incoming, today: date) -> Shown:
    """Reads a message for its page."""
    raw = store.get(incoming)
    mail = read(raw, ours())
    suggested = incoming.suggested if incoming.suggested and incoming.suggested.is_visible_to(person) else None
    known = similar(person, Who(name=incoming.sender_name, email=incoming.sender), today)
    return Shown(mail, raw, parts.held(incoming), known, suggested, named(incoming, mail))


def named(incoming: Incoming, mail: Mail) -> list[str]:
    """Who works here and is named in full in a message."""
    text = f"{mail.subject} {mail.new_text}".casefold()
    people = Person.objects.filter(landlord=incoming.landlord_id, is_active=True).order_by("name")
    names = dict.fromkeys(one for one in people.values_list("name", flat=True) if " " in one.strip())
    return [one for one in names if re.search(rf"(?<!\w){re.escape(one.casefold())}(?!\w)", text)]


def typed(incoming: Incoming, mail: Mail, files: Sequence[Attachment]) -> QueryDict:
    """The form on which a complaint is written down, filled with what the message says."""
    day, found = incoming.came_on, QueryDict(mutable=True)
    found.update({
        "token": secrets.token_urlsafe(24), "name": incoming.sender_name, "email": incoming.sender,
        "channel": "email", "received_on-day": str(day.day), "received_on-month": str(day.month),
        "received_on-year": str(day.year), "text": said(mail), "said": "asked", "brand": incoming.mailbox.brand,
    })  # fmt: skip
    found.setlist("kept", [str(file.pk) for file in files])
    return found
