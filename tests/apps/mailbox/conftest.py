"""A mailbox of the small policy's landlord on a real Dovecot, and messages as people and machines send them."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from putright.apps.casework.models import Mailbox
from tests.apps import cases, dovecot

NOW = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
ADDRESS = "complaints@test.example"


@pytest.fixture(autouse=True)
def folders(tmp_path, settings, monkeypatch):
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.DEFAULT_FROM_EMAIL = ADDRESS
    monkeypatch.setenv("MAIL_PASSWORD", dovecot.PASSWORD)
    return tmp_path


@pytest.fixture(scope="module")
def imap():
    with dovecot.running() as server:
        yield server


@pytest.fixture
def post(imap):
    """The server, with the mailbox empty."""
    imap.forget()
    return imap


@pytest.fixture
def mailbox(landlord, request):
    """The landlord's mailbox; on the server where the test has one."""
    port = request.getfixturevalue("imap").port if "post" in request.fixturenames else 1
    return Mailbox.objects.create(
        landlord=landlord, address=ADDRESS, host="127.0.0.1", port=port, tls="none", user="complaints",
        secret="MAIL_PASSWORD",
    )  # fmt: skip


@pytest.fixture
def case(people):
    """A complaint of Rosa Adeyemi's, rosa@mail.example."""
    return cases.start(people.ana.landlord, people.ana, brand="north").case


def written(text="The heating is off again.", sender="Rosa Adeyemi <rosa@mail.example>", to=ADDRESS, subject="Heating",
            files=(), **headers):  # fmt: skip
    """A message as a person's mail program sends it. `message_id="…"` becomes `Message-ID: …`."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, to, subject
    mail["Date"] = "Wed, 01 Apr 2026 08:30:00 +0000"
    mail["Message-ID"] = headers.pop("message_id", f"<{abs(hash((text, sender, to, subject)))}@mail.example>")
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    for name, body, kind in files:
        main, _, sub = kind.partition("/")
        mail.add_attachment(body, maintype=main, subtype=sub, filename=name)
    return mail.as_bytes()


def bounce(original, failed="rosa@mail.example", action="failed", status="5.1.1", to=ADDRESS):
    """A report of a mail server about a message of ours (RFC 3464)."""
    return f"""From: Mail Delivery System <mailer-daemon@mx.mail.example>
To: {to}
Return-Path: <>
Subject: Undelivered Mail Returned to Sender
Date: Wed, 01 Apr 2026 08:45:00 +0000
Message-ID: <bounce.{abs(hash((original, action, failed)))}@mx.mail.example>
MIME-Version: 1.0
Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=us-ascii

Your message could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.mail.example

Final-Recipient: rfc822; {failed}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} No such user here

--b
Content-Type: text/rfc822-headers

From: {ADDRESS}
To: {failed}
Subject: Your complaint
Message-ID: {original}

--b--
""".encode().replace(b"\n", b"\r\n")
