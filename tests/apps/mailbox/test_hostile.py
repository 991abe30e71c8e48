"""Messages made to stop the program: each is taken in, and none keeps the others from it."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from putright.apps.casework.models import Mailbox
from putright.apps.mailbox import fetch
from putright.apps.mailbox.models import Incoming
from putright.apps.mailbox.reading import read
from putright.apps.mailbox.server import Found
from putright.apps.mailbox.taking import take
from tests.apps.mailbox.conftest import ADDRESS, NOW, bounce, written

pytestmark = pytest.mark.django_db


def taken(mailbox, raw):
    with CaptureQueriesContext(connection) as asked:
        one = take(mailbox, Found("1", raw, len(raw), NOW, True), NOW)
    return one, len(asked)


def test_a_report_of_thousands_of_addresses(mailbox, case):
    block = b"Final-Recipient: rfc822; a%d@mail.example\nAction: failed\nStatus: 5.1.1\n\n"
    many = b"".join(block % n for n in range(3000))
    raw = bounce("<x@else.example>").replace(b"Final-Recipient", many + b"Final-Recipient", 1)
    one, _ = taken(mailbox, raw)
    assert (one.kind, one.state) == ("bounce", "waiting")


@pytest.mark.parametrize(("header", "each"), [
    ("References", "<{case}.{n}@test.example>"), ("To", "complaints+{case}-abcdefghj{n:03}@test.example,"),
])  # fmt: skip
def test_a_message_to_or_after_thousands_asks_little_of_the_database(mailbox, case, header, each):
    lines = [" ".join(each.format(case=case.reference, n=n % 1000 + 1000 * k) for n in range(200)) for k in range(20)]
    raw = "".join(f"{header}: {line}\n" for line in lines).encode() + written(to=ADDRESS)
    one, asked = taken(mailbox, raw)
    assert one.state == "waiting"
    assert asked < 700


def test_one_that_the_database_does_not_take_keeps_no_other_waiting(mailbox, post, monkeypatch):
    real = fetch.take

    def fragile(box, found, now):
        if b"poison" in found.raw:
            raise OperationalError("Expression tree is too large")
        return real(box, found, now)

    monkeypatch.setattr(fetch, "take", fragile)
    for text in ("poison", "Help."):
        post.deliver(written(text, subject=text), at=NOW.timestamp())
    fetch.look(mailbox, NOW + timedelta(hours=1))
    assert [one.subject for one in Incoming.objects.all()] == ["Help."]
    assert "could not be taken in" in Mailbox.objects.get().problem


@pytest.mark.parametrize("raw", [
    b"Content-Type: text/html\n\n" + b"<div>" * 100_000 + b"<script>" * 50_000,
    b"Content-Type: text/html\n\n" + b"<div>" * 100_000 + b"<" * 200_000,
    b"References: " + b"a" * 400_000 + b"\n\nHelp.",
    b"From: mailer-daemon@x.example\nSubject: Undelivered mail\n\nnot delivered\n" + b">\n" * 100_000,
    b"To: " + b"(\\" * 5000 + b"\n\nHelp.",
])  # fmt: skip
def test_none_takes_the_program_hours_to_read(raw):
    began = time.process_time()
    read(raw)
    assert time.process_time() - began < 8
