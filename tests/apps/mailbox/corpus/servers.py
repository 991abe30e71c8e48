"""Mail servers on mail of ours: in the agreed form, in words only, not yet; and people who pass such a report on."""

from __future__ import annotations

from collections.abc import Iterator

from tests.apps.mailbox.corpus.base import LETTER, WORDS, Sample, mail, part, plain, several

WHO = "rosa@gone.example"
RETURNED = mail(
    "Dear Rosa, we have your complaint.",
    name="letter",
    From="Landlord <noreply@putright.example>",
    To=WHO,
    Message_ID=LETTER,
)
SERVER = {
    "From": "Mail Delivery System <MAILER-DAEMON@mx.example>",
    "Return_Path": "<>",
    "Auto_Submitted": "auto-replied",
}


def block(
    action: str = "failed",
    status: str = "5.1.1",
    who: str = WHO,
    code: str = "smtp; 550 5.1.1 No such user",
    **more: str,
) -> str:
    """What a report says of one recipient."""
    lines = [f"Final-Recipient: rfc822; {who}", f"Action: {action}", f"Status: {status}", f"Diagnostic-Code: {code}"]
    return "\r\n".join(
        line for line in [*lines, *(f"{k.replace('_', '-')}: {v}" for k, v in more.items())] if not line.endswith(": ")
    )


def report(
    *blocks: str,
    words: str = "It was not delivered.",
    back: bytes | None = None,
    name: str = "1",
    top: str = "Reporting-MTA: dns; mx.example",
    **headers: str,
) -> bytes:
    """A report in the agreed form (RFC 3464)."""
    back = part("message/rfc822", RETURNED) if back is None else back
    parts = [plain(words), part("message/delivery-status", "\r\n\r\n".join([top, *blocks])), *([back] if back else [])]
    return mail(
        several("report", *parts, extra="; report-type=delivery-status"),
        name=name,
        **{"Subject": "Undelivered Mail Returned to Sender", **SERVER, **headers},
    )


STATUSES = {
    "no such user": ("5.1.1", "smtp; 550 5.1.1 <rosa@gone.example>: Recipient address rejected: User unknown"),
    "no such domain": ("5.1.2", "dns; NXDOMAIN gone.example"),
    "mailbox full": ("5.2.2", "smtp; 552 5.2.2 Mailbox full"),
    "mailbox disabled": ("5.2.1", "smtp; 550 5.2.1 Mailbox disabled"),
    "too large": ("5.3.4", "smtp; 552 5.3.4 Message size exceeds limit"),
    "refused by a filter": ("5.7.1", "smtp; 554 5.7.1 Message refused by policy"),
    "given up after days": ("4.4.7", "smtp; 421 4.4.7 Delivery time expired"),
    "no relay": ("5.7.64", "smtp; 550 5.7.64 Relay not allowed"),
    "too many loops": ("5.4.6", "smtp; 554 5.4.6 Too many hops"),
}


def formal() -> Iterator[Sample]:
    """Reports in the agreed form."""
    for name, (status, code) in STATUSES.items():
        raw = report(block(status=status, code=code), name=name)
        yield Sample(
            f"bounce: {name}",
            raw,
            kind="bounce",
            failed=(WHO,),
            status=status,
            action="failed",
            original=LETTER,
            said=code[6:12],
            answered=False,
        )
    late = report(
        block("delayed", "4.4.1", code="smtp; 451 4.4.1 try later"),
        name="late",
        Subject="Warning: could not send message for past 4 hours",
    )
    yield Sample(
        "delayed: in the agreed form",
        late,
        kind="bounce",
        action="delayed",
        status="4.4.1",
        failed=(WHO,),
        original=LETTER,
    )
    mixed = report(block("delivered", "2.0.0", "tom@post.example"), block(), name="mixed")
    yield Sample("bounce: one of two", mixed, kind="bounce", failed=(WHO,), action="failed")
    two = report(block(), block(who="tom@gone.example"), name="two")
    yield Sample("bounce: both of two", two, kind="bounce", failed=(WHO, "tom@gone.example"))
    worse = report(block("delayed", "4.4.1", "tom@gone.example"), block(), name="worse")
    yield Sample("bounce: one late, one failed", worse, kind="bounce", failed=(WHO,), action="failed")
    moved = report(block(who="box77@inner.example", Original_Recipient=f"rfc822;{WHO}"), name="moved")
    yield Sample("bounce: passed on to another address", moved, kind="bounce", failed=(WHO,))
    head = part(
        "text/rfc822-headers",
        f"From: noreply@putright.example\r\nTo: {WHO}\r\nMessage-ID: {LETTER}\r\nSubject: Your complaint",
    )
    yield Sample(
        "bounce: only the headers come back", report(block(), back=head, name="head"), kind="bounce", original=LETTER
    )
    none = report(
        block(), back=b"", top=f"Reporting-MTA: dns; mx.example\r\nX-Original-Message-ID: {LETTER}", name="none"
    )
    yield Sample("bounce: only the Message-ID comes back", none, kind="bounce", original=LETTER)
    yield Sample(
        "bounce: nothing comes back", report(block(), back=b"", name="nb"), kind="bounce", original="", failed=(WHO,)
    )
    by_thread = report(block(), back=b"", name="bt", In_Reply_To=LETTER)
    yield Sample("bounce: the thread names our mail", by_thread, kind="bounce", original=LETTER)
    coded = part("message/delivery-status", ("Reporting-MTA: dns; a\r\n\r\n" + block()).encode(), "base64")
    raw = mail(several("report", plain("Failed"), coded, extra="; report-type=delivery-status"), **SERVER)
    yield Sample("bounce: the report is in base64", raw, kind="bounce", failed=(WHO,), status="5.1.1")
    folded = report(
        block(code="smtp; 550-5.1.1 The account\r\n 550-5.1.1 does not exist\r\n\t550 5.1.1 here"), name="fold"
    )
    yield Sample("bounce: the reason is in three lines", folded, kind="bounce", said="does not exist")
    yield Sample(
        "bounce: capitals everywhere",
        report(block().upper(), name="caps"),
        kind="bounce",
        failed=(WHO,),
        action="failed",
    )
    yield Sample("bounce: no action but a status", report(block(action=""), name="na"), kind="bounce", action="failed")
    yield Sample(
        "bounce: an action with a comment",
        report(block("failed (permanent)"), name="ac"),
        kind="bounce",
        action="failed",
    )
    yield Sample(
        "bounce: an address in brackets", report(block(who=f"<{WHO.upper()}>"), name="br"), kind="bounce", failed=(WHO,)
    )
    yield Sample("bounce: X.400", report(block(who="", Original_Recipient=""), name="x4"), kind="bounce", failed=())
    utf = mail(
        several(
            "report",
            plain("Failed"),
            part("message/global-delivery-status", f"Reporting-MTA: dns; a\r\n\r\n{block()}"),
            extra="; report-type=delivery-status",
        ),
        **SERVER,
    )
    yield Sample("bounce: the international form", utf, kind="bounce", failed=(WHO,))
    outer = mail(
        several("mixed", part("message/delivery-status", f"Reporting-MTA: dns; a\r\n\r\n{block()}"), plain("Failed")),
        name="om",
        **SERVER,
    )
    yield Sample("bounce: not called a report", outer, kind="bounce", failed=(WHO,))
    cut = report(block(), name="cut")
    yield Sample("bounce: cut short", cut[: cut.index(b"Diagnostic-Code")], kind="bounce", failed=(WHO,))
    empty = mail(
        several(
            "report",
            plain("Delivery has failed"),
            part("message/delivery-status", ""),
            extra="; report-type=delivery-status",
        ),
        name="em",
        **SERVER,
        Subject="Delivery failed",
    )
    yield Sample("bounce: the report is empty", empty, kind="bounce", action="failed")
    exchange = report(
        block(who=WHO, status="5.1.10", code="smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound"),
        name="ex",
        Subject="Undeliverable: Your complaint",
        From="Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@tenant.example>",
        X_MS_Exchange_Message_Is_Ndr="",
    )
    yield Sample("bounce: Exchange", exchange, kind="bounce", status="5.1.10", failed=(WHO,), original=LETTER)
    google = report(
        block(code="smtp; 550-5.1.1 The email account that you tried to reach does not exist."),
        words=f"Address not found\r\n\r\nYour message wasn't delivered to {WHO}",
        name="go",
        From="Mail Delivery Subsystem <mailer-daemon@googlemail.example>",
        X_Failed_Recipients=WHO,
        Subject="Delivery Status Notification (Failure)",
    )
    yield Sample("bounce: Gmail", google, kind="bounce", failed=(WHO,), status="5.1.1", original=LETTER)


SAID = {
    "qmail": (
        "failure notice",
        "failed",
        f"""
Hi. This is the qmail-send program at mx.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<{WHO}>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Message-ID: {LETTER}
From: noreply@putright.example
""",
    ),
    "Exim": (
        "Mail delivery failed: returning message to sender",
        "failed",
        f"""
This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  {WHO}
    host mx.gone.example [192.0.2.7]
    SMTP error from remote mail server after RCPT TO:
    550 5.1.1 unknown user

------ This is a copy of the message, including all the headers. ------

Message-ID: {LETTER}
""",
    ),
    "Exim, not yet": (
        "Warning: message 1abcde-000 delayed 24 hours",
        "delayed",
        f"""
This message was created automatically by mail delivery software.
A message that you sent has not yet been delivered to one or more of its
recipients after more than 24 hours on the queue.

  {WHO}

No action is required on your part. Delivery attempts will continue.

Message-ID: {LETTER}
""",
    ),
    "sendmail, not yet": (
        "Warning: could not send message for past 4 hours",
        "delayed",
        f"""
**  THIS IS A WARNING MESSAGE ONLY  **
**  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **

The following addresses had transient non-fatal errors
<{WHO}>

Message-ID: {LETTER}
""",
    ),
    "Postfix": (
        "Undelivered Mail Returned to Sender",
        "failed",
        f"""
I'm sorry to have to inform you that your message could not
be delivered to one or more recipients.

<{WHO}>: host mx.gone.example said: 550 5.1.1 User unknown

Message-ID: {LETTER}
""",
    ),
    "Yahoo": (
        "Failure Notice",
        "failed",
        f"""
Sorry, we were unable to deliver your message to the following address.

<{WHO}>:
554: delivery error: Not a valid recipient

--- Below this line is a copy of the message.

Message-ID: {LETTER}
""",
    ),
    "Exchange in words": (
        "Undeliverable: Your complaint",
        "failed",
        f"""
Delivery has failed to these recipients or groups:

{WHO}
The email address you entered couldn't be found.

Diagnostic information for administrators:
550 5.1.10 RecipientNotFound

Original message headers:

Message-ID: {LETTER}
""",
    ),
    "a gateway": (
        "Message blocked",
        "failed",
        f"""
Your message to {WHO} was rejected by the gateway.
Reason: 554 5.7.1 content not allowed
Message-ID: {LETTER}
""",
    ),
    "German": (
        "Unzustellbar: Ihre Beschwerde",
        "failed",
        f"""
Nachricht konnte nicht zugestellt werden.
{WHO}
550 5.1.1
Message-ID: {LETTER}
""",
    ),
    "French": (
        "Non remis : Votre plainte",
        "failed",
        f"""
Le message n'a pas pu être remis.
{WHO}
550 5.1.1
Message-ID: {LETTER}
""",
    ),
    "Spanish": (
        "No se pudo entregar: Su queja",
        "failed",
        f"""
No se pudo entregar el mensaje.
{WHO}
550 5.1.1
Message-ID: {LETTER}
""",
    ),
    "Polish": (
        "Niedostarczona: Skarga",
        "failed",
        f"""
Nie można dostarczyć wiadomości.
{WHO}
550 5.1.1
Message-ID: {LETTER}
""",
    ),
    "Portuguese": (
        "Não entregue: Reclamação",
        "failed",
        f"""
Não foi possível entregar.
{WHO}
550 5.1.1
Message-ID: {LETTER}
""",
    ),
}


def lines(text: str) -> str:
    """A text as it goes over the wire."""
    return text.lstrip("\n").replace("\n", "\r\n")


def in_words() -> Iterator[Sample]:
    """Reports in words only."""
    for name, (subject, action, words) in SAID.items():
        raw = mail(lines(words), name=name, Subject=subject, From="MAILER-DAEMON@mx.example", Return_Path="<>")
        yield Sample(
            f"in words: {name}", raw, kind="bounce", failed=(WHO,), action=action, original=LETTER, answered=False
        )
    header = mail(
        "Sorry.",
        name="xf",
        From="mailer-daemon@mx.example",
        X_Failed_Recipients=f"{WHO}, tom@gone.example",
        Subject="Hello",
    )
    yield Sample("in words: only a header tells", header, kind="bounce", failed=(WHO, "tom@gone.example"))
    hidden = mail(
        "The mail was returned.\r\n<rosa@gone.example>",
        name="np",
        From="system@relay.example",
        Return_Path="<>",
        Subject="Undeliverable: Your complaint",
    )
    yield Sample("in words: an unknown server with an empty envelope", hidden, kind="bounce", failed=(WHO,))


def half_said() -> Iterator[Sample]:
    """Servers whose subject says nothing, or whose words say two things."""
    server = {"From": "MAILER-DAEMON@mx.example", "Return_Path": "<>"}
    below = mail(
        f"Your message could not be delivered to\r\n{WHO}\r\n550 5.1.1 unknown",
        name="be",
        Subject="Message status",
        **server,
    )
    yield Sample(
        "in words: only the text tells", below, kind="bounce", failed=(WHO,), action="failed", said="550 5.1.1"
    )
    late = mail(
        f"Your message is delayed. Mail delayed, we will keep trying.\r\n{WHO}",
        name="la",
        Subject="Message status",
        **server,
    )
    yield Sample("in words: only the text tells of a delay", late, kind="bounce", action="delayed")
    over = mail(
        f"A temporary problem lasted five days. Giving up now.\r\n{WHO}", name="ov", Subject="Message status", **server
    )
    yield Sample("in words: a delay that ended", over, kind="bounce", action="failed")
    both = mail(
        f"Not yet been delivered to\r\n{WHO}\r\nand will not be retried.",
        name="bo",
        Subject="Undeliverable, was delayed mail",
        **server,
    )
    yield Sample("in words: late before, now failed", both, kind="bounce", action="failed")
    strange = mail(
        f"It couldn't be delivered to\r\n{WHO}",
        name="ndr",
        Subject="Undeliverable: x",
        From="exchange@tenant.example",
        X_MS_Exchange_Message_Is_Ndr="",
    )
    yield Sample("in words: Exchange says by a header that it is one", strange, kind="bounce", failed=(WHO,))
    empty = mail("", name="nothing", Subject="Status", **server)
    yield Sample("a server that says nothing", empty, problem="empty", answered=False)
    us = mail(
        f"From noreply@putright.example to {WHO}: could not be delivered. Ask postmaster@mx.example.",
        name="us",
        Subject="Failed delivery",
        **server,
    )
    yield Sample("in words: our own address and the server's beside it", us, kind="bounce", failed=(WHO,))
    last = mail(f"Returned mail\r\n{WHO}\r\nuser unknown", name="rm", Subject="Returned mail: see transcript", **server)
    yield Sample("in words: it begins with its title", last, kind="bounce", failed=(WHO,))


def passed_on() -> Iterator[Sample]:
    """People who show us a report, or write about one."""
    quoted = SAID["qmail"][2].replace("\n", "\r\n> ")
    yield Sample(
        "person: quotes a bounce",
        mail(f"You sent this to the wrong address again!\r\n\r\n> {quoted}", name="q", Subject="Fwd: failure notice"),
        words=("wrong address again",),
        answered=True,
    )
    yield Sample(
        "person: quotes a bounce under its subject",
        mail(f"My mail to you came back:\r\n{SAID['Exim'][2]}", name="u", Subject=SAID["Exim"][0]),
        words=("My mail to you came back",),
        answered=True,
    )
    attached = part("message/rfc822", report(block(), name="a"))
    yield Sample(
        "person: attaches a bounce",
        mail(several("mixed", plain("What is this?"), attached)),
        words=("What is this?",),
        answered=True,
    )
    apple = several(
        "mixed",
        plain("See the failure below"),
        part("message/delivery-status", f"Reporting-MTA: dns; a\r\n\r\n{block()}"),
    )
    yield Sample(
        "person: forwards a bounce with its parts", mail(apple), words=("See the failure below",), answered=True
    )
    yield Sample(
        "person: answers a bounce, with an empty envelope",
        mail(f"Why did this come? {WORDS}", name="w", Subject="Re: Undeliverable: Your complaint", Return_Path="<>"),
        words=("Why did this come?",),
        answered=False,
    )
    yield Sample(
        "person: the postmaster writes",
        mail(
            "Our tenant asked me to pass on that her heating is off.",
            name="pm",
            From="postmaster@estate.example",
            Subject="Heating",
        ),
        words=("her heating is off",),
        answered=False,
    )
    yield Sample(
        "person: a letter that was not delivered",
        mail("Your letter was returned to sender and could not be delivered.", name="ld", Subject="Post not delivered"),
        words=("returned to sender",),
        answered=True,
    )


def samples() -> Iterator[Sample]:
    """All of them."""
    for group in (formal, in_words, half_said, passed_on):
        yield from group()
