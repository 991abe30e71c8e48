"""One letter on its way: handed over, come back, sent again, arrived; and the proof of it all."""

from __future__ import annotations

import re

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from putright.apps.accounts.models import Person
from putright.apps.casework import log
from putright.apps.casework.models import Event, Message
from putright.apps.letters.models import Letter, Proof
from putright.apps.letters.sending import actions, deliver
from putright.core import events as e
from putright.core.duties import find
from tests.apps.letters.conftest import MIDSUMMER, at, june


@pytest.fixture
def clock(monkeypatch):
    """`clock(9)`: it is 9 June 2026."""

    def be(day):
        monkeypatch.setattr(timezone, "now", lambda: at(june(day)))
        while deliver.run_once(timezone.now()):
            pass

    return be


@pytest.fixture
def fill(client):
    """`fill(house, letter, page, **typed)` opens a page about a letter, fills it in and sends it."""

    def send(house, letter, page, **typed):
        client.force_login(house.first)
        path = f"/cases/{house.reference}/letters/{letter.key}/{page}"
        shown = client.get(path)
        assert shown.status_code == 200, shown
        hidden = {name: value for name in ("version", "token") if (value := _hidden(shown, name))}
        return client.post(path, {**hidden, **typed})

    return send


def _hidden(response, name):
    found = re.search(f'name="{name}" value="([^"]*)"', response.content.decode())
    return found[1] if found else ""


def on(day, name="on"):
    return {f"{name}-day": str(day), f"{name}-month": "6", f"{name}-year": "2026"}


def opened(house):
    with log.open(house.landlord, house.reference, for_update=False) as found:
        return found


def due(house, name="stage1.acknowledge"):
    return find(opened(house).judged, name)


def page(client, house, letter=None):
    path = f"/cases/{house.reference}/letters" + (f"/{letter.key}" if letter else "")
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(path).content.decode()).split())


BROUGHT = {"who": "Ann Lee, caretaker", "time": "14.20", "where": "12 Mill Lane", "note": "Rain."}


def test_a_letter_waits_to_be_handed_over_until_it_is_recorded_how(willow, fill, client, clock):
    letter = willow.receive().define().acknowledge(channel="in_person")
    clock(4)
    client.force_login(willow.first)
    assert "Record it" in client.get("/letters/to-post").content.decode()
    assert "Waiting to be handed over" in page(client, willow, letter)
    assert due(willow).done is None
    assert fill(willow, letter, "handed-over", how="someone", **BROUGHT, **on(3)).status_code == 422
    assert fill(willow, letter, "handed-over", how="letter_box", **BROUGHT, **on(9)).status_code == 422
    assert fill(willow, letter, "handed-over", how="letter_box", **BROUGHT, **on(1)).status_code == 422
    done = fill(willow, letter, "handed-over", how="someone", whom="Her son", **BROUGHT, **on(3))
    assert done.status_code == 302
    assert due(willow).done == june(3)
    shown = page(client, willow, letter)
    assert (
        "Given to somebody else who was there. By Ann Lee, caretaker, 14:20, 12 Mill Lane. To Her son. Rain." in shown
    )
    assert "by Ines Okafor; it happened on 3 June 2026" in shown
    assert "Counts as received on Wednesday 3 June 2026: the day it was handed over." in shown
    assert "Record it" not in client.get("/letters/to-post").content.decode()


def test_what_they_would_not_take_is_owed_again(willow, fill, clock):
    letter = willow.receive().define().acknowledge(channel="in_person")
    clock(3)
    fill(willow, letter, "handed-over", how="refused", **BROUGHT, **on(3))
    assert Message.objects.get().state == "bounced"
    assert due(willow).done is None
    assert opened(willow).events[-1].kind == "notice_bounced"


def test_recorded_twice_it_is_handed_over_once(willow, client, clock):
    letter = willow.receive().define().acknowledge(channel="in_person")
    clock(3)
    client.force_login(willow.first)
    path = f"/cases/{willow.reference}/letters/{letter.key}/handed-over"
    shown = client.get(path)
    hidden = {name: _hidden(shown, name) for name in ("version", "token")}
    told = [client.post(path, {**hidden, "how": "in_person", **BROUGHT, **on(3)}).status_code for _ in range(2)]
    assert told == [302, 409]
    assert Event.objects.filter(kind="notice_sent").count() == 1


@pytest.mark.provision("C24-6.3", "C24-6.10")
def test_by_post_it_counts_as_received_on_the_second_working_day_in_words(willow, client, clock):
    willow.receive().define().acknowledge()
    willow.decide().respond(channel="post")
    clock(12)
    actions.posted(willow.first, Message.objects.get(channel="post"), at(june(12)))
    client.force_login(willow.first)
    letter = Letter.objects.get(kind="response")
    said = ("Counts as received on Tuesday 16 June 2026: the second working day after posting,"
            " unless they say otherwise.")  # fmt: skip
    assert said in page(client, willow, letter)
    assert said in page(client, willow)
    assert due(willow, "stage2.request").derivations[0].start_on == june(16)


def test_that_they_have_it_moves_the_day_from_which_they_may_ask_for_more(willow, fill, client, clock):
    willow.receive().define().acknowledge()
    letter = willow.decide().respond(channel="post")
    clock(8)
    actions.posted(willow.first, Message.objects.get(channel="post"), at(june(8)))
    clock(16)
    done = fill(willow, letter, "arrived", how="signed", number="AB 12", note="", **on(15))
    assert done.status_code == 302
    assert (opened(willow).events[-1].kind, opened(willow).events[-1].on) == ("response_received", june(15))
    assert due(willow, "stage2.request").due == june(29)
    assert "Received on Monday 15 June 2026: they told us." in page(client, willow, letter)
    assert "Somebody signed for it. number AB 12" in page(client, willow, letter)
    fill(willow, letter, "arrived", how="told", number="", note="Rang.", **on(16))
    assert Event.objects.filter(kind="response_received").count() == 1


def test_a_tracking_number_is_kept(willow, fill, client, clock):
    letter = willow.receive().define().acknowledge(channel="post")
    clock(2)
    assert fill(willow, letter, "tracked", number="AB 1234 5678 9GB").status_code == 302
    assert "AB 1234 5678 9GB" in page(client, willow, letter)


@pytest.mark.provision("C24-6.2")
def test_what_came_back_is_owed_again_and_goes_out_again_as_it_was(willow, fill, client, clock):
    letter = willow.receive().define().acknowledge(channel="post")
    clock(2)
    actions.posted(willow.first, Message.objects.get(), at(june(2)))
    assert due(willow).done == june(2)
    clock(5)
    done = fill(willow, letter, "came-back", why="gone_away", note="“Addressee gone away”", **on(4))
    assert (done.status_code, done.url.split("/")[-1]) == (302, "again")
    assert due(willow).done is None
    assert "They have gone away. “Addressee gone away”" in page(client, willow, letter)
    before = Letter.objects.values().get()
    new = {"method": "post", "address": "1 New Street\nExeter\nEX1 1AA"}
    assert fill(willow, letter, "again", **new).status_code == 422
    assert fill(willow, letter, "again", checked="on", **new).status_code == 302
    assert Letter.objects.values().get() == before
    first, second = Message.objects.order_by("pk")
    assert (first.state, second.state, second.letter, second.to) == ("bounced", "queued", letter.key, new["address"])
    clock(5)
    actions.posted(willow.first, Message.objects.last(), at(june(8)))
    assert due(willow).done == june(8)
    shown = page(client, willow, letter)
    assert "Sent again" in shown
    assert "By post to 1 New Street, Exeter, EX1 1AA" in shown


def test_a_response_that_came_back_counts_again_from_its_second_way(willow, fill, clock):
    willow.receive().define().acknowledge()
    letter = willow.decide().respond()
    clock(8)
    clock(9)
    fill(willow, letter, "came-back", why="rejected", note="550", **on(9))
    assert due(willow, "stage1.respond").done is None
    done = fill(willow, letter, "again", method="email", email="rosa@new.example", checked="on")
    assert done.status_code == 302
    clock(9)
    assert due(willow, "stage1.respond").done == june(9)
    assert Message.objects.last().to == "rosa@new.example"


@pytest.mark.provision("C24-6.4")
def test_an_extension_that_would_come_too_late_is_not_sent_again(willow, fill, clock):
    willow.receive().define().acknowledge()
    clock(2)
    willow.issue(e.Extended(on=june(8), until=MIDSUMMER, reason="The roofer", agreed=True), "email")
    clock(8)
    letter = Letter.objects.get(kind="extension")
    clock(17)
    fill(willow, letter, "came-back", why="rejected", note="", **on(17))
    done = fill(willow, letter, "again", method="email", email="rosa@mail.example", checked="on")
    assert done.status_code == 409
    assert Message.objects.filter(letter=letter.key).count() == 1


def test_a_copy_changes_no_date(willow, fill, clock):
    letter = willow.receive().define().acknowledge()
    clock(2)
    seen = opened(willow).version
    assert fill(willow, letter, "again", method="email", email="niece@mail.example", checked="on").status_code == 302
    clock(3)
    assert opened(willow).version == seen
    assert [one.state for one in Message.objects.order_by("pk")] == ["sent", "sent"]
    assert due(willow).done == june(2)


def test_a_double_click_sends_again_once(willow, client, clock):
    letter = willow.receive().define().acknowledge()
    clock(2)
    client.force_login(willow.first)
    path = f"/cases/{willow.reference}/letters/{letter.key}/again"
    shown = client.get(path)
    typed = {"method": "email", "email": "rosa@mail.example", "checked": "on"}
    hidden = {name: _hidden(shown, name) for name in ("version", "token")}
    for _ in range(2):
        client.post(path, {**hidden, **typed})
    assert Message.objects.count() == 2


def test_the_adjustment_stands_in_the_way_of_the_second_way_too(willow, fill, clock):
    letter = willow.receive().define().acknowledge(channel="post")
    clock(2)
    actions.posted(willow.first, Message.objects.get(), at(june(2)))
    willow.then(e.AdjustmentRecorded(on=june(2), what="No e-mail, please"))
    done = fill(willow, letter, "again", method="email", email="rosa@mail.example", checked="on")
    assert done.status_code == 422
    assert "this" not in done.content.decode() or "They asked for" in done.content.decode()


@pytest.mark.parametrize("path", ["handed-over", "came-back", "arrived", "again"])
def test_before_it_has_left_there_is_nothing_to_record(willow, client, monkeypatch, path):
    letter = willow.receive().define().acknowledge()
    monkeypatch.setattr(timezone, "now", lambda: at(june(2)))
    client.force_login(willow.first)
    shown = client.get(f"/cases/{willow.reference}/letters/{letter.key}/{path}")
    assert shown.status_code == 200
    assert "<textarea" not in shown.content.decode()
    assert "This letter" in shown.content.decode()


def test_the_pages_are_for_those_who_may_work_the_case(willow, taunton, client, clock):
    letter = willow.receive().define().acknowledge(channel="in_person")
    clock(2)
    clerk = Person.objects.add(willow.landlord, "c@wt.example", "Clerk", roles=["front_line"])
    for path in ("handed-over", "came-back", "arrived", "tracked", "again"):
        address = f"/cases/{willow.reference}/letters/{letter.key}/{path}"
        for who, expected in ((taunton.first, {404}), (clerk, {403, 404})):
            client.force_login(who)
            assert client.get(address).status_code in expected
            assert client.post(address, {}).status_code in expected
    assert Message.objects.get().state == "sending"


def test_the_proof_is_frozen(willow, clock):
    willow.receive().define().acknowledge()
    clock(2)
    one = Proof.objects.filter(what="left").get()
    for change in ({"said": "Otherwise"}, {"on": june(1)}, {"what": "tried"}, {"by": willow.first}):
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            Proof.objects.filter(pk=one.pk).update(**change)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        one.delete()
    Proof.objects.filter(pk=one.pk).update(said=None)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Proof.objects.filter(pk=one.pk).update(said="Again")


def test_the_proof_tells_the_whole_way(willow, client, clock):
    letter = willow.receive().define().acknowledge()
    clock(2)
    client.force_login(willow.first)
    shown = page(client, willow, letter)
    assert f"Content: SHA-256 {letter.sha256}" in shown
    for word in ("Issued on 2 June 2026", "Queued", "Drawn", "PDF, SHA-256", "Handed to", "no mail server", "Left"):
        assert word in shown, word
    assert "Counts as received on Tuesday 2 June 2026: the day it was sent, unless they say otherwise." in shown


def test_what_the_mail_server_answered_is_kept(willow, clock):
    from aiosmtpd.controller import Controller
    from django.test import override_settings

    from tests.apps.letters.test_leaving import Box, free_port

    port = free_port()
    server = Controller(Box(), hostname="127.0.0.1", port=port)
    server.start()
    try:
        backend = "putright.apps.letters.sending.deliver.smtp.Backend"
        with override_settings(EMAIL_BACKEND=backend, EMAIL_HOST="127.0.0.1",
                               EMAIL_PORT=port, EMAIL_USE_TLS=False, EMAIL_HOST_USER="", EMAIL_TIMEOUT=5):  # fmt: skip
            willow.receive().define().acknowledge()
            clock(2)
    finally:
        server.stop()
    assert Proof.objects.get(what="handed").said == "The mail server 127.0.0.1: 250 kept"


def test_a_late_record_counts_from_the_last_day_on_record(willow, fill, clock):
    letter = willow.receive().define().acknowledge(channel="in_person")
    clock(2)
    willow.then(e.Contacted(on=june(4), method="phone"))
    clock(5)
    fill(willow, letter, "handed-over", how="in_person", **BROUGHT, **on(3))
    assert due(willow).done == june(4)
    assert Proof.objects.get(what="left").on == june(3)
