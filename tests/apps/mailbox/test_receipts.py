"""The receipt: to people whose message waits, once, and never to a machine."""

from __future__ import annotations

import smtplib
from datetime import timedelta

import pytest

from putright.apps.casework import keys
from putright.apps.mailbox import receipts
from putright.apps.mailbox.models import Incoming, Receipt
from putright.apps.mailbox.server import Found
from putright.apps.mailbox.taking import take
from tests.apps.mailbox import smtp
from tests.apps.mailbox.conftest import ADDRESS, NOW, written

pytestmark = pytest.mark.django_db


def taken(mailbox, raw, came=NOW, now=NOW):
    return take(mailbox, Found("1", raw, len(raw), came, True), now)


def all_due(now=NOW):
    while receipts.run_once(now):
        pass


def test_it_says_what_happens_next_and_answers_nothing_else(mailbox):
    mailbox.brand = "north"
    mailbox.save()
    taken(mailbox, written(subject="Help\tme", message_id="<one@mail.example>"))
    with smtp.running() as server:
        all_due()
    ((sender, to, found),) = server.got
    assert sender in ("", "<>", None)
    assert to == ["rosa@mail.example"]
    assert str(found["From"]) == "North <complaints@test.example>"
    assert (found["Auto-Submitted"], found["In-Reply-To"]) == ("auto-replied", "<one@mail.example>")
    text = found.get_content()
    assert "Somebody reads it by Tuesday 7 Apr 2026" in text
    assert "999" in text
    assert "Housing Ombudsman" in text
    assert "automatic receipt" in text
    assert "Help" not in text + found["Subject"]
    assert Receipt.objects.get().sent_at == NOW


def test_it_gives_the_landlords_telephone(mailbox, landlord):
    landlord.contacts = {"phone": "01952 000111"}
    landlord.save()
    mailbox.refresh_from_db()
    taken(mailbox, written())
    assert "ring 01952 000111" in receipts.written(Receipt.objects.get()).body


def test_an_answer_to_it_finds_the_case_that_the_message_became(mailbox, case):
    first = taken(mailbox, written())
    Incoming.objects.filter(pk=first.pk).update(state="filed", case=case)
    answer = taken(mailbox, written("And the roof.", in_reply_to=receipts.message_id(first)))
    guessed = taken(mailbox, written("Hm.", in_reply_to=f"<receipt.{first.pk}.{'0' * 16}@test.example>"))
    assert (answer.state, guessed.state) == ("filed", "waiting")


@pytest.mark.parametrize(
    "headers",
    [
        {"sender": "no-reply@shop.example"},
        {"sender": "donotreply@shop.example"},
        {"sender": "MAILER-DAEMON@mx.example"},
        {"sender": "postmaster@mx.example"},
        {"sender": ADDRESS},
        {"Auto_Submitted": "auto-generated"},
        {"Precedence": "bulk"},
        {"X_Auto_Response_Suppress": "All"},
        {"List_Id": "<news.example>"},
        {"Return_Path": "<>"},
    ],
)
def test_machines_get_none(mailbox, headers):
    taken(mailbox, written(**headers))
    assert not Receipt.objects.exists()


def test_what_is_filed_by_itself_gets_none(mailbox, case):
    taken(mailbox, written(to=keys.address(case, ADDRESS)))
    assert not Receipt.objects.exists()


def test_one_sender_gets_one_a_day_however_they_write_their_address(mailbox):
    for n, sender in enumerate(["rosa@mail.example", "Rosa@Mail.example", "rosa+a@mail.example"]):
        taken(mailbox, written(f"{n}", sender=sender))
    assert Receipt.objects.count() == 1
    taken(mailbox, written("tomorrow"), NOW + timedelta(days=1), NOW + timedelta(days=1))
    assert Receipt.objects.count() == 2


def test_a_mailbox_sends_so_many_a_day_and_no_more(mailbox, monkeypatch):
    monkeypatch.setattr(receipts, "MOST_A_DAY", 3)
    for n in range(5):
        taken(mailbox, written(sender=f"a{n}@mail.example"))
    assert (Incoming.objects.count(), Receipt.objects.count()) == (5, 3)


def test_the_history_of_a_mailbox_gets_none(mailbox):
    taken(mailbox, written(), NOW - timedelta(days=3))
    assert not Receipt.objects.exists()


def test_where_no_mail_server_answers_it_is_tried_again_and_given_up(mailbox, settings):
    settings.EMAIL_BACKEND = "putright.apps.letters.sending.deliver.smtp.Backend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    taken(mailbox, written())
    all_due()
    one = Receipt.objects.get()
    assert (one.due_at, one.sent_at) == (NOW + receipts.AGAIN, None)
    all_due(NOW + timedelta(days=2))
    one.refresh_from_db()
    assert one.due_at is None
    assert "ConnectionRefused" in one.problem


def test_once_it_may_have_left_it_is_never_sent_again(mailbox, monkeypatch):
    def broken(*_):
        raise smtplib.SMTPServerDisconnected("somewhere on the way")

    taken(mailbox, written())
    monkeypatch.setattr(receipts, "_give", broken)
    all_due()
    one = Receipt.objects.get()
    assert (one.due_at, one.sent_at) == (None, None)
    assert "on the way" in one.problem
    monkeypatch.undo()
    all_due(NOW + timedelta(days=1))
    assert Receipt.objects.get().sent_at is None


def test_without_a_mail_server_it_is_put_in_the_folder(mailbox, folders):
    taken(mailbox, written())
    all_due()
    assert len(list((folders / "outbox").glob("receipt-*.eml"))) == 1
