"""A letter as an e-mail: plain text, the same as HTML, and the PDF."""

from __future__ import annotations

from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.mail import EmailMultiAlternatives

from putright.apps.casework import keys
from putright.apps.casework.models import Case, Mailbox, Message
from putright.apps.letters.models import Letter
from putright.core.letters import blocks, html, text
from putright.core.letters.printable import one_line

HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
"""They keep mail programs from answering a letter by themselves, which would look like a complainant's answer."""


def email(message: Message, letter: Letter, pdf: bytes) -> EmailMultiAlternatives:
    """The e-mail that carries a letter. Sent again, it has the same Message-ID, so that it shows as one."""
    tree, mailbox = blocks.thaw(letter.blocks or ""), mailbox_of(message.case)
    found = EmailMultiAlternatives(
        subject=one_line(letter.title),
        body=text.to_text(tree),
        from_email=_sender(letter, mailbox),
        to=[one_line(message.to)],
        reply_to=[keys.address(message.case, mailbox.address)] if mailbox else None,
        headers={**headers(), **_thread(message)},
    )
    found.attach_alternative(html.document(tree), "text/html")
    found.attach(letter.file_name, pdf, "application/pdf")
    copy = policy_copy(letter)
    if tree.enclosures and copy:
        found.attach("complaints-policy-and-procedure.pdf", copy, "application/pdf")
    return found


def headers() -> dict[str, str]:
    """The headers of whatever we send. `X-Putright`, our domain: our own mail is known when it comes back to us."""
    return {**HEADERS, "X-Putright": domain()}


def domain() -> str:
    """Ours, which Message-IDs end in."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


def message_id(message: Message) -> str:
    """The case and the letter, at our domain: a bounce or an answer that quotes it can be filed."""
    return f"<{message.case.reference}.{message.letter or message.pk}@{domain()}>"


def mailbox_of(case: Case) -> Mailbox | None:
    """The mailbox to which answers about a case go: its brand's, or the landlord's; None where none is read."""
    known = Mailbox.objects.filter(landlord=case.landlord_id, active=True, brand__in={case.brand, ""})
    return known.order_by("-brand", "pk").first()


def _thread(message: Message) -> dict[str, str]:
    """A case's letters stand together in mail programs, though each answers nothing."""
    first = message_id(message).partition(".")[0] + ".case@" + message_id(message).rpartition("@")[2]
    return {"Message-ID": message_id(message), "References": first}


def policy_copy(letter: Letter) -> bytes | None:
    """The landlord's printed policy (`policies/<landlord>.pdf` in the storage), where it has been put there."""
    name = f"policies/{letter.landlord.slug}.pdf"
    if not default_storage.exists(name):
        return None
    with default_storage.open(name) as file:
        found: bytes = file.read()
        return found


def _sender(letter: Letter, mailbox: Mailbox | None) -> str:
    """From the mailbox, so that what comes back comes to it, where the mail server sends for its domain."""
    own = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    same = mailbox and mailbox.address.rpartition("@")[2].lower() == own.rpartition("@")[2].lower()
    return formataddr((one_line(letter.landlord.name), mailbox.address if mailbox and same else own))
