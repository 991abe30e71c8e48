"""A self-assessment by the page: begun, answered while it saves itself, approved, published, read by anybody."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from putright.apps.oversight.assessment import actions, counting
from putright.apps.oversight.assessment.desk import Desk
from putright.apps.oversight.assessment.models import Assessment, RowAnswer
from putright.demo import history
from tests.apps.oversight.test_assessment import answer
from tests.browser.conftest import WIDTHS


def look(desk):
    """The page at both widths."""
    for size in WIDTHS.values():
        desk.page.set_viewport_size(size)
        desk.check()
    desk.page.set_viewport_size(WIDTHS["desk"])


@pytest.mark.provision("HSP-36", "C24-8.1")
def test_from_its_beginning_to_what_everybody_reads(desk, house):
    history.tell(house.landlord, timezone.localdate(), 20)
    officer = desk(house.people["officer"])
    page = officer.page
    officer.open("/self-assessment/", axe=False)
    look(officer)
    page.get_by_role("button", name="Begin a self-assessment").click()
    look(officer)
    page.get_by_role("button", name="Begin", exact=True).click()
    page.get_by_text("They are being counted").wait_for()
    assert counting.run_once(timezone.now())
    page.reload()
    look(officer)
    page.get_by_role("link", name="Exclusions").click()
    look(officer)
    row = page.get_by_role("group", name=re.compile(r"^2\.1 "))
    row.get_by_label("No", exact=True).check()
    row.get_by_label("Commentary and explanation").fill("One refusal lacked its evidence.")
    page.get_by_text("Saved at").wait_for()
    assert RowAnswer.objects.get(row="2.1").commentary == "One refusal lacked its evidence."
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_role("heading", name="Accessibility and awareness", level=1).wait_for()
    rest(house.people["officer"])
    approve(officer)
    nobody = desk(None)
    nobody.open(f"/self-assessment/public/{house.slug}", axe=False)
    look(nobody)
    nobody.page.get_by_role("rowheader", name="9.8").wait_for()


def rest(officer):
    """Answers what is left, as somebody would in an afternoon."""
    one = Assessment.objects.select_related("landlord", "before").get()
    today = timezone.localdate()
    desk = Desk(one, today)
    actions.save(officer, one, {row.key: (answer(desk, row), row.version) for row in desk.rows()}, at=timezone.now())


def approve(officer):
    """Completes, approves and publishes by the page."""
    page = officer.page
    officer.open(f"/self-assessment/{Assessment.objects.get().pk}", axe=False)
    look(officer)
    page.get_by_role("button", name="It is complete").click()
    look(officer)
    page.get_by_label("Which governing body").fill("Board")
    page.get_by_label("Under which minute?").fill("2026/41")
    page.get_by_role("button", name="Record the approval").click()
    page.get_by_text("It is approved and frozen.").wait_for()
    look(officer)
    page.get_by_role("button", name="Publish it").click()
    page.get_by_text("It is published").wait_for()
    look(officer)
