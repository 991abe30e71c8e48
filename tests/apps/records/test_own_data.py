"""Somebody asks for their own data: found by two facts, others masked, looked through, given, erased."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, timedelta

import pytest

from putright.apps.casework.models import Case, Party
from putright.apps.records import access_run, actions, due
from putright.apps.records.access import KEPT
from putright.apps.records.models import Access, Disposal
from putright.core import events as e
from tests.apps.records import searching
from tests.apps.records.conftest import BEGAN, DUE

ASKED = {"name": "Rosa Adeyemi", "known_by": "rosa@mail.example", "identity": "Rang her back",
         "asked_on-day": "29", "asked_on-month": "6", "asked_on-year": "2026"}  # fmt: skip


@pytest.fixture
def office(house, clock, client):
    clock.now = BEGAN
    case = Case.objects.get(reference=house.reference)
    Party.objects.create(case=case, key="p2", role="representative", name="Tunde Okoro", email="tunde@mail.example",
                         phone="07700 900999")  # fmt: skip
    house.then(
        e.MessageReceived(on=date(2026, 6, 30), id="m1", what="Tunde Okoro and I wait. Jo Bell saw it.", party="p1"),
        e.MessageRead(on=date(2026, 6, 30), id="m1", what="Rang Tunde"),
    )
    client.force_login(house.officers[0])
    return client


def work(clock):
    while access_run.run_once(clock.now):
        pass


def packed(office, number=1):
    answer = office.get(f"/records/own-data/{number}/file/zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def asked(office, clock, **more):
    sent = office.post("/records/own-data", {**ASKED, **more})
    assert sent.status_code == 302, sent.content.decode()
    return Access.objects.latest("pk")


@pytest.mark.provision("HSP-02", "MOD-47")
def test_all_of_it_with_others_masked_until_it_is_given_and_erased(office, house, clock, folders):
    found = asked(office, clock)
    assert found.due == date(2026, 7, 29)
    page = office.get("/records/own-data/1")
    keys = [key for key, _ in page.context["forms"]["choose"].fields["theirs"].choices]
    assert len(keys) == 1
    office.post("/records/own-data/1/choose", {"theirs": keys})
    work(clock)
    inside = packed(office)
    told = inside["index.html"].decode()
    for hers in ("Rosa Adeyemi", "12 Mill Lane", "bedroom ceiling fell", "Ines Okafor", "large print", house.reference):
        assert hers in told, hers
    for others in ("Tunde", "Okoro", "07700 900999"):
        assert others not in told
        assert others not in inside["data.json"].decode()
    assert "Jo Bell" in told, "the program does not know her: a person has to look"
    letters = [body for name, body in inside.items() if "letter-" in name]
    assert len(letters) == 2
    assert all(body.startswith(b"%PDF") for body in letters)
    assert [body for name, body in inside.items() if "file-" in name] == [b"Photo of 12 Mill Lane, Rosa Adeyemi"]
    assert json.loads(inside["data.json"])["register"]["about you"]["name"] == "Rosa Adeyemi"
    office.post("/records/own-data/1/mask", {"words": "Jo Bell\n3 High Road", "why": "A neighbour’s name"})
    work(clock)
    told = packed(office)["index.html"].decode()
    assert "Jo Bell" not in told
    assert "3 High Road" not in told
    assert "A neighbour’s name" in told
    assert office.post("/records/own-data/1/release", {"how": "On a stick"}).status_code == 422
    office.post("/records/own-data/1/release", {"how": "On a stick", "looked": "on"})
    clock.now = BEGAN + KEPT + timedelta(hours=1)
    work(clock)
    ended = Access.objects.get()
    assert (ended.state, ended.name, ended.known_by, ended.stored) == (Access.State.ENDED, "", "", "")
    assert [one for one in searching.files(["Tunde"], folders) if "own-data" in one[0]] == []
    assert not list((folders / "files" / "own-data").glob("*"))
    office.force_login(house.officers[0])
    assert office.get("/records/own-data/1/file/zip").status_code == 404


def test_its_records_are_held_meanwhile(office, house, clock):
    asked(office, clock)
    page = office.get("/records/own-data/1")
    keys = [key for key, _ in page.context["forms"]["choose"].fields["theirs"].choices]
    office.post("/records/own-data/1/choose", {"theirs": keys})
    clock.now = DUE
    assert due.cases(house.officers[0], Disposal.Kind.COMPLAINT, clock.now.date()).count() == 0
    work(clock)
    office.force_login(house.officers[0])
    office.post("/records/own-data/1/end")
    assert due.cases(house.officers[0], Disposal.Kind.COMPLAINT, clock.now.date()).count() == 1
    assert actions.prepare(house.officers[0], Disposal.Kind.COMPLAINT, 1, at=clock.now)


@pytest.mark.parametrize("known_by", ["somebody@else.example", "01952 111111", "ZZ1 1ZZ"])
def test_a_name_alone_finds_nobody(office, clock, known_by):
    asked(office, clock, known_by=known_by)
    page = office.get("/records/own-data/1")
    assert page.context["forms"]["choose"].fields["theirs"].choices == []
    assert "Nothing was found" in page.content.decode()


@pytest.mark.parametrize("known_by", ["07700 900123", "TA1 2AB", "ROSA@mail.example"])
def test_any_other_fact_does(office, clock, known_by):
    asked(office, clock, known_by=known_by)
    page = office.get("/records/own-data/1")
    assert len(page.context["forms"]["choose"].fields["theirs"].choices) == 1


def test_a_name_that_does_not_fit_finds_nobody(office, clock):
    asked(office, clock, name="Peter Vole")
    page = office.get("/records/own-data/1")
    assert page.context["forms"]["choose"].fields["theirs"].choices == []


def test_for_those_who_may_export_only(office, house, clock):
    asked(office, clock)
    office.force_login(house.first)
    for page in ("", "/1", "/1/file/zip"):
        assert office.get(f"/records/own-data{page}").status_code == 403
    assert office.post("/records/own-data/1/end").status_code == 403


def test_what_cannot_be_ended_keeps_no_other_waiting(office, house, clock):
    first, second = asked(office, clock), asked(office, clock)
    case = Case.objects.get(reference=house.reference)
    released = {"state": Access.State.RELEASED, "expires_at": clock.now}
    Access.objects.filter(pk=first.pk).update(parties=[[case.pk, "p1"]], **released)
    Access.objects.filter(pk=second.pk).update(**released)
    Case.objects.filter(pk=case.pk).update(pack_version="gone")
    work(clock)
    assert Access.objects.get(pk=second.pk).state == Access.State.ENDED
    assert Access.objects.get(pk=first.pk).expires_at == clock.now + access_run.AGAIN
