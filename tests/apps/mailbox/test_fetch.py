"""Fetching from a real IMAP server: each message once, whatever happens on the way."""

from __future__ import annotations

import subprocess
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from putright.apps.casework import keys
from putright.apps.casework.attachments import Attachment
from putright.apps.casework.models import Case, Mailbox
from putright.apps.casework.opened import load
from putright.apps.mailbox import fetch, server, taking
from putright.apps.mailbox.models import Handling, Incoming, Receipt
from tests.apps import dovecot
from tests.apps.mailbox.conftest import ADDRESS, NOW, written

pytestmark = pytest.mark.django_db


def look(mailbox, now=NOW):
    done = fetch.look(mailbox, now)
    mailbox.refresh_from_db()
    return done


def test_what_lies_in_the_mailbox_is_taken_in_and_put_away(post, mailbox):
    post.deliver(written("The heating is off again.", subject="Heating"), at=(NOW - timedelta(days=1)).timestamp())
    assert look(mailbox) == 1
    (one,) = Incoming.objects.all()
    assert (one.sender, one.sender_name, one.subject) == ("rosa@mail.example", "Rosa Adeyemi", "Heating")
    assert (one.state, one.excerpt) == ("waiting", "The heating is off again.")
    assert (one.came_at, one.taken_at) == (NOW - timedelta(days=1), NOW)
    assert (post.counted(), post.counted("Putright")) == (0, 1)
    assert mailbox.problem == ""


def test_the_message_is_kept_as_it_came(post, mailbox, folders):
    raw = written(files=[("roof.txt", b"wet", "text/plain")])
    post.deliver(raw)
    look(mailbox)
    (one,) = Incoming.objects.all()
    assert (folders / "files" / one.stored).read_bytes() == raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    (file,) = Attachment.objects.all()
    assert (file.name, file.case, file.by) == ("roof.txt", None, None)


def test_the_same_bytes_again_are_only_put_away(post, mailbox):
    raw = written()
    post.deliver(raw)
    post.deliver(raw)
    assert look(mailbox) == 2
    post.deliver(raw)
    assert look(mailbox) == 1
    assert Incoming.objects.count() == 1
    assert Attachment.objects.count() == 0


def test_a_mailbox_numbered_anew_doubles_nothing(post, mailbox):
    for n in range(3):
        post.deliver(written(f"Message {n}"))
    look(mailbox)
    raws = [written(f"Message {n}") for n in range(3)]
    post.forget()
    for raw in reversed(raws):
        post.deliver(raw)
    assert look(mailbox) == 3
    assert Incoming.objects.count() == 3


def test_a_copy_that_came_another_way_is_set_aside(post, mailbox):
    raw = written(message_id="<one@mail.example>")
    post.deliver(raw)
    post.deliver(b"Received: from elsewhere\r\nDelivered-To: other@test.example\r\n" + raw)
    look(mailbox)
    first, second = Incoming.objects.order_by("pk")
    assert (first.state, second.state) == ("waiting", "aside")
    assert "came before" in second.handled.get().said
    assert Receipt.objects.count() == 1


def test_a_poison_message_waits_for_a_person_and_stops_no_other(post, mailbox, monkeypatch):
    def read(raw, ours):
        if b"poison" in raw:
            raise ValueError("no such thing")
        return real(raw, ours)

    real = taking.read
    monkeypatch.setattr(taking, "read", read)
    for text in ("first", "poison", "last"):
        post.deliver(written(text))
    assert look(mailbox) == 3
    told = {one.excerpt: one.state for one in Incoming.objects.all()}
    assert told == {"first": "waiting", "": "waiting", "last": "waiting"}
    assert "could not be read (ValueError)" in Handling.objects.get(incoming__excerpt="").said


def test_one_that_is_too_large_is_shown_by_its_head(post, mailbox, monkeypatch):
    monkeypatch.setattr(server, "MOST_BYTES", 1000)
    post.deliver(written("x" * 5000, subject="My photographs"))
    look(mailbox)
    (one,) = Incoming.objects.all()
    assert (one.subject, one.whole, one.state, one.size > 5000) == ("My photographs", False, "waiting", True)
    said = one.handled.last().said
    assert "too large" in said
    assert "“Putright”" in said
    assert post.counted("Putright") == 1


def test_a_mail_server_that_cannot_move_gets_a_mark(post, mailbox, monkeypatch):
    monkeypatch.setattr(server, "_moves", lambda box: False)
    post.deliver(written())
    assert look(mailbox) == 1
    assert post.counted() == 1
    assert look(mailbox) == 0
    assert Incoming.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"port": 1}, "ConnectionRefusedError"),
        ({"secret": "NOT_SET"}, "NOT_SET"),
        ({"folder": "Nowhere"}, "Nowhere"),
        ({"host": "mail.example"}, "Without TLS"),
        ({"tls": "tls"}, "SSL"),
    ],
)
def test_what_is_wrong_with_a_mailbox_stands_with_it(post, mailbox, change, said):
    Mailbox.objects.update(**change)
    mailbox.refresh_from_db()
    look(mailbox)
    assert said in mailbox.problem
    assert dovecot.PASSWORD not in mailbox.problem


def test_a_wrong_password_is_told_without_saying_it(post, mailbox, monkeypatch):
    monkeypatch.setenv("MAIL_PASSWORD", "nobody-knows-this")
    look(mailbox)
    assert "AUTHENTICATIONFAILED" in mailbox.problem
    assert "nobody-knows-this" not in mailbox.problem


def test_what_was_wrong_goes_when_it_is_right_again(post, mailbox):
    Mailbox.objects.update(problem="It was out.")
    look(mailbox)
    assert mailbox.problem == ""


def test_one_worker_at_a_time_has_a_mailbox(post, mailbox):
    post.deliver(written())
    assert fetch._claim(NOW) == mailbox
    assert fetch._claim(NOW) is None
    assert fetch._claim(NOW + timedelta(seconds=59)) is None
    assert fetch._claim(NOW + fetch.EVERY) == mailbox


def test_a_mailbox_that_is_off_is_left_alone(post, mailbox):
    Mailbox.objects.update(active=False)
    post.deliver(written())
    assert fetch.run_once(NOW) is False
    assert post.counted() == 1


def test_another_mailboxes_trouble_stops_none(post, mailbox, landlord):
    Mailbox.objects.create(
        landlord=landlord, address="south@test.example", brand="south", host="127.0.0.1", port=1, tls="none",
        user="south", secret="MAIL_PASSWORD",
    )  # fmt: skip
    post.deliver(written())
    while fetch.run_once(NOW):
        pass
    assert Incoming.objects.count() == 1
    assert Mailbox.objects.exclude(problem="").get().address == "south@test.example"


def test_a_message_without_a_day_came_when_it_was_fetched(post, mailbox):
    post.deliver(written(), at=datetime(2031, 1, 1, tzinfo=UTC).timestamp())
    look(mailbox)
    assert Incoming.objects.get().came_at == NOW


def test_the_certificate_of_the_mail_server_is_checked(mailbox, tmp_path, monkeypatch):
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-days", "2",
         "-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    with dovecot.running(ssl="yes", certificate=(certificate, key)) as server:
        Mailbox.objects.update(host="localhost", port=server.port, tls="starttls")
        mailbox.refresh_from_db()
        server.deliver(written())
        assert look(mailbox) == 0
        assert "certificate verify failed" in mailbox.problem
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert look(mailbox) == 1
        assert mailbox.problem == ""
        server.deliver(written("Again."))
        Mailbox.objects.update(host="127.0.0.1")
        mailbox.refresh_from_db()
        assert look(mailbox) == 0
        assert "127.0.0.1" in mailbox.problem


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_double_nothing(post, mailbox, case):
    to = keys.address(case, ADDRESS)
    for n in range(15):
        post.deliver(written(f"Letter {n}.", to=to, files=[(f"{n}.txt", b"wet %d" % n, "text/plain")]))

    def work():
        try:
            fetch.look(Mailbox.objects.select_related("landlord").get(), NOW)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    look(mailbox)
    assert post.counted() == 0
    assert post.counted("Putright") >= 15  # Dovecot itself doubles what two sessions move at once
    assert Incoming.objects.filter(state="filed").count() == Incoming.objects.count() == 15
    written_by_them = load(Case.objects.get()).state.messages.values()
    assert len(written_by_them) == len({one.event.what for one in written_by_them}) == 15
    assert sorted(Attachment.objects.values_list("name", flat=True)) == sorted(f"{n}.txt" for n in range(15))
    assert not Attachment.objects.filter(case=None)
