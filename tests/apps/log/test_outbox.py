"""A message is claimed by one sender at a time, and comes back if that sender dies."""

from __future__ import annotations

from datetime import timedelta

import pytest

from putright.apps.casework import log, outbox
from putright.apps.casework.models import Message
from tests.apps.cases import AT, append, start


@pytest.fixture
def message(landlord):
    append(start(landlord), messages=[log.Outgoing("acknowledgement", "email", "rosa@mail.example")])
    return Message.objects.get()


def test_a_claimed_message_is_not_claimed_again(message):
    mine = outbox.claim(AT)
    assert (mine, mine.state, mine.attempts) == (message, "sending", 1)
    assert outbox.claim(AT) is None


def test_nothing_is_claimed_before_its_time(message):
    assert outbox.claim(AT - timedelta(seconds=1)) is None


def test_a_dead_senders_message_comes_back(message):
    outbox.claim(AT)
    assert outbox.claim(AT + outbox.LEASE).attempts == 2


def test_a_sent_message_stays_sent(message):
    outbox.settle(outbox.claim(AT), Message.State.SENT)
    assert outbox.claim(AT + timedelta(days=1)) is None
    assert Message.objects.get().state == "sent"


def test_a_failed_message_is_tried_when_it_is_said(message):
    outbox.settle(outbox.claim(AT), Message.State.QUEUED, AT + timedelta(hours=1))
    assert outbox.claim(AT + timedelta(minutes=59)) is None
    assert outbox.claim(AT + timedelta(hours=1)) is not None
