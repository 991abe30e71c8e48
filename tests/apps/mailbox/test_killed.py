"""Stopped anywhere, as often as one likes, the program neither loses nor doubles a message, nor answers one twice."""

from __future__ import annotations

import random
import sys
from collections import Counter
from contextlib import contextmanager
from email.utils import parseaddr

import pytest

from putright.apps.casework import keys
from putright.apps.casework.attachments import Attachment
from putright.apps.casework.models import Case, Event
from putright.apps.casework.opened import load
from putright.apps.mailbox import fetch, receipts, store
from putright.apps.mailbox.models import Incoming, Receipt
from tests.apps.mailbox import smtp
from tests.apps.mailbox.conftest import ADDRESS, NOW, written
from tests.apps.mailbox.corpus.make import OURS, corpus

THEIRS = 20
"""Messages of the complainant's beside the corpus."""

pytestmark = [
    pytest.mark.django_db,
    # Who is killed leaves connections open.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]


class Killed(BaseException):
    """What no part of the program catches."""


@contextmanager
def killed_after(lines: int):
    """Ends what runs in the block at the so-many-th line of the mailbox's own code."""
    left = lines

    def each(frame, event, arg):
        nonlocal left
        left -= event == "line"
        if left < 0:
            sys.settrace(None)
            raise Killed
        return each

    def trace(frame, event, arg):
        ours = "/apps/mailbox/" in frame.f_code.co_filename and "/reading/" not in frame.f_code.co_filename
        return each if ours and "/tests/" not in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield
    except Killed:
        pass
    finally:
        sys.settrace(before)


def deliver_all(post, case):
    """The whole corpus, and between them what the complainant writes, with a file each."""
    to, came = keys.address(case, ADDRESS), NOW.timestamp()
    for n, sample in enumerate(corpus()):
        post.deliver(sample.raw, at=came)
        if n < THEIRS:
            post.deliver(written(f"Letter {n}.", to=to, files=[(f"{n}.txt", b"wet %d" % n, "text/plain")]), at=came)


@pytest.mark.parametrize("seed", [1])
def test_killed_at_random_nothing_is_lost_or_doubled_or_answered_twice(post, mailbox, case, settings, seed):
    settings.DEFAULT_FROM_EMAIL = OURS[0]
    mailbox.address = ADDRESS
    deliver_all(post, case)
    expected, kills, rng = len(corpus()) + THEIRS, 0, random.Random(seed)
    with smtp.running() as server:
        while post.counted():
            kills += 1
            with killed_after(rng.randint(1, 12_000)):
                fetch.look(mailbox, NOW)
                kills -= 1
            with killed_after(rng.randint(1, 200)):
                while receipts.run_once(NOW):
                    pass
        while receipts.run_once(NOW):
            pass
    mailbox.refresh_from_db()
    assert mailbox.problem == ""
    assert kills >= 20
    assert (Incoming.objects.count(), post.counted("Putright")) == (expected, expected)
    _nothing_lost()
    _nothing_doubled(case)
    _nobody_answered_twice(server)


def _nothing_lost():
    """Each message is kept as it came, and stands somewhere."""
    for one in Incoming.objects.all():
        assert store.digest(store.get(one)) == one.sha256
        assert one.state == "waiting" or one.handled.exists(), one
        assert "could not be read" not in "".join(one.handled.values_list("said", flat=True)), one


def _nothing_doubled(case):
    """The complainant's messages are on the case once each, with their files."""
    written_by_them = load(Case.objects.get(pk=case.pk)).state.messages.values()
    assert sorted(one.event.what for one in written_by_them) == sorted(
        f"Heating\n\nLetter {n}." for n in range(THEIRS)
    )  # fmt: skip
    assert Event.objects.filter(kind="message_received").count() == THEIRS
    assert sorted(Attachment.objects.filter(case=case).values_list("name", flat=True)) == sorted(
        f"{n}.txt" for n in range(THEIRS)
    )  # fmt: skip
    names = Counter(Attachment.objects.filter(case=None).values_list("held", "name", "sha256"))
    assert max(names.values(), default=1) == 1, names.most_common(3)


def _nobody_answered_twice(server):
    """At most one receipt for a message and a sender, and none for a machine's."""
    answered = Counter(str(found["In-Reply-To"]) for _, _, found in server.got if found["In-Reply-To"])
    assert max(answered.values(), default=0) == 1
    senders = Counter(receipts.address(parseaddr(to[0])[1]) for _, to, _ in server.got)
    assert max(senders.values(), default=0) == 1
    assert not Receipt.objects.exclude(incoming__kind="person").exists()
    assert server.got


def test_a_corpus_of_at_least_300_nasty_messages_goes_in(post, mailbox, case, settings):
    """Each as its kind asks: nobody's words are set aside, and no machine's lie before a person without need."""
    settings.DEFAULT_FROM_EMAIL = OURS[0]
    assert len(corpus()) >= 300
    for sample in corpus():
        post.deliver(sample.raw, at=NOW.timestamp())
    assert fetch.look(mailbox, NOW) == len(corpus())
    kinds = Counter(sample.kind for sample in corpus())
    found = Counter(Incoming.objects.values_list("kind", flat=True))
    assert found["person"] >= kinds["person"] - 1
    assert not Incoming.objects.filter(kind="person", state="aside").exclude(handled__said__contains="came before")
    aside = Incoming.objects.filter(state="aside").values_list("kind", flat=True)
    assert {"auto_reply", "list"} <= set(aside)
