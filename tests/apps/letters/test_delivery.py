"""The worker: what is due goes out once, whatever happens to the process on the way."""

from __future__ import annotations

import email
import smtplib
import socket
from datetime import timedelta
from email import policy

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.core.management import call_command
from django.test import override_settings

from putright.apps.casework import outbox
from putright.apps.casework.models import Event, Message
from putright.apps.letters.drawing import pdf, stored
from putright.apps.letters.models import Delivery
from putright.apps.letters.sending import actions, deliver
from putright.apps.letters.sending.deliver import smtp
from tests.apps.letters.conftest import at, june

NOW = at(june(2))


@pytest.fixture
def waiting(willow):
    """An acknowledgement in the outbox."""
    return willow.receive().define().acknowledge()


def all_due(now=NOW):
    sent = 0
    while deliver.run_once(now):
        sent += 1
    return sent


def test_without_a_mail_server_a_letter_goes_to_a_folder(waiting, folders):
    assert all_due() == 1
    (file,) = folders.outbox.glob("*.eml")
    found = email.message_from_bytes(file.read_bytes(), policy=policy.default)
    assert found["To"] == "rosa@mail.example"
    assert found["Auto-Submitted"] == "auto-generated"
    assert found["X-Auto-Response-Suppress"] == "All"
    assert found["X-Putright"] == found["Message-ID"].strip("<>").rpartition("@")[2]
    assert waiting.case.reference in found["Message-ID"]
    plain, attached = (
        found.get_body(("plain",)).get_content(),
        [part.get_content_type() for part in found.iter_attachments()],
    )
    assert "Dear Rosa Adeyemi," in plain
    assert "<h1" in found.get_body(("html",)).get_content()
    assert attached == ["application/pdf"]
    message = Message.objects.get()
    assert (message.state, message.next_try) == ("sent", None)
    assert message.delivery.sent_at == NOW


def test_mail_is_sent_by_smtp_to_a_real_server(waiting, settings):
    class Box:
        got = []

        async def handle_DATA(self, server, session, envelope):  # noqa: N802 (its name)
            self.got.append(envelope)
            return "250 kept"

    box = Box()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    try:
        with override_settings(
            EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=port,
            EMAIL_USE_TLS=False, EMAIL_HOST_USER="",
        ):  # fmt: skip
            assert all_due() == 1
    finally:
        server.stop()
    (envelope,) = box.got
    assert envelope.rcpt_tos == ["rosa@mail.example"]
    assert b"%PDF" not in envelope.content  # it is encoded
    assert b"application/pdf" in envelope.content
    assert Message.objects.get().state == "sent"


class Killed(BaseException):
    """The process ends here: nothing may catch this."""


@pytest.mark.parametrize(
    ("place", "name"),
    [(deliver, "stored_pdf"), (smtp.mail, "email"), (smtp, "_smtp"), (actions, "sent"), (actions, "note"),
     (outbox, "settle"), (deliver.proof, "once"), (deliver.proof, "keep")],
)  # fmt: skip
def test_a_worker_killed_anywhere_leaves_the_letter_to_the_next(waiting, settings, monkeypatch, place, name):
    settings.EMAIL_HOST = "mail.example"

    def die(*_, **__):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(place, name, die)
        with pytest.raises(Killed):
            deliver.run_once(NOW)
    assert all_due(NOW + timedelta(minutes=9)) == 0
    assert all_due(NOW + outbox.LEASE) == 1
    ids = {one.extra_headers["Message-ID"] for one in mail.outbox}
    assert 1 <= len(mail.outbox) <= 2
    assert len(ids) == 1  # sent twice at worst, and then as the same message
    assert Message.objects.get().state == "sent"


@pytest.mark.parametrize("channel", ["post", "in_person"])
@pytest.mark.parametrize(("place", "name"), [(deliver.proof, "once"), (actions, "note"), (outbox, "settle")])
def test_killed_anywhere_a_letter_is_laid_ready_once(willow, monkeypatch, channel, place, name):
    willow.receive().define().acknowledge(channel=channel)

    def die(*_, **__):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(place, name, die)
        with pytest.raises(Killed):
            deliver.run_once(NOW)
    assert all_due(NOW + outbox.LEASE) == 1
    message = Message.objects.get()
    assert (message.state, message.next_try) == ("sending", None)
    assert message.proofs.filter(what="handed").count() == 1


def test_a_half_written_pdf_is_drawn_again(waiting, monkeypatch):
    drawn = stored.stored_pdf(waiting, pdf.render)
    path = stored.default_storage.path(waiting.stored)
    with open(path, "wb") as file:  # noqa: PTH123 (what a crash left)
        file.write(drawn[:100])
    assert stored.stored_pdf(waiting, pdf.render) == drawn


def test_a_pdf_is_drawn_once(waiting):
    stored.stored_pdf(waiting, pdf.render)

    def never(_):
        raise AssertionError("drawn twice")

    assert stored.stored_pdf(waiting, never).startswith(b"%PDF")


def _failing(error):
    def fail(*_, **__):
        raise error

    return fail


def test_what_fails_is_tried_again_later_and_seen(waiting, settings, monkeypatch):
    settings.EMAIL_HOST = "mail.example"
    monkeypatch.setattr(smtp, "_smtp", _failing(ConnectionRefusedError("no server")))
    deliver.run_once(NOW)
    message = Message.objects.get()
    assert (message.state, message.next_try) == ("queued", NOW + timedelta(minutes=1))
    assert "no server" in message.delivery.problem
    monkeypatch.undo()
    assert all_due(NOW + timedelta(minutes=1)) == 1
    assert Delivery.objects.get().problem == ""


@pytest.mark.provision("C24-6.2")
def test_given_up_the_letter_counts_as_not_arrived(waiting, settings, monkeypatch):
    settings.EMAIL_HOST = "mail.example"
    monkeypatch.setattr(smtp, "_smtp", _failing(TimeoutError("too slow")))
    now = NOW
    for _ in range(len(deliver.WAITS) + 1):
        assert deliver.run_once(now)
        now += timedelta(days=1)
    assert not deliver.run_once(now)
    assert Message.objects.get().state == "bounced"
    assert Event.objects.filter(kind="notice_bounced").count() == 1


def test_an_address_that_is_refused_for_good_is_a_bounce_at_once(waiting, settings, monkeypatch):
    settings.EMAIL_HOST = "mail.example"
    refused = smtplib.SMTPRecipientsRefused({"rosa@mail.example": (550, b"No such user")})

    class Server:
        def send_messages(self, _):
            raise refused

    monkeypatch.setattr(smtp, "get_connection", Server)
    deliver.run_once(NOW)
    assert Message.objects.get().state == "bounced"
    assert "550 No such user" in Delivery.objects.get().problem


def test_a_letter_by_post_waits_to_be_posted_and_is_marked_once(taunton):
    taunton.receive().define().acknowledge()
    taunton.decide().respond(channel="post")
    all_due(at(june(8)))
    message = Message.objects.get(channel="post")
    assert (message.state, message.delivery.ready_at) == ("sending", at(june(8)))
    actions.posted(taunton.first, message, at(june(9)))
    actions.posted(taunton.second, message, at(june(10)))
    message.refresh_from_db()
    assert (message.state, message.delivery.posted_by) == ("sent", taunton.first)
    left = message.proofs.get(what="left")
    assert (left.by, left.on) == (taunton.first, june(9))


@pytest.mark.provision("THT-18")
def test_the_landlords_printed_policy_goes_with_the_e_mail_where_it_is_there(taunton, folders):
    policies = folders.outbox.parent / "files" / "policies"
    policies.mkdir(parents=True)
    (policies / "taunton-heritage-trust.pdf").write_bytes(b"%PDF-1.7 policy")
    taunton.receive().define().acknowledge()
    taunton.decide().respond()
    all_due(at(june(9)))
    sent = max(folders.outbox.glob("*.eml"), key=lambda file: file.stat().st_size)
    assert any(b"complaints-policy-and-procedure.pdf" in file.read_bytes() for file in folders.outbox.glob("*.eml")), (
        sent
    )


def test_what_is_handed_over_is_drawn_and_waits_for_whoever_brings_it(willow):
    letter = willow.receive().define().acknowledge(channel="in_person")
    assert all_due() == 1
    assert (Message.objects.get().state, Delivery.objects.get().ready_at) == ("sending", NOW)
    assert all_due(NOW + timedelta(days=2)) == 0
    assert stored.default_storage.exists(letter.stored)


def test_the_worker_stops_when_it_is_told_to(db, monkeypatch):
    import os
    import signal

    rounds = []

    def one(_):
        rounds.append(1)
        os.kill(os.getpid(), signal.SIGTERM)
        return False

    monkeypatch.setattr(deliver, "run_once", one)
    monkeypatch.setattr(deliver, "close_old_connections", lambda: None)
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    try:
        call_command("worker")
    finally:
        signal.signal(signal.SIGTERM, before[0])
        signal.signal(signal.SIGINT, before[1])
    assert rounds == [1]
