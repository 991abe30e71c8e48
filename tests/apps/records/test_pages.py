"""The pages of disposal."""

from __future__ import annotations

import pytest

from putright.apps.accounts import packs
from putright.apps.accounts.models import Person
from putright.apps.casework.models import Case
from putright.apps.records import disposing
from putright.apps.records.models import Disposal
from tests.apps.letters.conftest import House
from tests.apps.records.conftest import DUE, WORDS


@pytest.fixture
def office(house, clock, client):
    """The first officer's browser on the day after the records are due; `as_(person)` signs in another."""
    clock.now = DUE
    client.force_login(house.officers[0])
    return client


@pytest.mark.provision("HSP-02", "THT-27", "MOD-25")
def test_from_what_is_due_to_its_certificate(office, house, clock):
    page = office.get("/records/").content.decode()
    assert "Kept for 6 years" in page
    sent = office.post("/records/", {"kind": "complaint", "most": "10"})
    assert sent["Location"] == "/records/disposals/1"
    own = office.get("/records/disposals/1").content.decode()
    assert house.reference in own
    assert "the register of residents" in own, "where the same person stays"
    assert "Approve: dispose" not in own
    assert not any(word in own for word in WORDS)
    assert office.post("/records/disposals/1/decide", {"approve": "1"}).status_code == 409
    office.force_login(house.officers[1])
    assert "Approve: dispose" in office.get("/records/disposals/1").content.decode()
    assert office.get("/records/disposals/1/certificate").status_code == 404
    office.post("/records/disposals/1/decide", {"approve": "1"})
    assert "0 of 1 done" in office.get("/records/disposals/1").content.decode()
    while disposing.run_once(clock.now):
        pass
    said = office.get("/records/disposals/1/certificate").content.decode()
    assert house.reference in said
    assert "found in none" in said
    assert "is whole" in said
    printed = office.get("/records/disposals/1/certificate.pdf")
    assert printed.content.startswith(b"%PDF")
    assert office.get(f"/cases/{house.reference}").status_code in (200, 302)


def test_left_out_and_declined(office, house, clock):
    office.post("/records/", {"kind": "complaint", "most": "10"})
    item = Disposal.objects.get().items.get()
    assert office.post("/records/disposals/1/leave-out", {"items": [item.pk], "why": ""}).status_code == 422
    assert office.post("/records/disposals/1/leave-out", {"items": ["987"], "why": "x"}).status_code == 422
    office.post("/records/disposals/1/leave-out", {"items": [item.pk], "why": "The board asks about it"})
    assert "The board asks about it" in office.get("/records/disposals/1").content.decode()
    office.force_login(house.officers[1])
    assert office.post("/records/disposals/1/decide", {"approve": "1"}).status_code == 409
    office.post("/records/disposals/1/decide", {"decline": "1"})
    assert Disposal.objects.get().state == Disposal.State.DECLINED
    assert office.post("/records/", {"kind": "complaint", "most": "10"})["Location"] == "/records/disposals/2"
    assert not disposing.run_once(clock.now)
    assert Case.objects.get(reference=house.reference).complainant == "Rosa Adeyemi"


def test_nothing_due_says_so(office):
    assert office.post("/records/", {"kind": "entry", "most": "10"}).status_code == 422
    assert office.post("/records/", {"kind": "complaint", "most": "1000"}).status_code == 422


@pytest.mark.parametrize("page", ["", "held", "disposals/1", "disposals/1/certificate", "own-data"])
def test_for_those_who_may_dispose_only(office, house, page):
    office.force_login(house.first)
    assert office.get(f"/records/{page}").status_code == 403


def test_another_landlord_has_none_of_it(office, house):
    other = House("housing-services")
    role = next(key for key, one in packs.current(other.landlord).pack.roles.items() if "administer" in one.does)
    theirs = Person.objects.add(other.landlord, "adi@hs.example", "Adi Low", roles=[role])
    office.post("/records/", {"kind": "complaint", "most": "10"})
    office.post("/records/own-data", {"name": "Rosa", "known_by": "TA1 2AB", "identity": "Known", "asked_on-day": "29",
                                      "asked_on-month": "6", "asked_on-year": "2032"})  # fmt: skip
    office.force_login(theirs)
    assert office.get("/records/").status_code == 200
    for page in ("disposals/1", "disposals/1/certificate", "own-data/1", "own-data/1/file/zip"):
        assert office.get(f"/records/{page}").status_code == 404
