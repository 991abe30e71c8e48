"""Figures, the Tenant Satisfaction Measures and the Member's room, as those who use them see them."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.utils import timezone

from putright.apps.casework.models import Viewing
from putright.apps.measuring import keeping
from putright.apps.oversight.dashboards.parts import PARTS
from putright.apps.oversight.room.models import Answered, Asked, Statement
from tests.browser.at_work import Form
from tests.browser.conftest import WIDTHS

pytestmark = pytest.mark.told


def look(desk, *paths):
    """Each page at both widths."""
    for path in paths:
        desk.open(path, axe=False)
        for size in WIDTHS.values():
            desk.page.set_viewport_size(size)
            desk.check()
        desk.page.set_viewport_size(WIDTHS["desk"])


def count():
    while keeping.run_once(timezone.now()):
        pass


def test_the_officer_goes_from_a_figure_to_its_cases_and_back_in_time(desk, house):
    count()
    officer = desk(house.people["officer"])
    look(
        officer,
        *(f"/figures/?page={key}&every=year" for key in ("officer", "executive", "board", "own")),
        *(f"/figures/?part={part.key}&every=year" for part in PARTS),
        "/figures/tsm",
    )
    officer.open("/figures/?every=year")
    officer.page.get_by_role("link", name="About what").click()
    page = officer.page
    assert page.locator(".pr-nav").bounding_box()["height"] < 70, "the navigation stands in one line"
    assert page.locator("svg[role=img]").count() >= 3
    page.get_by_role("link", name="Volumes").click()
    page.locator("#volumes").get_by_role("link").first.click()
    page.get_by_role("heading", name="Complaints").wait_for()
    officer.check()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save the list as a sheet").click()
    assert saved.value.suggested_filename.endswith(".csv")
    page.get_by_role("link", name="Back to the figures").click()
    page.get_by_label("As it stood at the end of").fill("2026-01-31")
    page.get_by_role("button", name="Show").click()
    page.get_by_text("Everything is shown as it stood at the end of 31 January 2026").wait_for()
    officer.check()


def test_the_member_reads_asks_and_is_answered(desk, house):
    count()
    member, officer = desk(house.people["mrc"]), desk(house.people["officer"])
    look(member, "/figures/?every=year", "/member/", "/member/ask", "/member/statements")
    page, form = member.page, Form(member.page)
    member.open("/figures/?every=year&part=volumes")
    page.locator("#volumes").get_by_role("link").first.click()
    page.get_by_role("link", name=re.compile("^[A-Z]+-20")).first.click()
    member.check()
    page.get_by_label("Why do you read this complaint?").fill("The figures of the year")
    page.get_by_role("button", name="Open it").click()
    page.get_by_role("heading", name="What has happened").wait_for()
    for size in WIDTHS.values():
        page.set_viewport_size(size)
        member.check()
    page.set_viewport_size(WIDTHS["desk"])
    assert Viewing.objects.get(person=house.people["mrc"]).why == "The figures of the year"
    page.get_by_role("link", name="Ask a question about it").click()
    page.get_by_label("What do you want to know?").fill("Why did this take so long?")
    form.date("By when do you need the answer?", date(timezone.localdate().year + 1, 1, 4))
    page.get_by_role("button", name="Ask it").click()
    page.get_by_text("Your question is on record").wait_for()
    member.check()
    officer.open("/member/")
    officer.page.get_by_role("link", name="Why did this take so long?").first.click()
    officer.page.get_by_label("The answer").fill("The contractor came twice.")
    officer.page.get_by_role("button", name="Put the answer on record").click()
    officer.page.get_by_text("The answer is on record.").wait_for()
    officer.check()
    assert Answered.objects.get().question == Asked.objects.get()


def test_statements_and_homes_are_put_on_record(desk, house):
    count()
    officer = desk(house.people["officer"])
    officer.open("/member/statements")
    officer.page.get_by_label("The statement").fill("The Board read every late answer.")
    officer.page.get_by_label("Whose statement is it?").select_option("governing_body")
    officer.page.get_by_role("button", name="Put it on record").click()
    officer.page.get_by_text("is on record.").wait_for()
    assert Statement.objects.get().kind == "governing_body"
    officer.open("/figures/tsm")
    officer.page.get_by_label("Low cost rental homes owned").fill("1800")
    officer.page.get_by_label("Low cost home ownership homes owned").fill("60")
    officer.page.get_by_label("Where do the numbers come from?").fill("The asset register")
    officer.page.get_by_role("button", name="Enter the homes").click()
    officer.page.get_by_text("1800, from: The asset register").wait_for()
    officer.check()


def test_without_scripts_everything_can_be_chosen(desk, house):
    count()
    handler = desk(house.people["handler"], java_script_enabled=False)
    handler.open("/figures/")
    handler.page.get_by_label("Period", exact=True).select_option("month")
    handler.page.get_by_role("button", name="Show").click()
    handler.page.get_by_role("link", name="About what").click()
    assert "every=month" in handler.page.url
