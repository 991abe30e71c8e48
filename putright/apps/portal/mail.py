"""The e-mails of these pages: the way back to a draft, and the reference of what was sent.

Neither is a letter of the procedure: nothing is acknowledged by them, and they say so.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.template.loader import render_to_string

from putright.apps.casework import keys
from putright.apps.casework.models import Case
from putright.apps.casework.opened import load
from putright.apps.intake import telling
from putright.apps.letters.sending import mail as letters
from putright.apps.portal import place
from putright.apps.portal.drafts import kept_for
from putright.apps.portal.models import Mail
from putright.apps.portal.questions import DOORS
from putright.core.letters.printable import one_line

WAIT = timedelta(minutes=10)
TRIES = 12

logger = logging.getLogger("putright.portal")


def send_once(now: datetime) -> bool:
    """Sends the e-mail that has waited longest; False where none is due. For the worker."""
    mail = Mail.objects.select_related("draft__landlord", "draft__case__landlord").filter(next_try__lte=now).first()
    if mail is None:
        return False
    mine = Mail.objects.filter(pk=mail.pk, next_try=mail.next_try)
    if mine.update(next_try=now + WAIT, attempts=F("attempts") + 1):
        _send(mail, now)
    return True


def _send(mail: Mail, now: datetime) -> None:
    try:
        message(mail, now).send()
    except Exception as error:  # noqa: BLE001 (whatever it is, it is tried again)
        logger.warning("An e-mail of the residents’ pages did not leave: %s", type(error).__name__)
        if mail.attempts < TRIES:
            return
    mail.delete()


def message(mail: Mail, now: datetime) -> EmailMessage:
    """The e-mail as it goes now."""
    draft = mail.draft
    here = place.of(draft.landlord.slug, draft.brand, now)
    context = {"place": here, "site": mail.site, "door": DOORS[draft.door], "draft": draft}
    if draft.case:
        opened = load(draft.case)
        told = telling.tell(opened, in_writing=True)
        context |= {"case": draft.case, "told": told, "code": keys.code(draft.case, draft.party),
                    "acts": draft.party != opened.state.party}  # fmt: skip
        kind, subject = "sent", f"{here.name}: we have {DOORS[draft.door].called}, {draft.case.reference}"
    else:
        context |= {"until": draft.saved_at + kept_for(), "again": here.address("again", key=draft.key)}
        kind, subject = "again", f"{here.name}: go on with what you began"
    body = render_to_string(f"portal/mail/{kind}.txt", context)
    sender = formataddr((one_line(here.name), parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
    return EmailMessage(
        one_line(subject), body, sender, [mail.to], reply_to=_answers(draft.case), headers=letters.headers()
    )


def _answers(case: Case | None) -> list[str] | None:
    """Where an answer goes: to the case, as that of a letter does; None where no mailbox is read."""
    mailbox = letters.mailbox_of(case) if case else None
    return [keys.address(case, mailbox.address)] if case and mailbox else None
