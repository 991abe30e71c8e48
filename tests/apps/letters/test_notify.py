"""GOV.UK Notify, by its own client and over real HTTP: sent once whatever happens, and followed to its end."""

from __future__ import annotations

import base64
import io
import logging
from datetime import UTC, datetime, timedelta

import pikepdf
import pytest
from notifications_python_client.notifications import NotificationsAPIClient

from putright.apps.casework import log, outbox
from putright.apps.casework.models import Event, Message
from putright.apps.letters.drawing import paper
from putright.apps.letters.models import Delivery
from putright.apps.letters.sending import actions, deliver
from putright.apps.letters.sending.deliver import notify
from putright.core.duties import find
from tests.apps.letters.conftest import House, at, june
from tests.apps.letters.notify_stand_in import (
    BROKEN,
    KEY,
    LIMIT,
    RATE,
    SERVICE,
    TEAM,
    TEMPLATE,
    TRIAL,
    Answer,
    StandIn,
    serve,
)

NOW = at(june(2))


@pytest.fixture
def stand_in(settings):
    found = StandIn()
    server = serve(found)
    settings.NOTIFY_API_KEY, settings.NOTIFY_BASE_URL = KEY, found.url
    settings.NOTIFY_EMAIL_TEMPLATE, settings.NOTIFY_LETTERS = TEMPLATE, True
    yield found
    server.shutdown()
    server.server_close()


@pytest.fixture
def emailed(willow, stand_in):
    return willow.receive().define().acknowledge()


@pytest.fixture
def posted(willow, stand_in):
    return willow.receive().define().acknowledge(channel="post")


def work(now=NOW):
    """The worker does all that is due: sends, and asks what became of it."""
    while deliver.run_once(now) or notify.ask_once(now):
        pass


def acknowledged(house):
    with log.open(house.landlord, house.reference, for_update=False) as opened:
        return find(opened.judged, "stage1.acknowledge").done


def test_an_e_mail_carries_the_letter_and_a_link_to_its_pdf(emailed, stand_in, willow):
    work()
    sent = stand_in.only()
    assert (sent["type"], sent["email_address"]) == ("email", "rosa@mail.example")
    given = sent["given"]
    assert given["subject"] == emailed.title
    assert "Dear Rosa Adeyemi," in given["body"]
    file = given["link_to_file"]
    assert base64.b64decode(file["file"]).startswith(b"%PDF")
    assert file["filename"] == emailed.file_name
    assert file["confirm_email_before_download"] is True
    assert sent["reference"] == f"{emailed.key}-{Message.objects.get().pk}"
    assert "Rosa" not in sent["reference"]
    message = Message.objects.get()
    assert (message.state, message.delivery.outside) == ("sent", sent["id"])
    assert acknowledged(willow) == june(2)
    assert f"GOV.UK Notify, under {sent['id']}" in message.proofs.get(what="handed").said


def test_a_complainants_words_make_no_link_look_like_another(willow, stand_in):
    willow.receive().define(points={"p1": "[Your bank](https://evil.example) rang."}).acknowledge()
    work()
    body = stand_in.only()["given"]["body"]
    assert "](" not in body
    assert "[Your bank] (https://evil.example)" in body


def test_the_printed_policy_is_linked_to_where_it_is_there(taunton, stand_in, folders):
    policies = folders.outbox.parent / "files" / "policies"
    policies.mkdir(parents=True)
    (policies / "taunton-heritage-trust.pdf").write_bytes(b"%PDF-1.7 policy")
    taunton.receive().define().acknowledge()
    taunton.decide().respond()
    work(at(june(8)))
    links = [one["given"]["link_to_policy"] for one in stand_in.kept.values()]
    assert [base64.b64decode(one["file"]) for one in links if one] == [b"%PDF-1.7 policy"]


def test_a_letter_is_printed_and_counts_from_the_day_it_was_dispatched(posted, stand_in, willow):
    work()
    sent = stand_in.only()
    assert (sent["type"], sent["postage"]) == ("letter", "first")
    message = Message.objects.get()
    assert (message.state, message.next_try) == ("sending", None)
    assert acknowledged(willow) is None
    work(NOW + timedelta(minutes=5))
    stand_in.becomes("accepted")
    work(NOW + timedelta(hours=2))
    assert Message.objects.get().state == "sending"
    stand_in.becomes("received", "2026-06-03T16:10:00.000000Z")
    work(at(june(4)))
    message.refresh_from_db()
    assert message.state == "sent"
    assert acknowledged(willow) == june(3)
    assert Delivery.objects.get().ask_at is None
    told = [one.said for one in message.proofs.filter(what="told")]
    assert told == [f"GOV.UK Notify: {status}" for status in ("pending-virus-check", "accepted", "received")]


def test_its_letters_have_the_address_where_it_wants_it(posted, stand_in, tmp_path):
    work()
    content = stand_in.only()["pdf"]
    to = ["Rosa Adeyemi", "12 Mill Lane", "Taunton", "Somerset", "TA1 2AB"]
    assert paper.in_window(content, to, paper.NOTIFY)
    assert len(pikepdf.open(io.BytesIO(content)).pages) % 2 == 0


@pytest.mark.provision("C24-6.2")
@pytest.mark.parametrize("status", ["permanent-failure", "temporary-failure", "technical-failure"])
def test_an_e_mail_that_does_not_arrive_is_owed_again_with_what_notify_said(emailed, stand_in, willow, status):
    work()
    stand_in.becomes(status)
    work(NOW + timedelta(hours=3))
    message = Message.objects.get()
    assert message.state == "bounced"
    assert status in message.delivery.problem
    assert acknowledged(willow) is None
    assert Event.objects.filter(kind="notice_bounced").count() == 1
    assert message.proofs.filter(what="told", said=f"GOV.UK Notify: {status}").exists()
    work(NOW + timedelta(days=1))
    assert Event.objects.filter(kind="notice_bounced").count() == 1


@pytest.mark.parametrize("status", ["virus-scan-failed", "validation-failed", "permanent-failure", "cancelled"])
def test_a_letter_that_is_not_printed_has_not_arrived(posted, stand_in, status):
    work()
    stand_in.becomes(status)
    work(NOW + timedelta(hours=3))
    assert Message.objects.get().state == "bounced"


def test_delivered_ends_the_asking(emailed, stand_in):
    work()
    stand_in.becomes("delivered")
    work(NOW + timedelta(minutes=5))
    asked = len(stand_in.asked)
    work(NOW + timedelta(days=3))
    assert len(stand_in.asked) == asked
    assert Message.objects.get().state == "sent"


def test_what_notify_never_says_is_asked_for_seven_days_and_then_shown(emailed, stand_in):
    now = NOW
    while now < NOW + timedelta(days=8):
        work(now)
        now += timedelta(hours=6)
    assert Delivery.objects.get().ask_at is None
    assert "never said what became of it" in Delivery.objects.get().problem


@pytest.mark.parametrize("answer", [RATE, LIMIT, BROKEN, TEAM, TRIAL, Answer(503, "Exception", "down")])
def test_what_may_be_over_later_is_tried_again(emailed, stand_in, answer):
    stand_in.next = [answer]
    deliver.run_once(NOW)
    message = Message.objects.get()
    assert (message.state, message.next_try) == ("queued", NOW + timedelta(minutes=1))
    assert str(answer) in message.delivery.problem
    assert message.proofs.filter(what="tried").count() == 1
    work(NOW + timedelta(minutes=1))
    assert len(stand_in.kept) == 1
    assert Message.objects.get().state == "sent"


@pytest.mark.parametrize("answer", [RATE, BROKEN])
def test_a_fault_while_asking_is_asked_again(emailed, stand_in, answer):
    work()
    stand_in.becomes("permanent-failure")
    stand_in.next = [answer]
    work(NOW + timedelta(minutes=5))
    assert Message.objects.get().state == "sent"
    work(NOW + timedelta(minutes=10))
    assert Message.objects.get().state == "bounced"


def test_an_address_that_notify_refuses_is_a_bounce_at_once(db, stand_in):
    house = House("willow-tree", email="rosa@mail").receive().define()
    house.acknowledge()
    work()
    message = Message.objects.get()
    assert message.state == "bounced"
    assert "Not a valid email address" in message.delivery.problem


def test_a_wrong_key_is_refused_tried_again_and_stands_nowhere(emailed, stand_in, settings, caplog):
    caplog.set_level(logging.DEBUG)
    settings.NOTIFY_API_KEY = f"the_key-{SERVICE}-00000000-0000-0000-0000-000000000000"
    deliver.run_once(NOW)
    message = Message.objects.get()
    assert message.state == "queued"
    assert "API key not found" in message.delivery.problem
    kept = caplog.text + message.delivery.problem + " ".join(one.said for one in message.proofs.all())
    assert "00000000-0000" not in kept
    assert stand_in.kept == {}


class Killed(BaseException):
    """The process ends here: nothing may catch this."""


PLACES = [
    (NotificationsAPIClient, "get_all_notifications"), (notify, "_upload"), (notify, "_client"), (actions, "note"),
    (notify.proof, "once"), (actions, "sent"), (outbox, "settle"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "name"), PLACES)
def test_a_worker_killed_anywhere_sends_one_e_mail(emailed, stand_in, monkeypatch, place, name):
    _killed_at(monkeypatch, place, name)
    work(NOW + outbox.LEASE)
    assert len(stand_in.kept) == 1
    assert Message.objects.get().state == "sent"
    assert Event.objects.filter(kind="notice_sent").count() == 1


def test_a_worker_killed_right_after_notify_took_it_sends_one_e_mail(emailed, stand_in, monkeypatch):
    real = NotificationsAPIClient.send_email_notification

    def takes_it_and_dies(*given, **named):
        real(*given, **named)
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(NotificationsAPIClient, "send_email_notification", takes_it_and_dies)
        with pytest.raises(Killed):
            deliver.run_once(NOW)
    assert len(stand_in.kept) == 1
    work(NOW + outbox.LEASE)
    assert len(stand_in.kept) == 1
    assert Message.objects.get().state == "sent"


@pytest.mark.parametrize(("place", "name"), [(outbox, "settle"), (actions, "note"), (notify.proof, "once")])
def test_a_worker_killed_anywhere_has_one_letter_printed(posted, stand_in, monkeypatch, place, name):
    _killed_at(monkeypatch, place, name)
    stand_in.next = []
    work(NOW + outbox.LEASE)
    stand_in.becomes("received")
    work(NOW + timedelta(days=1))
    assert Message.objects.get().state == "sent"
    assert Event.objects.filter(kind="notice_sent").count() == 1


@pytest.mark.parametrize(("place", "name"), [(notify.proof, "keep"), (actions, "bounced"), (notify, "_ask_no_more")])
def test_killed_while_asking_it_asks_again(emailed, stand_in, monkeypatch, place, name):
    work()
    stand_in.becomes("permanent-failure")
    with monkeypatch.context() as patched:
        patched.setattr(place, name, _die)
        with pytest.raises(Killed):
            notify.ask_once(NOW + timedelta(minutes=5))
    work(NOW + timedelta(minutes=5) + notify.LEASE)
    assert Message.objects.get().state == "bounced"
    assert Event.objects.filter(kind="notice_bounced").count() == 1


def _killed_at(monkeypatch, place, name):
    with monkeypatch.context() as patched:
        patched.setattr(place, name, _die)
        with pytest.raises(Killed):
            deliver.run_once(NOW)


def _die(*_, **__):
    raise Killed


def test_without_a_key_nobody_is_asked(settings, db):
    settings.NOTIFY_API_KEY = ""
    assert notify.ask_once(datetime(2030, 1, 1, tzinfo=UTC)) is False
