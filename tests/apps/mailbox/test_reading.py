"""Each message of the corpus reads as it should, and any bytes at all give a message."""

from __future__ import annotations

import pytest

from putright.apps.mailbox.reading import read
from tests.apps.mailbox.corpus.make import OURS, corpus


def test_there_are_enough_and_no_two_alike():
    assert len(corpus()) >= 300
    assert len({sample.name for sample in corpus()}) == len({sample.raw for sample in corpus()}) == len(corpus())


@pytest.mark.parametrize("sample", corpus(), ids=lambda sample: sample.name)
def test_it_reads_as_it_should(sample):
    mail = read(sample.raw, OURS)
    assert (mail.kind, [word for word in sample.words if word not in mail.text]) == (sample.kind, []), mail
    assert [word for word in sample.absent if word in mail.text] == []
    assert [word for word in sample.new if word not in mail.new_text] == [], mail.new_text
    assert [word for word in sample.gone if word in mail.new_text] == [], mail.new_text
    assert [address for address in sample.to if address not in mail.to] == []
    found = {
        "files": tuple(file.name for file in mail.files),
        "subject": mail.subject,
        "sender": mail.sender.email,
        "called": mail.sender.name,
        "answered": not mail.silent,
        "failed": mail.bounce and mail.bounce.failed,
        "status": mail.bounce and mail.bounce.status,
        "action": mail.bounce and mail.bounce.action,
        "original": mail.bounce and mail.bounce.original,
    }
    asked = {name: getattr(sample, name) for name in found if getattr(sample, name) is not None}
    assert {name: found[name] for name in asked} == asked
    assert sample.problem is None or any(sample.problem in one for one in mail.problems), mail.problems
    assert sample.said is None or (mail.bounce and sample.said in mail.bounce.diagnostic)
    assert (mail.bounce is not None) == (mail.kind == "bounce")
