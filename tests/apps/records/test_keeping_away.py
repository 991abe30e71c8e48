"""Whoever must keep away from a complaint finds no trace of it in records, and decides nothing about it."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from putright.apps.casework import attachments
from putright.apps.casework.models import Case, Party, Viewing
from putright.apps.mailbox.models import Incoming
from putright.apps.records import access, actions, disposing, own_data
from putright.apps.records.models import Disposal, Item
from putright.core import events as e
from tests.apps.records.conftest import BEGAN, DUE
from tests.apps.records.test_own_data import ASKED, asked, packed, work

Kind = Disposal.Kind


@pytest.fixture
def about(house, clock, client):
    """A second complaint of Rosa's, about the first officer: both are due, and the second officer prepared both."""
    first = house.reference
    house.receive(text="Ola Brand was rude to me.", about=(house.officers[0].key,))
    house.then(e.Withdrawn(on=date(2026, 6, 2)))
    house.ordinary, house.kept = first, house.reference
    clock.now = DUE
    house.made = actions.prepare(house.officers[1], Kind.COMPLAINT, 10, at=DUE)
    client.force_login(house.officers[0])
    return client


@pytest.mark.provision("WTP-12", "C24-5.8")
def test_a_disposal_shows_and_counts_only_what_they_may_know_of(about, house):
    page = about.get("/records/disposals/1").content.decode()
    assert house.ordinary in page
    assert house.kept not in page, "neither as a record nor as a place where the same person stays"
    assert "1 record." in page


def test_they_leave_nothing_of_it_out(about, house):
    item = Item.objects.get(label=house.kept)
    assert about.post("/records/disposals/1/leave-out", {"items": [item.pk], "why": "Mine"}).status_code == 422
    actions.leave_out(house.officers[0], 1, [item.pk], why="Mine")
    item.refresh_from_db()
    assert item.state == Item.State.WAITING


def test_they_approve_the_rest_and_it_stays_due_for_somebody_else(about, house, clock):
    assert about.post("/records/disposals/1/decide", {"approve": "1"}).status_code == 302
    assert Item.objects.get(label=house.kept).state == Item.State.LEFT_OUT
    while disposing.run_once(clock.now):
        pass
    assert Case.objects.get(reference=house.kept).complainant == "Rosa Adeyemi"
    said = about.get("/records/disposals/1/certificate").content.decode()
    assert house.ordinary in said
    assert house.kept not in said
    about.force_login(house.officers[1])
    assert house.kept in about.get("/records/disposals/1/certificate").content.decode()
    assert actions.prepare(house.officers[1], Kind.COMPLAINT, 10, at=DUE).items.get().label == house.kept


@pytest.mark.provision("WTP-12", "MOD-47")
def test_nobody_opens_the_data_of_whoever_complains_of_them(about, house, clock):
    about.force_login(house.officers[1])
    clock.now = BEGAN
    made = asked(about, clock)
    every = [one.key for one in access.find(house.officers[1], made)]
    assert len(every) == 2
    access.choose(house.officers[1], made.number, every, at=BEGAN)
    work(clock)
    assert packed(about)
    about.force_login(house.officers[0])
    assert str(made) not in about.get("/records/own-data").content.decode()
    for page in ("", "/file/zip"):
        assert about.get(f"/records/own-data/1{page}").status_code == 404
    assert about.post("/records/own-data/1/end").status_code == 404


@pytest.mark.provision("WTP-12", "HSP-02")
def test_opening_the_data_of_a_sensitive_case_is_on_record_with_why(house, clock, client):
    client.force_login(house.officers[1])
    made = asked(client, clock)
    access.choose(house.officers[1], made.number, [one.key for one in access.find(house.officers[1], made)], at=BEGAN)
    work(clock)
    packed(client)
    packed(client)
    seen = Viewing.objects.filter(person=house.officers[1], case__reference=house.reference)
    assert [one.why for one in seen] == [f"They asked for their own data: {made}"]


def test_whoever_works_for_one_brand_exports_nobody(house, client):
    house.officers[1].brands = ["wrekin"]
    house.officers[1].save()
    client.force_login(house.officers[1])
    assert client.get("/records/own-data").status_code == 403
    assert client.post("/records/own-data", ASKED).status_code == 403


@pytest.mark.provision("MOD-47")
def test_others_are_masked_in_names_of_files_in_postcodes_and_as_senders(house, clock):
    case = Case.objects.get(reference=house.reference)
    Party.objects.create(case=case, key="p2", role="representative", name="Ana Mill", postcode="TF9 9ZZ")
    theirs = Incoming.objects.get(case=case)
    theirs.pk, theirs.sha256, theirs.sender, theirs.sender_name = None, "f" * 64, "jo@bell.example", "Jo Bell"
    theirs.save()
    file = attachments.keep_bytes(house.landlord, "Ana Mill and Jo Bell.txt", b"x", BEGAN, held="x")
    attachments.claim(case, [file], party="p1")
    house.then(e.MessageReceived(on=date(2026, 6, 30), id="m1", what="Ana of TF9 9ZZ and Jo Bell wait", party="p1"),
               e.MessageRead(on=date(2026, 6, 30), id="m1", what="Read"))  # fmt: skip
    made = access.ask(house.officers[1], at=BEGAN, name="Rosa Adeyemi", known_by="rosa@mail.example",
                      identity="x", asked_on=date(2026, 6, 29))  # fmt: skip
    made.parties = [[case.pk, "p1"]]
    with zipfile.ZipFile(io.BytesIO(own_data.build(made))) as opened:
        told = opened.read("index.html").decode() + opened.read("data.json").decode() + " ".join(opened.namelist())
    for others in ("Jo Bell", "jo@bell.example", "TF9 9ZZ", "Ana Mill"):
        assert others not in told, others
    assert "Rosa Adeyemi" in told
