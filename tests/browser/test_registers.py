"""Somebody is unhappy: told in two lines on a telephone, sorted in one click, and a complaint made of a request."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from putright.apps.casework.models import Case
from tests.apps import cases
from tests.browser.at_work import Form

PICTURES = os.environ.get("SCREENSHOTS")


def look(desk, name):
    """A picture of the page at both widths, where pictures are asked for; axe at each, nothing wider than either."""
    for width in (1280, 375):
        desk.page.set_viewport_size({"width": width, "height": 900})
        desk.check()
        if PICTURES:
            desk.page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)


def today():
    return timezone.localdate()


def tell(desk):
    """Two lines, on a telephone."""
    desk.open("/unhappy", axe=False)
    look(desk, "unhappy")
    form = Form(desk.page)
    desk.page.get_by_label("Who is unhappy").fill("Rosa Adeyemi, 12 Mill Lane, 01952 000111")
    form.write("What did they say?", "Nobody has come about the gutter and the wall is wet.")
    desk.page.get_by_role("button", name="Tell the team").click()
    expect(desk.page.get_by_role("heading", name="The complaint is logged")).to_be_visible()
    look(desk, "unhappy-logged")


def test_two_lines_and_one_click(house, desk):
    front = desk(house.people["desk"], "phone")
    tell(front)
    case = Case.objects.get()
    officer = desk(house.people["officer"])
    officer.open("/sorting", axe=False)
    look(officer, "sorting")
    officer.page.get_by_role("button", name="They want it done as a request").click()
    expect(officer.page.get_by_text(f"{case.reference} is sorted")).to_be_visible()
    case.refresh_from_db()
    assert case.kind == "service_request"
    officer.open(f"/cases/{case.reference}", axe=False)
    expect(officer.page.get_by_text(f"Service request {case.reference}")).to_be_visible()
    look(officer, "request")


def test_a_request_gets_its_day_and_a_complaint_beside_it(house, desk):
    asked = cases.start(
        house.landlord, None, cases.event("triaged", on=today(), as_="service_request"), on=today(), at=timezone.now()
    ).case
    officer = desk(house.people["officer"])
    officer.open(f"/cases/{asked.reference}/request_dated", axe=False)
    look(officer, "request-dated")
    Form(officer.page).date("By when will it be done?", today() + timedelta(14))
    officer.page.get_by_role("button", name="Save the day").click()
    officer.open(f"/cases/{asked.reference}/unhappy", axe=False)
    look(officer, "complain-about")
    Form(officer.page).write("What are they unhappy about, in their words?", "Two weeks is too long.")
    officer.page.get_by_role("button", name="Make the complaint").click()
    made = Case.objects.exclude(pk=asked.pk).get()
    expect(officer.page.get_by_text(made.reference).first).to_be_visible()
    assert (made.kind, made.received_on) == ("complaint", today())


@pytest.mark.parametrize("scripts", [True, False])
def test_every_page_of_the_registers(house, desk, scripts):
    for kind, more in (
        ("service_request", [cases.event("request_dated", on=today(), by=str(today()))]),
        ("comment", []),
    ):
        cases.start(house.landlord, None, cases.event("triaged", on=today(), as_=kind), *more, on=today(),
                    at=timezone.now())  # fmt: skip
    officer = desk(house.people["officer"], java_script_enabled=scripts)
    for name, path in (
        ("registers", "/registers"), ("register", "/registers/service_request"),
        ("register-empty", "/registers/petition"),
        ("register-review", "/registers/service_request/review"), ("register-new", "/registers/new/compliment"),
        ("praise", "/praise"), ("log", "/log"),
    ):  # fmt: skip
        officer.open(path, axe=False)
        if scripts:
            look(officer, name)
        officer.page.set_viewport_size({"width": 1280, "height": 900})
