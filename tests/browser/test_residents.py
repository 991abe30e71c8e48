"""The register of residents in a browser: every page at both widths, a call taken, a file taken in."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from putright.apps.casework.models import Case
from putright.apps.residents.importing import run
from putright.apps.residents.models import Adjustment, Link, Representative, Resident, Stay
from putright.demo import register
from tests.browser.conftest import WIDTHS

FILE = b"""person_number;name;phone;uprn;address;postcode;tenure;since
P2000;Doreen Castle;01632 960777;;;;;
P3001;Zo\xc3\xab Fairweather;;999111;1 New Close;tf119zz;rented;01/02/2024
P3003;Ivor Novak;;12x;2 New Close;TF1 1AA;castle;31/02/2024
"""


@pytest.fixture
def known(house):
    """The demonstration's register."""
    register.fill(house.landlord, timezone.now())
    return Resident.objects.get(name="Elsie Hartnoll")


def look(desk):
    for size in WIDTHS.values():
        desk.page.set_viewport_size(size)
        desk.check()
    desk.page.set_viewport_size(WIDTHS["desk"])


@pytest.mark.told
def test_every_page_of_the_register(desk, house, known):
    officer = desk(house.people["officer"])
    home, rep = Stay.objects.get(resident=known).home, Representative.objects.get(resident=known)
    kept, case = Adjustment.objects.get(resident=known), Link.objects.filter(resident=known).first()
    for path in (
        "/residents/", "/residents/?q=court", "/residents/?q=zzz", f"/residents/{known.pk}", "/residents/add",
        f"/residents/{known.pk}/change", f"/residents/{known.pk}/home/add", f"/residents/{known.pk}/adjustment/add",
        f"/residents/{known.pk}/representative/{rep.pk}", f"/residents/{known.pk}/adjustment/{kept.pk}",
        f"/residents/homes/{home.pk}", f"/residents/homes/{home.pk}/change", "/residents/homes/add",
        "/residents/block?name=Almshouse+Row", "/residents/imports/",
        f"/residents/of/{case.case.reference}/{case.party}?change=1",
    ):  # fmt: skip
        assert officer.page.goto(path).ok, path
        look(officer)


def test_a_file_is_looked_through_and_taken_in(desk, house, known):
    officer = desk(house.people["officer"])
    page = officer.page
    page.goto("/residents/imports/")
    file = {"name": "people.csv", "mimeType": "text/csv", "buffer": FILE}
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_role("button", name="Look it through").click()
    page.get_by_text("It is being looked through").wait_for()
    look(officer)
    run.run_once(timezone.now())
    page.get_by_role("link", name="See whether it is done").click()
    page.get_by_text("What would become of 3 rows").wait_for()
    look(officer)
    page.get_by_role("button", name="Take in the new and changed rows").click()
    run.run_once(timezone.now())
    page.get_by_role("link", name="See how far it is").click()
    page.get_by_text("What became of 3 rows").wait_for()
    look(officer)
    assert Resident.objects.get(number="P3001").name == "Zoë Fairweather"


def test_a_call_is_taken_from_a_number_alone_without_scripts(desk, house, known):
    clerk = desk(house.people["desk"], java_script_enabled=False)
    page = clerk.page
    page.goto("/log")
    page.get_by_label("Telephone (optional)", exact=True).fill("01632 960112")
    page.get_by_role("button", name="Look up this person or home").click()
    page.get_by_role("button", name=re.compile("Fill in from the register.*Elsie Hartnoll")).click()
    assert page.get_by_label("Name", exact=True).input_value() == "Elsie Hartnoll"
    assert page.get_by_label("Address (optional)", exact=True).first.input_value() == "7 Almshouse Row"
    page.get_by_label("What happened, in their words").fill("The tap drips.")
    page.get_by_role("button", name="Save the complaint").click()
    assert "/log/WT-" in page.url
    link = Link.objects.get(case=Case.objects.latest("id"))
    assert link.resident == known
    assert "Elsie" in Case.objects.latest("id").complainant
