"""A letter counts from the day it leaves: by a real mail server, by post, late, refused, or never."""

from __future__ import annotations

import socket
from datetime import UTC, date, datetime, time, timedelta

import pytest
from aiosmtpd.controller import Controller
from django.test import override_settings
from django.utils import timezone

from putright.apps.casework import log
from putright.apps.casework.models import Duty, Message
from putright.apps.letters.sending import actions, deliver, onward
from putright.core import events as e
from putright.core.duties import find
from tests.apps.letters.conftest import MIDSUMMER, at, june

OLD = june(16)
"""When the answer is due without the extension: ten working days after the acknowledgement of 2 June."""


class Box:
    """A mail server's box; `refuses` addresses for good."""

    def __init__(self, refuses: bool = False) -> None:
        self.got, self.refuses = [], refuses

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 (its name)
        if self.refuses:
            return "550 No such user"
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 (its name)
        self.got.append(envelope)
        return "250 kept"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def smtp():
    """`smtp(box)` runs a mail server in front of a box, and has the application use it; none: nobody answers there."""
    running = []

    def serve(box=None):
        port = free_port()
        if box:
            running.append(Controller(box, hostname="127.0.0.1", port=port))
            running[-1].start()
        used = override_settings(
            EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=port,
            EMAIL_USE_TLS=False, EMAIL_HOST_USER="", EMAIL_TIMEOUT=5,
        )  # fmt: skip
        used.enable()
        running.append(used)

    yield serve
    for one in reversed(running):
        one.stop() if isinstance(one, Controller) else one.disable()


def work_through(now: datetime) -> int:
    done = 0
    while deliver.run_once(now):
        done += 1
    return done


def opened(house):
    with log.open(house.landlord, house.reference, for_update=False) as found:
        return found


def due(house, name: str = "stage1.respond"):
    return find(opened(house).judged, name)


def page(client, house, monkeypatch, day: date, path: str = "") -> str:
    monkeypatch.setattr(timezone, "now", lambda: datetime.combine(day, time(10), UTC))
    client.force_login(house.first)
    return " ".join(client.get(f"/cases/{house.reference}{path}").content.decode().split())


@pytest.fixture
def extended(willow):
    """An extension issued on 8 June, waiting in the outbox; the acknowledgement has left on its day."""
    willow.receive().define().acknowledge()
    work_through(at(june(2)))
    willow.extend()
    return willow


@pytest.mark.provision("C24-6.4", "WTP-34")
def test_an_extension_that_has_left_moves_the_date(extended, smtp):
    box = Box()
    smtp(box)
    assert due(extended).due == OLD
    work_through(at(june(8)))
    assert len(box.got) == 1
    left = opened(extended).events[-1]
    assert (left.kind, left.of, left.issued, left.stage) == ("notice_sent", "extended", june(8), 1)
    assert due(extended).due == MIDSUMMER
    assert Duty.objects.get(name="stage1.respond").due == MIDSUMMER


@pytest.mark.provision("C24-6.4", "C20-B3.11")
def test_an_extension_whose_e_mail_is_refused_leaves_the_case_late_and_says_so(extended, smtp, client, monkeypatch):
    smtp(Box(refuses=True))
    work_through(at(june(8)))
    back = opened(extended).events[-1]
    assert (back.kind, back.of, back.issued) == ("notice_bounced", "extended", june(8))
    assert due(extended).due == OLD
    assert due(extended).status(june(17)) == "overdue"
    told = page(client, extended, monkeypatch, june(17))
    assert (
        "The extension to 24 June 2026 does not count, because its notice bounced and did not reach them."
        " The answer was due on 16 June 2026 and is late" in told
    )
    assert "did not arrive" in page(client, extended, monkeypatch, june(17), "/promises")


def test_while_nobody_answers_it_does_not_count_and_coming_too_late_it_never_will(
    extended, smtp, client, monkeypatch
):  # fmt: skip
    smtp()
    deliver.run_once(at(june(8)))
    assert "counts once its notice has left, by 16 June 2026 at the latest" in page(
        client, extended, monkeypatch, june(16)
    )
    assert due(extended).status(june(17)) == "overdue"
    assert "had not left by 16 June 2026" in page(client, extended, monkeypatch, june(17))
    smtp(Box())
    work_through(at(june(17)))
    assert Message.objects.get(kind="extended").state == "sent"
    assert due(extended).due == OLD
    assert "left only on 17 June 2026" in page(client, extended, monkeypatch, june(17))


def test_given_up_after_every_try_it_has_not_arrived(extended, smtp):
    smtp()
    now = at(june(8))
    for _ in range(len(deliver.WAITS) + 1):
        deliver.run_once(now)
        now += timedelta(days=1)
    assert opened(extended).events[-1].kind == "notice_bounced"


@pytest.mark.parametrize(("posted", "counts"), [(None, False), (15, True), (16, True), (17, False)])
@pytest.mark.provision("C24-6.4")
def test_by_post_it_counts_only_if_posted_by_the_old_date(willow, folders, posted, counts):
    willow.receive().define().acknowledge()
    work_through(at(june(2)))
    willow.issue(e.Extended(on=june(8), until=MIDSUMMER, reason="The roofer", agreed=True), "post")
    work_through(at(june(8)))
    assert opened(willow).events[-1].kind == "extended"
    if posted:
        actions.posted(willow.first, Message.objects.get(channel="post"), at(june(posted)))
        assert opened(willow).events[-1].on == june(posted)
        assert opened(willow).rows[-1].by == willow.first
    assert due(willow).due == (MIDSUMMER if counts else OLD)
    assert due(willow).status(june(17)) == ("open" if counts else "overdue")


@pytest.mark.provision("C24-6.2")
@pytest.mark.parametrize(("how", "done"), [("in_person", 3), ("letter_box", 3), ("refused", None)])
def test_what_is_handed_over_counts_from_the_day_it_was(willow, how, done):
    willow.receive().define().acknowledge(channel="in_person")
    work_through(at(june(2)))
    assert due(willow, "stage1.acknowledge").done is None
    onward.handed_over(willow.first, Message.objects.get(), at(june(4)), on=june(3), how=how, said="By Ann, 14:20.")
    assert due(willow, "stage1.acknowledge").done == (june(done) if done else None)
    assert Message.objects.get().state == ("sent" if done else "bounced")


@pytest.mark.provision("C24-6.2")
def test_an_acknowledgement_is_owed_until_it_has_left_and_again_once_it_is_refused(willow, smtp):
    willow.receive().define().acknowledge()
    assert due(willow, "stage1.acknowledge").status(june(9)) == "overdue"
    smtp(Box(refuses=True))
    work_through(at(june(2)))
    found = due(willow, "stage1.acknowledge")
    assert (found.done, found.status(june(3))) == (None, "open")
    smtp(Box())
    willow.acknowledge(3)
    work_through(at(june(3)))
    assert due(willow, "stage1.acknowledge").done == june(3)


@pytest.mark.provision("C24-6.3")
def test_an_answer_left_lying_is_not_an_answer(willow, folders, client, monkeypatch):
    willow.receive().define().acknowledge()
    work_through(at(june(2)))
    willow.decide().respond(channel="post")
    work_through(at(june(8)))
    assert due(willow).status(june(17)) == "overdue"
    assert "The response of stage 1 is written and has not left yet" in page(client, willow, monkeypatch, june(17))
    actions.posted(willow.first, Message.objects.get(channel="post"), at(june(17)))
    assert due(willow).status(june(17)) == "met_late"
    assert due(willow, "stage2.request").due == date(2026, 7, 3)  # 14 days from the second working day after posting


def test_that_a_letter_left_does_not_make_a_form_out_of_date_but_a_bounce_does(extended, smtp):
    seen = opened(extended).version
    smtp(Box())
    work_through(at(june(8)))
    with log.open(extended.landlord, extended.reference, version=seen) as found:
        assert found.version == seen + 1
    actions.bounced(Message.objects.get(kind="extended"), at(june(9)), "Came back.")
    with pytest.raises(log.Stale), log.open(extended.landlord, extended.reference, version=seen):
        pass


def test_sent_twice_it_is_recorded_once(extended, smtp):
    smtp(Box())
    work_through(at(june(8)))
    actions.sent(Message.objects.get(kind="extended"), at(june(9)))
    assert sum(event.kind == "notice_sent" for event in opened(extended).events) == 2  # the acknowledgement's, and this


@pytest.mark.provision("C24-5.9")
def test_extending_is_one_step_with_how_often_they_hear_from_us(extended, client, monkeypatch):
    willow = extended
    actions.bounced(Message.objects.get(kind="extended"), at(june(8)), "Came back.")
    monkeypatch.setattr(timezone, "now", lambda: at(june(9)))
    client.force_login(willow.first)
    shown = client.get(f"/cases/{willow.reference}/letters/extend")
    told = shown.content.decode()
    assert "It counts only if the letter has left by 16 June 2026" in told
    hidden = {name: shown.context["form"][name].value() for name in ("version", "token")}
    typed = {"method": "email", "reason": "The roofer is ill.", "until-day": "24", "until-month": "6",
             "until-year": "2026", "every": "3", "why_all": "She knows."}  # fmt: skip
    answer = client.post(f"/cases/{willow.reference}/letters/extend", {**hidden, **typed})
    assert answer.status_code == 302, answer.context["form"].errors
    happened = [event.kind for event in opened(willow).events]
    assert happened[-3:] == ["updates_agreed", "advice_set_aside", "extended"]
    assert due(willow, "update").due == june(12)
