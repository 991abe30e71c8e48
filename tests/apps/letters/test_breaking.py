"""Posts that no page makes, and what dies or runs twice at the worst moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from putright.apps.casework.models import Case, Message, Party
from putright.apps.letters import erasing
from putright.apps.letters.drawing import formats, pdf
from putright.apps.letters.drawing.stored import stored_pdf
from putright.apps.letters.models import Batch, Draft, Letter
from putright.apps.letters.sending import batch, deliver
from putright.apps.letters.writing import actions, drafting
from putright.core import events as e
from putright.core.letters.translate import key
from tests.apps.letters.conftest import TYPED, at, june
from tests.apps.letters.test_writing import Page

NOW = at(june(8))


@pytest.fixture
def now(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: at(june(8)))


@pytest.fixture
def decided(willow):
    willow.receive().define().acknowledge()
    return willow.decide()


@pytest.mark.parametrize("version", ["\u00b2", "9" * 5000, "-1", "", "x", "1" * 25])
def test_a_forged_version_is_no_error_of_ours(decided, client, now, version):
    page = Page(client, decided)
    assert page.send(check="1", version=version).status_code == 200
    assert page.send(version=version, why_all="x").status_code in (409, 422)
    assert not Letter.objects.filter(kind="response").exists()


@pytest.mark.parametrize("typed", [{"apology": "a\0b"}, {"x\0y": "b"}, {"token": "a\0b"}, {"draft": "\0"}])
def test_text_that_no_database_takes(decided, client, now, typed):
    page = Page(client, decided)
    assert page.send(check="1", **typed).status_code == 200
    assert page.send(preview="1", **typed).status_code == 200
    assert page.send(translator="1", **typed).status_code == 200
    assert page.send(why_all="a\0b", **typed).status_code in (302, 409, 422)
    Page(client, decided)


def test_a_reason_of_nothing_but_nul_sets_nothing_aside(decided, client, now):
    page = Page(client, decided)
    assert page.send(why_all="\0", apology="We are sorry if you feel let down.").status_code == 409
    assert not Letter.objects.filter(kind="response").exists()
    assert page.send(why_all="She asked\0 for it.", apology="We are sorry if you feel let down.").status_code == 302


def test_a_translation_no_database_takes_is_kept_without_what_it_does_not(willow, client, now):
    willow.receive().define().acknowledge()
    willow.decide()
    page = Page(client, willow)
    words = "We rang you on Monday."
    page.check(written_in="pl", opening=words)
    translated = {f"translation-{key(words)}": "Zadzwonili\0śmy.", "translation-x\0y": "\0"}
    assert "Zadzwoniliśmy." in page.check(written_in="pl", opening=words, **translated)


def test_the_same_letter_drawn_twice_at_once_leaves_nothing_behind(decided, monkeypatch, folders):
    letter = Letter.objects.get()
    draw = pdf.render

    def meanwhile(frozen):
        default_storage.save(letter.stored, ContentFile(draw(frozen)))
        return draw(frozen)

    stored_pdf(letter, meanwhile)

    def both(_):
        default_storage.save(list(formats.places(letter))[-2], ContentFile(b"first"))
        return b"second"

    monkeypatch.setitem(formats.FORMATS, "word", replace(formats.FORMATS["word"], make=both))
    formats.stored(letter, "word")
    assert formats.stored(letter, "text")
    erasing.erase(Case.objects.get(), at(june(9)))
    root = folders.outbox.parent / "files"
    assert not [one for one in root.rglob("*") if one.is_file()]


def test_erasing_erases_the_emails_too(decided, folders):
    deliver.run_once(at(june(8)))
    assert list(folders.outbox.iterdir())
    erasing.erase(Case.objects.get(), at(june(9)))
    assert not list(folders.outbox.iterdir())


@pytest.mark.parametrize("name", ["large", "word"])
def test_a_half_written_format_is_made_again(decided, monkeypatch, name):
    letter = Letter.objects.get()
    whole = formats.stored(letter, name)
    place = next(one for one in formats.places(letter) if f"-{name}." in one)
    default_storage.delete(place)
    default_storage.save(place, ContentFile(whole[:-30]))
    assert formats.stored(letter, name)[-10:] == whole[-10:]
    monkeypatch.setattr(pdf, "render_apart", lambda *_: b"drawn again")
    assert formats.stored(letter, name)[-10:] == whole[-10:]


# ---- what is put together for printing -----------------------------------------------------


@pytest.fixture
def two(willow, taunton):
    """Two letters of one landlord that wait to be posted."""
    for _ in range(2):
        willow.receive().define().acknowledge(channel="post")
    work()
    return willow


def work(now=NOW):
    for task in (deliver.run_once, batch.run_once):
        while task(now):
            pass


def stored(folders):
    found = [*folders.print.rglob("*"), *(folders.print.parent / "files" / "batches").rglob("*")]
    return [one for one in found if one.is_file()]


def test_a_batch_that_is_not_put_together_is_not_posted(two, client):
    made = batch.ask(two.first, at(june(8)))
    client.force_login(two.first)
    assert client.post(f"/letters/batches/{made.pk}/posted").status_code == 302
    assert Message.objects.filter(state="sending").count() == 2


@pytest.mark.parametrize("left_out", ["9" * 30, "9" * 5000, "\u0661", "x", "-1"])
def test_what_is_left_out_is_only_what_is_in_the_batch(two, client, left_out):
    made = batch.ask(two.first, at(june(8)))
    work()
    client.force_login(two.first)
    assert client.post(f"/letters/batches/{made.pk}/posted", {"left_out": left_out}).status_code == 302
    assert Message.objects.filter(state="sent").count() == 2


def test_erasing_a_case_leaves_no_half_made_batch_and_the_others_are_put_together_anew(two, folders, monkeypatch):
    made = batch.ask(two.first, at(june(8)))
    monkeypatch.setattr(batch, "_join", lambda *_: 1 / 0)
    batch.run_once(at(june(8)))
    monkeypatch.undo()
    assert len(stored(folders)) == 2
    erasing.erase(Case.objects.order_by("pk")[0], at(june(9)))
    assert len(stored(folders)) == 1
    later = timezone.now() + timedelta(days=1)
    work(later)
    made.refresh_from_db()
    assert (made.state, made.deliveries.count(), len(stored(folders))) == ("ready", 1, 1)


def test_a_printed_batch_is_put_together_anew_without_what_was_erased(two, folders):
    made = batch.ask(two.first, at(june(8)))
    work()
    made.refresh_from_db()
    before = made.sha256
    erasing.erase(Case.objects.order_by("pk")[0], at(june(9)))
    assert not stored(folders)
    work(at(june(9)))
    made.refresh_from_db()
    assert made.state == "ready"
    assert made.deliveries.count() == 1
    assert made.sha256 != before
    assert default_storage.exists(made.stored)


def test_a_batch_given_up_leaves_nothing_behind(two, folders, monkeypatch):
    batch.ask(two.first, at(june(8)))
    monkeypatch.setattr(batch, "_hand", lambda *_: 1 / 0)
    for day in range(batch.TRIES):
        batch.run_once(at(june(8)) + timedelta(days=day))
    assert Batch.objects.get().state == "failed"
    assert not stored(folders)


def test_a_batch_whose_writing_broke_off_is_written_anew(two):
    made = batch.ask(two.first, at(june(8)))
    work()
    made.refresh_from_db()
    with default_storage.open(made.stored) as file:
        whole = file.read()
    default_storage.delete(made.stored)
    default_storage.save(made.stored, ContentFile(whole[:1000]))
    Batch.objects.update(state="queued", next_try=at(june(8)))
    work()
    with default_storage.open(made.stored) as file:
        assert file.read() == whole


# ---- sent again -----------------------------------------------------------------------------


def test_what_was_written_to_somebody_else_is_not_sent_again_to_the_complainant(willow, client, now):
    willow.receive().define()
    tomasz = Party(key=willow.second.key, name="Tomasz Bell", email="tomasz@wt.example")
    event = e.Acknowledged(on=june(8), method="email")
    actions.issue(willow.first, willow.reference, [event], drafting.Draft(tomasz, "email", TYPED), at=NOW)
    work()
    client.force_login(willow.first)
    letter = Letter.objects.get()
    form = client.get(f"/cases/{willow.reference}/letters/{letter.key}/again").context["form"]
    assert (form["email"].value(), form["address"].value()) == ("tomasz@wt.example", None)


def test_a_letter_of_a_kind_that_goes_out_often_leaves_a_colleagues_words(willow, client, now):
    willow.receive().define().acknowledge()
    work()
    second = Page(client, willow, "update-sent", willow.second)
    second.check(what="I am looking into the damp.", next="I ring them.")
    first = Page(client, willow, "update-sent")
    asked = {"what": "The roofer came.", "next": "He comes again.", "why_all": "It is short."}
    first.check(**asked)
    assert Draft.objects.count() == 2
    assert first.send(**asked).status_code == 302
    assert [one.person for one in Draft.objects.all()] == [willow.second]
    client.force_login(willow.second)
    assert "was issued while" not in second.check(what="The damp, and the roof.", next="I ring them.")
    assert "The damp, and the roof." in str(Draft.objects.get().fields)
