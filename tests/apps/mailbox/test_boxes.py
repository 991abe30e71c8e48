"""Adding, listing and trying out mailboxes on the command line; erasing what came for a case."""

from __future__ import annotations

import pytest

from putright.apps.casework import keys
from putright.apps.casework.models import Mailbox
from putright.apps.mailbox import erasing, fetch
from putright.apps.mailbox.models import Handling, Incoming, Receipt
from putright.cli.main import main
from tests.apps.mailbox.conftest import ADDRESS, NOW, written

pytestmark = pytest.mark.django_db


def run(capsys, *words):
    code = main(["mailbox", *words])
    said = capsys.readouterr()
    return code, said.out + said.err


def test_one_is_added_checked_and_listed(post, landlord, capsys):
    add = ["add", "test", ADDRESS, "--host", "127.0.0.1", "--port", str(post.port), "--tls", "none"]
    assert run(capsys, *add, "--user", "complaints", "--secret", "MAIL_PASSWORD", "--brand", "north")[0] == 0
    post.deliver(written())
    code, said = run(capsys, "check", ADDRESS)
    assert code == 0
    assert "1 to fetch" in said
    assert "moved to the folder “Putright”" in said
    assert Incoming.objects.count() == 0
    fetch.look(Mailbox.objects.get(), NOW)
    code, said = run(capsys, "list")
    assert f"{ADDRESS}  test/north  127.0.0.1:{post.port} (none), password in MAIL_PASSWORD" in said
    assert run(capsys, "off", ADDRESS)[0] == 0
    assert "off" in run(capsys, "list")[1]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (["nobody", ADDRESS], "There is no landlord 'nobody'. There are: "),
        (["test", "not an address"], "address: Enter a valid email address."),
        (["test", ADDRESS, "--brand", "west"], "has no brand 'west'. It has: north, south."),
    ],
)
def test_what_cannot_be_added_says_why(landlord, capsys, change, said):
    code, told = run(capsys, "add", *change, "--host", "mail.example", "--secret", "MAIL_PASSWORD")
    assert code == 2
    assert said in told
    assert not Mailbox.objects.exists()


def test_one_that_cannot_be_read_says_why(mailbox, capsys):
    code, said = run(capsys, "check", ADDRESS)
    assert code == 2
    assert "cannot be read" in said
    assert run(capsys, "check", "other@test.example")[0] == 2


def test_its_password_may_be_missing_here(landlord, capsys):
    said = run(capsys, "add", "test", ADDRESS, "--host", "mail.example", "--secret", "NOT_SET")[1]
    assert "Set NOT_SET where the worker runs" in said


def test_erasing_leaves_that_something_came_and_when(post, mailbox, case, folders):
    post.deliver(written("The roof.", to=keys.address(case, ADDRESS)))
    post.deliver(written("Elsewhere."))
    fetch.look(mailbox, NOW)
    kept = len(list((folders / "files" / "mail").rglob("*.eml")))
    one = Incoming.objects.get(case=case)
    Incoming.objects.filter(pk=one.pk).update(state="filed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.db.transaction.on_commit", lambda then: then())
        erasing.erase(case, NOW)
    one.refresh_from_db()
    assert (one.sender, one.subject, one.stored, one.excerpt, one.erased_at) == ("", "", "", "", NOW)
    assert len(list((folders / "files" / "mail").rglob("*.eml"))) == kept - 1
    assert Handling.objects.get(incoming=one).said is None
    assert Incoming.objects.exclude(pk=one.pk).get().sender == "rosa@mail.example"
    assert Receipt.objects.get().to == "rosa@mail.example"
