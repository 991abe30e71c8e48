"""The post room: letters printed together, their list, and what of it is posted."""

from __future__ import annotations

import csv
import hashlib
import io
from datetime import timedelta

import pikepdf
import pypdfium2
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from putright.apps.accounts.models import Person
from putright.apps.casework.models import Case, Event, Message
from putright.apps.letters import erasing
from putright.apps.letters.drawing import paper
from putright.apps.letters.models import Batch, Delivery, Letter
from putright.apps.letters.sending import batch, deliver
from tests.apps.letters.conftest import House, at, june

NOW = at(june(8))


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def three(willow):
    """Three letters that wait to be posted."""
    for name in ("Rosa Adeyemi", "=HYPERLINK(1)", "Ann Lee"):
        willow.rosa.name = name
        willow.receive().define().acknowledge(channel="post")
    work()
    return willow


def work():
    while deliver.run_once(NOW) or batch.run_once(NOW):
        pass


def policy_of(house, pages=1):
    with pikepdf.new() as whole:
        for _ in range(pages):
            whole.add_blank_page()
        out = io.BytesIO()
        whole.save(out)
    default_storage.save(f"policies/{house.landlord.slug}.pdf", ContentFile(out.getvalue()))


def whole(made):
    made.refresh_from_db()
    with default_storage.open(made.stored) as file:
        return file.read()


def test_a_batch_is_one_pdf_each_letter_on_a_new_sheet_with_its_address_in_the_window(three, client):
    client.force_login(three.first)
    assert client.post("/letters/to-post/batch").status_code == 302
    made = Batch.objects.get()
    waits = client.get(f"/letters/batches/{made.pk}").content.decode()
    assert "0 of 3 letters are drawn" in waits
    work()
    content = whole(made)
    assert hashlib.sha256(content).hexdigest() == made.sha256
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) % 2 == 0
        labels = [str(label) for label in pdf.Root.PageLabels.Nums]
        assert labels[0] == "0"
        starts = [int(label) for label in labels[::2]]
        assert len(starts) == 3
        assert not [start for start in starts if start % 2]
        for start, name in zip(starts, ("Rosa", "=HYPERLINK(1)", "Ann"), strict=True):
            with pikepdf.new() as one:
                one.pages.append(pdf.pages[start])
                out = io.BytesIO()
                one.save(out)
            assert shown_in(out.getvalue(), paper.DL).startswith(name)
    sheets = [one.sheets for one in Delivery.objects.all()]
    assert sum(sheets) * 2 == len(pikepdf.open(io.BytesIO(content)).pages)


def shown_in(content, window):
    with pypdfium2.PdfDocument(content) as document:
        page = document[0]
        top = page.get_height() - window.y * paper.POINTS
        text = page.get_textpage().get_text_bounded(
            window.x * paper.POINTS, top - window.height * paper.POINTS, (window.x + window.width) * paper.POINTS, top
        )
        page.close()
    return text


def test_an_address_that_does_not_stand_in_the_window_gets_a_sheet_of_its_own(three):
    with default_storage.open(Letter.objects.first().stored) as file:
        content = file.read()
    to = ["Rosa Adeyemi", "1 New Street", "Exeter", "EX1 1AA"]
    made = paper.addressed(content, to, paper.DL)
    assert paper.in_window(made, to, paper.DL)
    assert not paper.in_window(made, [*to, "more"], paper.DL)
    assert paper.addressed(made, to, paper.DL) == made


def test_two_figures_the_other_way_round_are_another_address(three):
    letter = Letter.objects.get(to_name="Rosa Adeyemi")
    with default_storage.open(letter.stored) as file:
        content = file.read()
    right = ["Rosa Adeyemi", "12 Mill Lane", "Taunton", "Somerset", "TA1 2AB"]
    assert paper.in_window(content, right, paper.DL)
    assert not paper.in_window(content, ["Rosa Adeyemi", "21 Mill Lane", *right[2:]], paper.DL)


def test_the_list_says_what_is_in_it_and_is_no_formula(three, client):
    client.force_login(three.first)
    client.post("/letters/to-post/batch")
    work()
    made = Batch.objects.get()
    page = client.get(f"/letters/batches/{made.pk}").content.decode()
    assert made.sha256 in page
    assert "=HYPERLINK(1)" in page
    listed = client.get(f"/letters/batches/{made.pk}/list")
    rows = list(csv.reader(listed.content.decode().splitlines()))
    assert [row[0] for row in rows] == ["number", "1", "2", "3", "SHA-256 of the PDF"]
    assert rows[2][3].startswith("'=HYPERLINK(1)")
    assert rows[1][5] == str(Delivery.objects.order_by("pk").first().sheets)
    assert rows[-1][1] == made.sha256


def test_the_printed_policy_goes_behind_the_letter_on_a_new_sheet(taunton, client):
    policy_of(taunton, 3)
    taunton.receive().define().acknowledge()
    taunton.decide().respond(channel="post")
    work()
    batch.ask(taunton.first, NOW)
    work()
    one = Delivery.objects.get(message__channel="post")
    assert one.enclosed
    client.force_login(taunton.first)
    assert "In the PDF, behind the letter" in client.get(f"/letters/batches/{one.batch_id}").content.decode()
    assert one.pages > 3
    assert one.sheets >= 3


def test_a_policy_that_cannot_be_read_is_left_to_whoever_fills_the_envelope(taunton, client):
    default_storage.save("policies/taunton-heritage-trust.pdf", ContentFile(b"%PDF-1.7 broken"))
    taunton.receive().define().acknowledge()
    taunton.decide().respond(channel="post")
    work()
    batch.ask(taunton.first, NOW)
    work()
    one = Delivery.objects.get(message__channel="post")
    assert (one.batch.state, one.enclosed) == ("ready", False)
    client.force_login(taunton.first)
    assert "Put it into the envelope yourself" in client.get(f"/letters/batches/{one.batch_id}").content.decode()


def test_all_but_what_is_left_out_is_posted_and_what_is_left_out_waits_again(three, client):
    client.force_login(three.first)
    client.post("/letters/to-post/batch")
    work()
    made, left = Batch.objects.get(), Message.objects.last()
    assert client.get("/letters/to-post").content.decode().count("Mark as posted") == 0
    for _ in range(2):
        assert client.post(f"/letters/batches/{made.pk}/posted", {"left_out": [left.pk]}).status_code == 302
    assert [one.state for one in Message.objects.order_by("pk")] == ["sent", "sent", "sending"]
    assert Event.objects.filter(kind="notice_sent").count() == 2
    assert client.get("/letters/to-post").content.decode().count("Mark as posted") == 1
    made.refresh_from_db()
    assert not default_storage.exists(made.stored)
    assert client.get(f"/letters/batches/{made.pk}/pdf").status_code == 404
    handed = Message.objects.first().proofs.filter(what="handed").last()
    assert made.sha256 in handed.said


class Killed(BaseException):
    """The process ends here: nothing may catch this."""


@pytest.mark.parametrize(("place", "name"), [(batch, "_part"), (batch, "_join"), (batch, "_hand"), (batch, "_settle"),
                                             (default_storage, "save"), (batch.shutil, "rmtree")])  # fmt: skip
def test_a_worker_killed_anywhere_leaves_the_rest_to_the_next(three, monkeypatch, place, name):
    made = batch.ask(three.first, NOW)
    with monkeypatch.context() as patched:
        patched.setattr(place, name, _die)
        with pytest.raises(Killed):
            batch.run_once(NOW)
    batch.run_once(NOW + batch.LEASE)
    made.refresh_from_db()
    assert (made.state, made.next_try) == ("ready", None)
    assert hashlib.sha256(whole(made)).hexdigest() == made.sha256


def _die(*_, **__):
    raise Killed


def test_what_is_drawn_is_not_drawn_again(three, monkeypatch):
    made, real, drawn = batch.ask(three.first, NOW), paper.addressed, []

    def once(*given):
        if len(drawn) == 2:
            drawn.append(0)
            raise Killed
        drawn.append(1)
        return real(*given)

    monkeypatch.setattr(paper, "addressed", once)
    with pytest.raises(Killed):
        batch.run_once(NOW)
    batch.run_once(NOW + batch.LEASE)
    made.refresh_from_db()
    assert (made.state, sum(drawn)) == ("ready", 3)


def test_what_fails_again_and_again_is_given_back_to_the_queue(three, monkeypatch):
    batch.ask(three.first, NOW)

    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr(paper, "addressed", fail)
    for hour in range(batch.TRIES):
        batch.run_once(NOW + timedelta(hours=hour))
    assert Batch.objects.get().state == "failed"
    assert batch.waiting(three.first).filter(batch=None).count() == 3


def test_two_people_do_not_print_the_same_letter(three):
    assert batch.ask(three.first, NOW) is not None
    assert batch.ask(three.second, NOW) is None
    assert Batch.objects.count() == 1


def test_a_batch_is_for_those_who_may_see_every_letter_of_it(three, taunton, client):
    client.force_login(three.first)
    client.post("/letters/to-post/batch")
    work()
    made = Batch.objects.get().pk
    paths = (f"/letters/batches/{made}", f"/letters/batches/{made}/pdf", f"/letters/batches/{made}/list")
    assert [client.get(path).status_code for path in paths] == [200] * 3
    other = Person.objects.add(three.landlord, "x@wt.example", "Ivo", roles=["manager"], trained=True)
    unseen = Case.objects.visible_to(other).filter(landlord=three.landlord).count() < 3
    for who in (taunton.first, other):
        client.force_login(who)
        if who is other and not unseen:
            continue
        assert [client.get(path).status_code for path in paths] == [404] * 3
        assert client.post(f"/letters/batches/{made}/posted").status_code == 404
    assert Message.objects.filter(state="sending").count() == 3
    clerk = Person.objects.add(three.landlord, "c@wt.example", "Clerk", roles=["front_line"])
    client.force_login(clerk)
    assert [client.get(path).status_code for path in paths] == [403] * 3
    assert client.post("/letters/to-post/batch").status_code == 403


def test_erasing_a_case_erases_what_was_put_together_for_printing(three):
    made = batch.ask(three.first, NOW)
    work()
    made.refresh_from_db()
    assert default_storage.exists(made.stored)
    erasing.erase(Case.objects.first(), NOW)
    assert not default_storage.exists(made.stored)
    assert not Message.objects.first().proofs.exclude(said=None).exists()


def test_a_letter_that_was_erased_before_it_was_printed_is_left_out(three):
    made = batch.ask(three.first, NOW)
    erasing.erase(Case.objects.first(), NOW)
    work()
    assert made.deliveries.count() == 2
    made.refresh_from_db()
    assert made.state == "ready"


def test_another_landlords_letters_are_in_no_batch(db):
    houses = [House(pack).receive().define() for pack in ("willow-tree", "taunton-heritage-trust")]
    for house in houses:
        house.acknowledge(channel="post")
    work()
    made = batch.ask(houses[0].first, NOW)
    assert [one.message.landlord for one in made.deliveries.all()] == [houses[0].landlord]
