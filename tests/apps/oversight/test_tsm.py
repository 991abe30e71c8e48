"""The Tenant Satisfaction Measures: the return's table, the homes, how open points are read, and its files."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from putright.apps.accounts.models import Person
from putright.apps.measuring.models import Stock
from putright.apps.oversight.dashboards import tsm
from putright.apps.oversight.dashboards.models import Chosen
from putright.apps.oversight.samples.models import Wave
from putright.apps.residents.models import Home
from putright.core.measures import tsm as rules
from tests.apps.letters.conftest import House

NOW = datetime(2027, 5, 4, 10, 0, tzinfo=UTC)
HOMES = {"lcra": "2000", "lcho": "500", "source": "The asset register"}
YEAR = "?year=2026"


@pytest.fixture(autouse=True)
def place(tmp_path, settings, monkeypatch):
    """Tuesday 4 May 2027: the year 2026 to 2027 is over."""
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def house(db):
    """A landlord with two complaints of June 2026, one at stage 2."""
    house = House("willow-tree")
    house.to_stage_2_answer()
    house.receive()
    add = Person.objects.add
    house.una = add(house.landlord, "una@wt.example", "Una", roles=["complaints_officer"])
    house.mia = add(house.landlord, "mia@wt.example", "Mia", roles=["mrc"])
    return house


def post(client, who, **typed):
    client.force_login(who)
    return client.post(reverse("tsm") + YEAR, typed, follow=True)


def rows(client, who, query=YEAR):
    client.force_login(who)
    answer = client.get(reverse("tsm_csv") + query)
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def line(found, measure, homes, stage):
    return next(one for one in found if one[:3] == [measure, rules.TITLES[homes], stage])


@pytest.mark.provision("HPG-37")
def test_the_return_has_every_line_of_the_measures(client, house):
    found = rows(client, house.una)
    expected = {
        (name, title, f"Stage {n}") for name in (tsm.CH01, tsm.CH02) for title in rules.TITLES.values() for n in "12"
    }
    expected |= {(tsm.TP09, title, "") for title in rules.TITLES.values()}
    assert {tuple(row[:3]) for row in found[1:]} == expected
    assert found[0] == list(tsm.HEAD)


def test_complaints_per_1000_homes_from_raw_numerators(client, house):
    assert line(rows(client, house.una), tsm.CH01, "lcra", "Stage 1")[3:6] == ["", "2", ""]
    post(client, house.una, **HOMES)
    found = rows(client, house.una)
    assert line(found, tsm.CH01, "lcra", "Stage 1")[3:6] == ["1.0", "2", "2000"]
    assert line(found, tsm.CH01, "lcra", "Stage 2")[3:6] == ["0.5", "1", "2000"]
    assert line(found, tsm.CH01, "lcho", "Stage 1")[3:6] == ["0.0", "0", "500"]
    assert "rsh-tsm/2026-10" in line(found, tsm.CH01, "lcra", "Stage 1")[6]


def test_numerators_lead_to_their_cases(client, house):
    client.force_login(house.una)
    content = client.get(reverse("tsm") + YEAR).content.decode()
    href = next(one for one in re.findall(r'href="(/figures/cases[^"]*)"', content) if "measure=ch01" in one)
    assert client.get(href.replace("&amp;", "&")).context["found"].hits in (1, 2)


def test_homes_are_entered_kept_and_corrected(client, house):
    Home.objects.create(landlord=house.landlord, uprn="", address="1 Mill Lane", postcode="TA1 2AB", tenure="rented")
    client.force_login(house.una)
    offered = client.get(reverse("tsm") + YEAR).context["stock_form"].initial
    assert (offered["lcra"], offered["lcho"]) == (1, 0)
    assert "are entered" in post(client, house.una, **HOMES).content.decode()
    post(client, house.una, **HOMES | {"lcra": "1000"})
    assert tsm.stock(house.landlord, tsm.Year(2026), "") == {"lcra": 1000, "lcho": 500}
    assert Stock.objects.filter(on=date(2027, 3, 31), kind="lcra").count() == 2


@pytest.mark.parametrize("typed", [{"lcra": "-1"}, {"lcho": "many"}, {"source": ""}])
def test_homes_that_cannot_be_are_not_entered(client, house, typed):
    assert post(client, house.una, **HOMES | typed).status_code == 422
    assert not Stock.objects.exists()


def test_who_does_not_issue_reports_looks_and_enters_nothing(client, house):
    assert post(client, house.mia, **HOMES).status_code == 403
    client.force_login(house.mia)
    assert b"Enter the homes" not in client.get(reverse("tsm") + YEAR).content


def test_what_is_not_verified_is_said_and_can_be_read_otherwise(client, house):
    client.force_login(house.una)
    content = client.get(reverse("tsm") + YEAR).content.decode()
    assert content.count("Not verified") >= len(rules.CHOICES)
    before = line(rows(client, house.una), tsm.CH02, "lcra", "Stage 1")
    answer = post(client, house.una, name="basis", value="answered", why="The regulator’s letter of May.")
    assert "The regulator’s letter of May." in answer.content.decode()
    after = line(rows(client, house.una), tsm.CH02, "lcra", "Stage 1")
    assert before[5] != after[5]
    chosen = Chosen.objects.get()
    assert chosen.by == house.una
    with pytest.raises(DatabaseError), transaction.atomic():
        Chosen.objects.filter(pk=chosen.pk).update(why="")
    with pytest.raises(DatabaseError), transaction.atomic():
        chosen.delete()


@pytest.mark.parametrize("typed", [{"value": "nonsense"}, {"why": ""}])
def test_a_choice_that_is_none_is_not_kept(client, house, typed):
    answer = post(client, house.una, **{"name": "basis", "value": "answered", "why": "So", **typed})
    assert answer.status_code == 422
    assert not Chosen.objects.exists()


def test_tp09_comes_from_the_survey_alone(client, house):
    assert line(rows(client, house.una), tsm.TP09, "lcra", "")[3] == ""
    client.force_login(house.una)
    assert b"no survey entered" in client.get(reverse("tsm") + YEAR).content
    Wave.objects.create(
        landlord=house.landlord, year=2026, tenure="lcra", method="post", since=date(2026, 9, 1),
        until=date(2026, 10, 1), carried_out_by="A research firm", asked=900, responses=300, complained=40,
        very_satisfied=5, fairly_satisfied=9, neither=6,
        fairly_dissatisfied=10, very_dissatisfied=10, by=house.una, at=NOW,
    )  # fmt: skip
    assert line(rows(client, house.una), tsm.TP09, "lcra", "")[3:6] == ["35.0%", "14", "40"]


def test_the_same_table_as_a_spreadsheet(client, house):
    post(client, house.una, **HOMES)
    book = load_workbook(io.BytesIO(b"".join(client.get(reverse("tsm_xlsx") + YEAR).streaming_content)))
    cells = [[cell.value for cell in row] for row in book.worksheets[1].iter_rows()]
    assert [tsm.CH01, "Low cost rental accommodation", "Stage 1", 1, 2, 2000] in [row[:6] for row in cells]


def test_years_begin_on_1_april_and_the_last_one_that_is_over_comes_first(client, house):
    client.force_login(house.una)
    assert client.get(reverse("tsm")).context["year"] == tsm.Year(2026)
    assert [one.begins for one in client.get(reverse("tsm")).context["years"]] == [2027, 2026, 2025, 2024, 2023]
    assert client.get(reverse("tsm"), {"year": "nonsense", "brand": "nobody"}).context["brand"] == ""
    assert line(rows(client, house.una, "?year=2025"), tsm.CH01, "lcra", "Stage 1")[4] == "0"
